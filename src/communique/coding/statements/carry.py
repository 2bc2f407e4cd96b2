"""Speakers that only the run of the report tells: "he said" after "Lavrov said", "the oil executive added"."""

from __future__ import annotations

import msgspec

from communique.coding.statements.layout import Layout
from communique.records import Role, Statement

__all__ = ["carry"]

_HE = frozenset(["he", "she"])
_NEAR = 1200  # code points from the end of one statement to the next
_LESS = 0.1  # taken off the confidence


def carry(layout: Layout, statements: list[Statement]) -> list[Statement]:
    """The statements, with a speaker that nobody could tell taken from the one before where that one is a person.

    It serves a pronoun of the third person, and a description with the article ("the minister") of a direct quotation;
    both where nobody else has spoken in between.
    """
    order = sorted(range(len(statements)), key=lambda i: _at(statements[i]))
    last: Role | None = None
    end = 0
    out = list(statements)
    for i in order:
        record = statements[i]
        role = record.speaker
        if role is None or record.source is None:
            continue
        words = layout.text[slice(*record.source)].lower().split()
        start = min(record.source[0], record.content[0][0])
        untold = last is not None and role.entity is None and role.country in (None, last.country)
        if untold and last is not None and start - end < _NEAR and _fits(words, role, record) \
                and not _others(layout, end, start, last, len(words) == 1):
            filled = Role(entity=last.entity, name=last.name, kind=last.kind, country=last.country, sector=last.sector,
                          text=role.text, span=role.span)
            out[i] = msgspec.structs.replace(record, speaker=filled, confidence=round(record.confidence - _LESS, 2))
            role = filled
        if record.within is None:
            last = role if role.entity is not None and role.kind == "person" else None
            end = max(record.source[1], record.content[-1][1])
    return out


def _at(record: Statement) -> int:
    return record.cue[0][0] if record.cue else record.source[0] if record.source else record.content[0][0]


def _fits(words: list[str], role: Role, record: Statement) -> bool:
    if words[:1] and words[0] in _HE and len(words) == 1:
        return True
    return (record.kind == "direct" and len(words) > 1 and words[0] == "the" and not words[-1].endswith("s")
            and role.kind in (None, "person"))


def _others(layout: Layout, start: int, end: int, last: Role, pronoun: bool) -> bool:
    """Whether someone else who could be meant is spoken of between the two."""
    kinds = ("person",) if pronoun else ("person", "group", "force", "organisation")
    return any(m.kind in kinds and m.form != "pronoun" and m.entity != last.entity
               for m in layout.reading.mentions_in(start, max(start, end)))
