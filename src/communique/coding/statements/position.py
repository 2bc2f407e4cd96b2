"""Content and source by position, where the parse does not tie them ("The deal, he said, is dead")."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.coding.statements.found import Found
from communique.coding.statements.frames import told_to
from communique.coding.statements.layout import Layout, is_verb
from communique.coding.statements.speakers import after_cue, phrase_head, source_span
from communique.records import Span

__all__ = ["closing_source", "content_around", "content_before", "inverted_source", "is_circumstance"]

_COMMA = frozenset([",", "—", "–", "--", "-", "(", ";"])
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_OPENS = frozenset(["as", "when", "while", "after", "before", "since", "once", "until", "if", "although", "though",
                    "because", "unless"])
_PHRASE = frozenset(["NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP"])


def is_circumstance(left: Sequence[Token], verb: Token) -> bool:
    """Whether what stands before a verb's comma is only a clause that hangs from it: "When the port reopened, the mayor
    began"."""
    first = left[0]
    return first.lower_ in _OPENS and any(
        c.dep_ == "advcl" and first.head == c and max(t.i for t in c.subtree) >= left[-1].i for c in verb.children)


def inverted_source(layout: Layout, verb: Token) -> Token | None:
    """The speaker behind a cue that closes its sentence ("The port is open, said the minister.")."""
    if verb.i == 0 or layout.doc[verb.i - 1].text != "," or verb.tag_ not in _FINITE:
        return None
    if any(c.dep_ == "nsubj" and max(t.i for t in c.subtree) >= verb.i - 2 for c in verb.lefts):
        return None  # its subject stands before it, an apposition or clause behind that
    return after_cue(layout, verb, layout.sentence_end(verb.i) + 1)


def closing_source(layout: Layout, verb: Token) -> tuple[Token, Span] | None:
    """The speaker, by the words alone, of a cue that closes its sentence behind a comma ("..., most of them from Iraq,
    the interior ministry said."), where a small parser may take another noun for the subject."""
    doc, start = layout.doc, verb.sent.start
    i = verb.i - 1
    while i > start and doc[i].tag_ == "RB":
        i -= 1
    if verb.tag_ not in _FINITE or doc[i].pos_ not in ("NOUN", "PROPN"):
        return None
    first = i
    while first > start and (doc[first - 1].pos_ in _PHRASE or doc[first - 1].tag_ in ("PRP$", "POS")):
        first -= 1
    if first <= start + 3 or doc[first - 1].text != "," or doc[first].pos_ == "ADP":
        return None
    head = phrase_head(layout, first, verb.i)
    return (head, (doc[first].idx, doc[i].idx + len(doc[i]))) if head is not None else None


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
        if made.entry is not None and made.entry.words[-1] == "it" and "as" not in marks:
            return None
        if any(c.i > verb.i and c.dep_ in ("dobj", "xcomp", "acomp", "oprd") and c.i not in made.cue
               for c in verb.children) and not (
                made.entry is not None and made.entry.has("tell")):
            return None  # it has its own object: "riders shall observe the truce; bags are no weapons"
        head = verb.head
        keep = {t.i for t in head.subtree} - set(own)
        made.frame, made.content = "around", layout.runs(keep)
        return made if last - first < 25 else None
    return None


def content_before(layout: Layout, verb: Token, made: Found, kids: dict[str, list[Token]]) -> Found | None:
    """By position where the parse gives no content: ", he said." at a sentence's end, "he said the deal is dead"."""
    if made.entry is None or not made.entry.has("q") or made.source is None or made.source.tag_ in ("WP", "WDT"):
        return None
    source = made.source_span or source_span(layout, made.source)
    sent = verb.sent
    first = min(verb.i, layout.token_at(source[0]))
    last = layout.sentence_end(verb.i)
    tail = [t for t in layout.doc[verb.i + 1:last + 1] if not source[0] <= t.idx < source[1]]
    if not made.entry.has("tell") and any(
            t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.dep_ in ("nsubj", "dobj") for t in tail):
        return None
    if first > sent.start + 3 and layout.doc[first - 1].text == "," and last - verb.i < 14:
        begin = next((i + 1 for i in range(first - 2, sent.start, -1) if layout.doc[i].text == ";"), sent.start)
        left = layout.doc[begin:first - 1]
        if is_circumstance(left, verb):
            return None
        # a clause, or what a headline has in its place ("No end to strike, says union")
        told = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in left) or (
            verb.tag_ == "VBZ" and len(left) > 3 and left[0].pos_ in ("DET", "NOUN", "PROPN", "NUM"))
        if told and not any(layout.inside[t.i] >= 0 for t in left):
            made.frame, made.content = "before", layout.runs(range(begin, first - 1))
            made.addressees = told_to(verb, kids, before=first)
            return made
    return None
