"""What must come first before a promised act: its words, from "if" to the end of the clause."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.commitments.attachment import aside, finite_past, near
from communique.coding.commitments.lexicon import conditions
from communique.coding.grammar import span_of
from communique.language.reading import Reading
from communique.records import Condition, Span

__all__ = ["find_condition"]

_IF = frozenset(["if", "unless", "provided", "providing", "supposing", "assuming"])


def find_condition(reading: Reading, act: Token, governor: Token) -> Condition | None:
    """The condition that the sentence puts before the act: its words, from "if" to the end of the clause."""
    table = conditions()
    doc, sent = reading.doc, act.sent
    best: tuple[int, Condition] | None = None
    for token in sent:
        for entry in table.get(token.lower_, ()):
            size = len(entry.words)
            if tuple(t.lower_ for t in doc[token.i : token.i + size]) != entry.words or token.i + size > sent.end:
                continue
            span = _extent(reading, token, doc[token.i + size - 1], entry.kind, act, governor)
            if span is None:
                continue
            if token.i and doc[token.i - 1].lower_ == "only":
                span = (doc[token.i - 1].idx, span[1])
            rank = {"clause": 0, "phrase": 1, "word": 2, "event": 3}[entry.kind]
            if best is None or rank < best[0]:
                best = rank, Condition(text=reading.text[slice(*span)], span=span)
            break
    return best[1] if best else _inverted(reading, act)


def _inverted(reading: Reading, act: Token) -> Condition | None:
    """ "Should they fire, we will answer"."""
    first = act.sent[0]
    skip = 0
    while skip < 3 and (first.is_punct or first.is_space) and first.i + 1 < act.i:
        first, skip = first.nbor(), skip + 1
    if first.lower_ == "should" and first.dep_ == "aux" and first.head.i < act.i and first.head.i != act.i:
        end = next((t for t in reading.doc[first.head.i : act.i] if t.text == ","), None)
        if end is not None:
            span = (first.idx, end.nbor(-1).idx + len(end.nbor(-1)))
            return Condition(text=reading.text[slice(*span)], span=span)
    return None


def _extent(reading: Reading, first: Token, last: Token, kind: str, act: Token, governor: Token) -> Span | None:
    """From the marker to the end of its clause, or None where it belongs to something else than the act."""
    doc = reading.doc
    if kind == "word":
        if first.i and doc[first.i - 1].dep_ == "det" or not near(first, act, governor):
            return None
        return first.idx, last.idx + len(last)
    if kind == "clause":
        if first.i and doc[first.i - 1].lower_ == "at" and first.lower_ == "once":
            return None
        if first.i == last.i and first.dep_ == "prep" and any(c.dep_ == "pobj" for c in first.children):
            return None  # "after the vote": no clause
        head = last.head if last.dep_ in ("mark", "advmod") else first.head
        if head.i == act.i or head.i == governor.i or head.pos_ not in ("VERB", "AUX", "ADJ") or head.i < first.i:
            verbs = [
                t
                for t in doc[last.i + 1 : first.sent.end]
                if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")
            ]
            if not verbs or verbs[0].i in (act.i, governor.i):
                return None
            head = verbs[0]
        if _is_past(first, head, act, governor):
            return None
        if head.lemma_ in ("ask", "say") and first.lower_ == "when":
            return None
        tail = [t for t in head.subtree if t.i >= first.i and t.i not in (act.i, governor.i)]
        if act.i > first.i and any(t.i >= act.i for t in tail):
            tail = [t for t in tail if t.i < act.i]
            comma = next((t.i for t in reversed(tail) if t.text == ","), None)
            tail = [t for t in tail if comma is None or t.i < comma]
        tail = _stop(tail)
        beside = aside(head, act, governor)
        if beside is not None and not first.i <= beside.i <= last.i and not _ahead(first, head, beside):
            return None
        sure = first.i < last.i or first.lower_ in ("provided", "providing", "supposing", "unless")
        if not tail or not near(head, act, governor, sure and first.i > act.i):
            return None
        return span_of([first, *tail])
    if aside(first, act, governor) is not None:
        return None
    preps = [t for t in (last, first) if t.dep_ in ("prep", "mark", "pcomp", "agent")]
    inner = [t for t in last.subtree if t.i > last.i] or [t for t in first.subtree if t.i > last.i]
    inner = _stop([t for t in inner if t.i not in (act.i, governor.i)])
    if not inner or not preps and kind == "event" or not near(first, act, governor):
        return None
    if kind == "event":
        heads = [t for t in inner if t.dep_ in ("pobj", "pcomp")]
        if not heads or any(
            s <= heads[0].idx < e for s, e in ((t.span) for t in reading.times_in(first.idx, first.sent.end_char))
        ):
            return None
        stop = next(
            (n for n, t in enumerate(inner) if t.text == "," or t.dep_ == "cc" and t.nbor().lower_ == "that"), None
        )
        inner = inner[:stop]
        if (
            first.lower_ == "following"
            or heads[0].ent_type_ in ("DATE", "TIME")
            or heads[0].lemma_ in ("meeting", "talks", "visit", "year", "decade", "month", "week", "day")
        ):
            return None
        if first.i < act.i and governor.tag_ in ("VBD", "VBN"):
            return None  # "after the vote, Chad agreed to ...": when it agreed, not on what condition
        if not (first.i > act.i or governor.tag_ == "MD"):
            return None
    return span_of([first, *inner])


def _is_past(marker: Token, head: Token, act: Token, governor: Token) -> bool:
    """Whether "after" or "when" tells of what came before the promise, and so gives its reason: "agreed to talk after
    the army had shelled the town", "will help after the dam broke on Monday". Under "would" it may look ahead."""
    if marker.lower_ not in ("after", "when") or not finite_past(head):
        return False
    if governor.tag_ == "MD":
        return str(governor.lower_) not in ("would", "'d", "’d")
    if governor.tag_ == "VBD":
        return bool(governor.lower_ not in ("would", "'d", "’d"))
    return bool(head.tag_ == "VBD" and governor.tag_ in ("VBP", "VBZ") and governor.lemma_ != "say")


def _ahead(marker: Token, head: Token, beside: Token) -> bool:
    """Whether a clause that the parser hung from a past participle or relative clause looks ahead, and so belongs to
    the act: what is over depends on no "if", and on nothing that is yet to be ("held since May once the fine is
    paid")."""
    if beside.tag_ not in ("VBN", "VBD"):
        return False
    finite = [head, *(c for c in head.children if c.dep_ in ("aux", "auxpass"))]
    return marker.lower_ in _IF or any(t.tag_ in ("VBZ", "VBP") for t in finite)


def _stop(tail: list[Token]) -> list[Token]:
    """Cut at a quotation mark, or at the words that report the statement."""
    kept: list[Token] = []
    for t in sorted(tail, key=lambda t: t.i):
        if len(kept) > 1 and t.i - kept[-1].i > 1 and any(x.is_quote for x in t.doc[kept[-1].i + 1 : t.i]):
            break
        if t.is_quote and len(kept) > 1 or t.text == ";" and kept:
            break
        kept.append(t)
    return kept
