"""One row an event as CSV, for a spreadsheet: what the events' table shows, with the report's title and address."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from communique import ontology
from communique.archive import Archive
from communique.views.export.rows import Row
from communique.views.tables import to_csv

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "id",
    "day",
    "type",
    "mode",
    "quad",
    "status",
    "cameo",
    "score",
    "goldstein",
    "actors",
    "actor_countries",
    "recipients",
    "recipient_countries",
    "place",
    "latitude",
    "longitude",
    "contexts",
    "fatalities",
    "injured",
    "size",
    "confidence",
    "evidence",
    "claimed_in",
    "outlet",
    "title",
    "published",
    "url",
    "article",
)


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes a header and a line an event; cells that a spreadsheet would run are led by an apostrophe."""
    table = pa.Table.from_pylist(
        [dict(zip(COLUMNS, _cells(row), strict=True)) for row in rows],
        schema=pa.schema([(name, pa.string()) for name in COLUMNS]),
    )
    text = to_csv(table)
    if str(out) == "-":
        print(text, end="")
    else:
        out.write_text(text, "utf-8")


def _cells(row: Row) -> list[str | None]:
    e, p = row.event, row.place
    cells = [
        e.id,
        row.day,
        e.type,
        e.mode,
        ontology.quad(e.type),
        e.status,
        row.cameo,
        e.score,
        row.goldstein,
        "; ".join(r.name or r.text or "" for r in e.actors),
        "; ".join(r.country or "" for r in e.actors),
        "; ".join(r.name or r.text or "" for r in e.recipients),
        "; ".join(r.country or "" for r in e.recipients),
        p.name if p else None,
        p.latitude if p else None,
        p.longitude if p else None,
        "; ".join(e.contexts),
        e.fatalities,
        e.injured,
        e.size,
        e.confidence,
        row.words,
        e.statement,
        row.outlet,
        row.title,
        row.published,
        row.url,
        row.article,
    ]
    return [None if c is None else str(c) for c in cells]
