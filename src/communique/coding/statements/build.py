"""Attributions -> records: whole quotations, duplicates, nesting, stance, kind, confidence."""

from __future__ import annotations

import re

import msgspec
from spacy.tokens import Token

from communique.coding.statements.carry import carry
from communique.coding.statements.cues import confidence, words
from communique.coding.statements.found import Found
from communique.coding.statements.layout import Layout, is_noun
from communique.coding.statements.relay import find_relays, is_media
from communique.coding.statements.speakers import source_role
from communique.records import Span, Statement, record_id

__all__ = ["build"]

_WORD = re.compile(r"\w")
_LOOSE = re.compile(r"[\s,]+(?:and|or|but)$")  # left behind by a clause that was cut


def build(layout: Layout, every: list[Found]) -> list[Statement]:
    """The records of all attributions, in order of position; one for each cue and content."""
    kept: list[Found] = []
    seen: set[tuple[Span, ...]] = set()
    every = _bounded(layout, every)
    for found in sorted(every, key=lambda f: (not f.quoted, f.content[0] if f.content else (0, 0), f.cue)):
        found.content = _whole(layout, found.content)
        if not found.content or not any(_WORD.search(layout.text[s:e]) for s, e in found.content):
            continue
        key = tuple(found.content)
        if key in seen:
            continue
        seen.add(key)
        kept.append(found)
    kept.sort(key=lambda f: (f.content[0][0], -f.content[-1][1], f.cue))
    statements = [(f, _record(layout, f)) for f in kept]
    return carry(layout, _nest(layout, statements))


def _bounded(layout: Layout, every: list[Found]) -> list[Found]:
    """All, what is told inside another's words cut to these where commas set that other's cue off: in "the port might
    complain, a lawyer wrote, before May" nobody complains about what a lawyer wrote. A small parser does not see them
    end."""
    asides = [f for f in every if f.frame in ("around", "before") and f.content and f.cue and not f.quoted]
    for found in every:
        for aside in asides:
            if aside is found or found.anchor is None or found.quoted or not _covers(aside.content, found.anchor.idx):
                continue
            start = layout.doc[min(aside.cue)].idx
            if aside.source_span is not None:
                start = min(start, aside.source_span[0])
            if _covers(found.content, start) and not (aside.anchor is not None and _covers(
                    found.content, aside.content[0][0])):
                found.content = _common(found.content, aside.content)
    return every


def _covers(spans: list[Span], at: int) -> bool:
    return any(s <= at < e for s, e in spans)


def _common(spans: list[Span], others: list[Span]) -> list[Span]:
    """What lies in both."""
    both = [(max(s, a), min(e, b)) for s, e in spans for a, b in others]
    return [(s, e) for s, e in both if e > s]


def _whole(layout: Layout, content: list[Span]) -> list[Span]:
    """Content that cuts into a quotation, grown to its end; spans in order, none inside another."""
    grown: list[Span] = []
    for s, e in sorted(content):
        for q in layout.quotes_in(s, e):
            a, b = q.inner
            if s < a and a < e < b:
                e = b
            elif a < s < b and e > b:
                s = a
        s, e = layout.trim(s, e)
        if e <= s:
            continue
        if m := _LOOSE.search(layout.text, s, e):
            e = m.start()
        for q in layout.quotes_in(s, e):  # a quotation inside keeps its marks, one that holds it all does not
            if s < q.start and e == q.inner[1]:
                e = q.end
            elif s == q.inner[0] and e > q.end:
                s = q.start
        if grown and s < grown[-1][1]:
            grown[-1] = (grown[-1][0], max(e, grown[-1][1]))
        else:
            grown.append((s, e))
    return grown


def _kind(layout: Layout, content: list[Span]) -> str:
    """`direct`: every span in quotation marks; `mixed`: some of the words."""
    inside = within = 0
    for s, e in content:
        quotes = layout.quotes_in(s, e)
        inside += any(q.inner[0] <= s and e <= q.inner[1] for q in quotes)
        within += bool(quotes)
    return "direct" if inside == len(content) else "mixed" if within else "indirect"


def _stance(layout: Layout, found: Found) -> str:
    anchor, entry = found.anchor, found.entry
    if anchor is None:
        return "asserted"
    stance = entry.stance if entry is not None else "asserted"
    negated = any(c.dep_ == "neg" for c in anchor.children) or any(
        c.dep_ == "neg" for c in anchor.head.children if anchor.dep_ in ("xcomp", "acomp", "pobj", "dobj"))
    opening = {layout.doc[i].lower_ for i in layout.tokens_in(*found.content[0])[:4]}
    if anchor.lemma_ in ("decline", "refuse"):
        return "no_comment" if opening & words("silence") else "asserted" if stance == "no_comment" else stance
    if any(c.dep_ == "preconj" and c.lower_ == "neither" for c in (*anchor.children, *anchor.head.children)):
        return "no_comment"  # "neither confirmed nor denied"
    if stance == "denied" and found.frame == "obj" and not any(
            c.lemma_ in words("claims") for c in anchor.children if c.dep_ in ("dobj", "nsubjpass")):
        stance = "asserted"  # who rejects an offer denies nothing; who rejects a charge does
    if negated:
        if anchor.lemma_ in words("silence"):
            return "no_comment"
        return "asserted" if stance == "denied" else "denied"
    last = layout.text[found.content[-1][1] - 1]
    if last == "?" and found.quoted:
        return "question"
    if stance == "question":
        asks = found.frame in ("that", "around", "before", "obj", "psv") or found.frame.startswith("p:")
        return "question" if asks else "asserted"
    if any(c.dep_ == "aux" and c.lower_ in ("would", "could", "might", "may", "should") for c in anchor.children):
        return "conditional"
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in anchor.children) and anchor.dep_ == "advcl":
        return "conditional"
    return stance


def _sort_of(found: Found) -> tuple[str, str, str]:
    """The attribution's table, class and frame, as confidence.tsv names them."""
    entry, frame = found.entry, found.frame
    if entry is None:
        return "layout", "*", frame
    if entry.table == "phrases" and frame == entry.name:
        frame = "phrase"
    frame = frame.removeprefix("noun ").removeprefix("adjective ")
    return entry.table.removesuffix("s"), entry.kind, "p" if frame.startswith("p:") else frame


def _record(layout: Layout, found: Found) -> Statement:
    role = source_role(layout, found.source, found.source_span) if found.source is not None else None
    cue = tuple(layout.runs(found.cue)) if found.cue else ()
    if not cue and found.cue:
        cue = tuple((layout.doc[i].idx, layout.doc[i].idx + len(layout.doc[i])) for i in found.cue)
    spans = [*cue, *found.content, *([found.source_span] if found.source_span else [])]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    entry = found.entry
    name = entry.name if entry is not None else "no cue" if not found.cue else "colon"
    kind = f"{entry.table[:-1]} of {entry.kind}" if entry is not None else "layout"
    content = tuple(found.content)
    return Statement(
        id=record_id("statement", layout.reading.article.id, cue, content), article=layout.reading.article.id,
        kind=_kind(layout, found.content), speaker=role, source=found.source_span, cue=cue, content=content,
        addressees=tuple(layout.reading.role_of(t) for t in _each(found.addressees) if not is_media(layout, t)),
        relayed_by=find_relays(layout, found), evidence=((start, end),),
        confidence=confidence(*_sort_of(found)), stance=_stance(layout, found), rule=f"{kind}: {name} ({found.frame})")


def _each(tokens: list[Token]) -> list[Token]:
    """Those addressed, with whom the words join to them: "urged Norway and Oman to talk"."""
    every = [t for first in tokens for t in (first, *(c for c in first.conjuncts if c.i > first.i and is_noun(c)))]
    return list(dict.fromkeys(every))


def _nest(layout: Layout, statements: list[tuple[Found, Statement]]) -> list[Statement]:
    """`within` for a statement whose cue stands in another's content: the narrowest such.

    What someone is said to think or want is left to the statement around it; what someone is said to have said is kept,
    and so is all that an outlet passes on. From the widest to the narrowest, so that `within` names one that is kept.
    """
    kept: list[Statement] = []
    by_media: set[str] = set()
    for found, record in sorted(statements, key=lambda p: (-_size(p[1]), p[1].content, p[1].cue)):
        start, end = (record.cue or ((record.source,) if record.source else record.content))[0]
        around = [o for o in kept if any(s <= start and end <= e for s, e in o.content)]
        if around:
            outer = min(around, key=_size)
            told = found.entry is not None and found.entry.kind in ("speech", "directive")
            passed_on = outer.id in by_media
            if outer.source == record.source and not found.quoted:
                continue  # "declined to say": one act
            if not (found.quoted or passed_on or (told and found.frame in ("that", "oto", "to", "ing", "quoted as"))):
                continue
            record = msgspec.structs.replace(record, within=outer.id)
        kept.append(record)
        if found.source is not None and is_media(layout, found.source):
            by_media.add(record.id)
    return sorted(kept, key=lambda r: (r.evidence, r.id))


def _size(record: Statement) -> int:
    return sum(e - s for s, e in record.content)
