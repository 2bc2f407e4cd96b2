"""Content behind "that" by the words alone, where a small parser hangs the clause from an addressee or a place: "warned
the minister in a note that", "a warning came from the mayor that"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.statements.cues import Cue, words
from communique.coding.statements.extent import in_relative, reach
from communique.coding.statements.layout import Layout, is_noun, is_verb
from communique.coding.statements.speakers import subject_of
from communique.records import Span

__all__ = ["carried", "far_that", "that_behind"]

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_MARKS = frozenset(["IN", "WDT"])
#: The most tokens between a cue and its "that".
_FAR = 16


def that_behind(layout: Layout, cue: Cue, verb: Token, last: int) -> list[Span]:
    """The clause behind the first "that" after a cue that ends at token `last`, with whom it was told, to whom, when or
    where between them; none where that may be a relative clause, or another clause comes first."""
    i = far_that(layout, last)
    if i < 0 or not (cue.has("tell") or i == last + 1 or _told_to(layout, last + 1, i)):
        return []
    doc, end = layout.doc, layout.sentence_end(verb.i)
    finite = next(doc[j] for j in range(i + 1, end + 1) if doc[j].tag_ in _FINITE and not in_relative(doc[j]))
    root = finite.head if finite.dep_ in ("aux", "auxpass", "cop") and is_verb(finite.head) else finite
    closes = max((t.i for t in root.subtree if t.i >= i), default=finite.i)
    return layout.runs(range(i, reach(layout, verb, i, min(max(closes, finite.i), end)) + 1))


def far_that(layout: Layout, last: int) -> int:
    """The index of the "that" which opens a whole clause behind token `last`, or -1."""
    doc, end = layout.doc, layout.sentence_end(last)
    for i in range(last + 1, min(end - 1, last + _FAR) + 1):
        token = doc[i]
        if layout.inside[i] >= 0 or token.text in (",", ";", ":", "—", "–") or token.tag_ in ("TO", "VBG"):
            return -1
        if token.lower_ == "that" and token.tag_ in _MARKS:
            opens = doc[i + 1]
            whole = opens.tag_ not in (*_FINITE, "VBN") and opens.text != "," and any(
                doc[j].tag_ in _FINITE and not in_relative(doc[j]) for j in range(i + 2, end + 1))
            return i if whole else -1
        if token.tag_ in _FINITE and not in_relative(token):
            return -1
    return -1


def _told_to(layout: Layout, first: int, stop: int) -> bool:
    """Whether what stands between a cue and "that" names to whom, when or how, and is no object of its own."""
    token = layout.doc[first]
    return token.lower_ in ("to", "with", "in", "on", "by", "at") or token.ent_type_ in ("DATE", "TIME") or (
        token.tag_ == "RB" and stop == first + 1)


def carried(layout: Layout, noun: Token, cue: Cue) -> tuple[list[Span], Token | None]:
    """What a noun of speech says where its clause stands apart from it, and who says it: "made a complaint to the court
    that", "a warning came from the mayor that", "a warning by Tehran that"."""
    if not cue.has("that"):
        return [], None
    verb = noun.head
    light = is_verb(verb) and verb.lemma_ in words("carries") and noun.dep_ in ("dobj", "nsubj", "nsubjpass")
    beside = any(c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from", "to") and c.i == noun.i + 1
                 for c in noun.children)
    if not light and not beside or noun.i + 1 < len(layout.doc) and layout.doc[noun.i + 1].lower_ == "that":
        return [], None
    after = max(noun.i, verb.i) if light else noun.i
    content = that_behind(layout, cue, noun, after)
    if content and not light and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i > noun.i:
        told = layout.tokens_in(*content[0])  # up to its own verb: "a warning by X that ... drew no reply"
        ends = min([noun.head.i, *(c.i for c in noun.head.children if c.dep_ in ("aux", "auxpass", "neg"))])
        content = layout.runs(range(told[0], ends)) if told[0] < ends <= told[-1] else content
    if not content or not light:
        return content, None
    if noun.dep_ == "dobj":
        return content, subject_of(verb)
    origin = next((p for p in verb.children if p.dep_ in ("prep", "agent") and p.lower_ in ("from", "by")), None)
    return content, next((c for c in origin.children if c.dep_ == "pobj" and is_noun(c)), None) if origin else None
