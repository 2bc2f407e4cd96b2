"""CAMEO dyads, the form that time-series programs of the field read: day, source, target, code, Goldstein."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.archive import Archive
from communique.records import Role
from communique.views.export.rows import Row, pairs, tab, write_lines

__all__ = ["COLUMNS", "write"]

COLUMNS = ("date", "source", "target", "cameo", "goldstein", "plover", "status", "id")


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes a header and a line a dyad; a side that nobody can name is ``---``, as CAMEO's coders write it."""
    write_lines(out, _lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    yield tab(COLUMNS)
    for row in rows:
        for source, target in pairs(row.event):
            yield tab(
                [
                    row.day,
                    _code(source),
                    _code(target),
                    row.cameo,
                    row.goldstein,
                    row.event.type,
                    row.event.status,
                    row.event.id,
                ]
            )


def _code(role: Role | None) -> str:
    if role is None:
        return "---"
    return (role.country or "---") + (role.sector or "")
