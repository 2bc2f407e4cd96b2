"""Content and source by position, where the parse does not tie them ("The deal, he said, is dead")."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.statements.found import Found
from communique.coding.statements.layout import Layout, is_verb
from communique.coding.statements.speakers import after_cue, source_span

__all__ = ["content_around", "content_before", "inverted_source"]

_COMMA = frozenset([",", "—", "–", "--", "-", "(", ";"])


def inverted_source(layout: Layout, verb: Token) -> Token | None:
    """The speaker behind a cue that closes its sentence ("The port is open, said the minister.")."""
    if verb.i == 0 or layout.doc[verb.i - 1].text != "," or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if any(c.dep_ == "nsubj" and max(t.i for t in c.subtree) >= verb.i - 2 for c in verb.lefts):
        return None  # its subject stands before it, an apposition or clause behind that
    return after_cue(layout, verb, layout.sentence_end(verb.i) + 1)


def content_around(layout: Layout, verb: Token, made: Found, kids: dict[str, list[Token]]) -> Found | None:
    """A cue that stands inside or behind its content ("The deal, he said, is dead"; "as he put it")."""
    aside = made.source is None or made.source.lower_ in ("i", "you", "we") or verb.tag_ == "VBG"
    if aside or verb.head == verb or not (is_verb(verb.head) or verb.head.pos_ == "AUX"):
        return None
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i}
    own = [t.i for t in verb.subtree]
    first, last = min(own), max(own)
    before = layout.doc[first - 1].text if first > verb.sent.start else ""
    loose = before in _COMMA or first == verb.sent.start
    if verb.dep_ == "parataxis" or (verb.dep_ in ("advcl", "ccomp", "dep") and loose):
        if verb.dep_ == "advcl" and not marks <= {"as"}:
            return None
        if verb.dep_ == "ccomp" and verb.head.i < first and verb.head.lemma_ in ("say", "tell"):
            return None
        head = verb.head
        keep = {t.i for t in head.subtree} - set(own)
        made.frame, made.content = "around", layout.runs(keep)
        return made if last - first < 25 else None
    return None


def content_before(layout: Layout, verb: Token, made: Found, kids: dict[str, list[Token]]) -> Found | None:
    """By position where the parse gives no content: ", he said." at a sentence's end, "he said the deal is dead"."""
    if made.entry is None or not made.entry.has("q") or made.source is None or made.source.tag_ in ("WP", "WDT"):
        return None
    source = source_span(layout, made.source)
    sent = verb.sent
    first = min(verb.i, layout.token_at(source[0]))
    last = layout.sentence_end(verb.i)
    tail = [t for t in layout.doc[verb.i + 1:last + 1] if not source[0] <= t.idx < source[1]]
    if not made.entry.has("tell") and any(
            t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.dep_ in ("nsubj", "dobj") for t in tail):
        return None
    if first > sent.start + 3 and layout.doc[first - 1].text == "," and last - verb.i < 14:
        left = layout.doc[sent.start:first - 1]
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in left) and not any(layout.inside[t.i] >= 0 for t in left):
            made.frame, made.content = "before", layout.runs(range(sent.start, first - 1))
            return made
    return None
