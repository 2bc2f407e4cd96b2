"""A report's text with its marks: what overlaps is cut into segments, each of which knows all that it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.records import Commitment, Event, Mention, Record, Relation, Span, Statement, Time

__all__ = ["LAYERS", "Mark", "Segment", "key_of", "marks_of", "paragraphs", "segments"]

#: The layers of marks, the wide ones first: of two marks over the same words the later is the inner one.
LAYERS = ("statement", "commitment", "relation", "event", "mention", "time")


@dataclass(frozen=True)
class Mark:
    """Words of the text that a record rests on: number `n` in the text, the record's key, its layer, what `part` of it
    they are, and where they stand (code points, half open)."""

    n: int
    record: str
    layer: str
    part: str
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A stretch of text in which the marks do not change; `marks` from the outermost to the innermost."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


def key_of(record: Record) -> str:
    """A record's id; for mentions and times, which have none, their kind and place."""
    if isinstance(record, Mention | Time):
        return f"{record.__struct_config__.tag}:{record.span[0]}-{record.span[1]}"
    return record.id


def _parts(record: Record) -> list[tuple[str, Span | None]]:
    match record:
        case Mention() | Time():
            return [("span", record.span)]
        case Event():
            return [("trigger", record.trigger)]
        case Statement():
            return [*(("content", s) for s in record.content), *(("cue", s) for s in record.cue),
                    ("source", record.source)]
        case Commitment():
            return [("action", record.action_span), ("deadline", record.deadline_span),
                    ("condition", record.condition.span if record.condition else None)]
        case Relation():
            return [("evidence", s) for s in record.evidence]
    return []


def marks_of(records: Iterable[Record], length: int, layers: Sequence[str] = LAYERS) -> list[Mark]:
    """The marks of `records` in a text of so many code points, in order of place, the longer first. Spans that are
    none, or lie outside, are left out."""
    found = []
    for record in records:
        layer = str(record.__struct_config__.tag)
        if layer in layers:
            found += [(span[0], span[1], LAYERS.index(layer), key_of(record), layer, part)
                      for part, span in _parts(record) if span and 0 <= span[0] < span[1] <= length]
    found.sort(key=lambda m: (m[0], -m[1], *m[2:]))
    return [Mark(n, key, layer, part, start, end) for n, (start, end, _, key, layer, part) in enumerate(found)]


def segments(text: str, marks: Sequence[Mark], cuts: Iterable[int] = ()) -> list[Segment]:
    """The whole of `text` in segments, in order; cut wherever a mark begins or ends, and at `cuts`.

    Marks may nest and cross. Of those over a segment the longest is the outermost; of equal ones the layer decides.
    """
    edges = {0, len(text), *(c for c in cuts if 0 < c < len(text))}
    begins: dict[int, list[Mark]] = {}
    for mark in marks:
        edges |= {mark.start, mark.end}
        begins.setdefault(mark.start, []).append(mark)
    made: list[Segment] = []
    over: list[Mark] = []
    ordered = sorted(edges)
    for start, end in zip(ordered, ordered[1:], strict=False):
        over = [m for m in over if m.end > start] + begins.get(start, [])
        inner = sorted(over, key=lambda m: (m.start - m.end, LAYERS.index(m.layer), m.n))
        made.append(Segment(start, end, text[start:end], tuple(inner)))
    return made


def paragraphs(text: str, marks: Sequence[Mark]) -> list[list[Segment]]:
    """The segments of each paragraph (they are parted by blank lines, which are left out)."""
    blocks: list[tuple[int, int]] = []
    at = 0
    for block in text.split("\n\n"):
        start, end = at, at + len(block)
        at = end + 2
        if block.strip():
            blocks.append((start, end))
    every = segments(text, marks, [edge for block in blocks for edge in block])
    made, i = [], 0
    for start, end in blocks:
        inside: list[Segment] = []
        while i < len(every) and every[i].start < end:
            if every[i].start >= start:
                inside.append(every[i])
            i += 1
        made.append(inside)
    return made
