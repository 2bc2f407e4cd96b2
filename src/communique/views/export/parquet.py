"""A folder of Parquet files, one a month: events with their parties as lists, for Arrow, polars, Spark, R."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from communique.archive import Archive
from communique.errors import QueryError
from communique.records import Role
from communique.views.export.rows import Row, quad_number

__all__ = ["SCHEMA", "write"]

_PARTY = pa.list_(
    pa.struct(
        [
            ("entity", pa.string()),
            ("name", pa.string()),
            ("country", pa.string()),
            ("sector", pa.string()),
            ("text", pa.string()),
        ]
    )
)
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("day", pa.date32()),
        ("date", pa.string()),
        ("type", pa.string()),
        ("mode", pa.string()),
        ("quad", pa.int8()),
        ("status", pa.string()),
        ("cameo", pa.string()),
        ("score", pa.float64()),
        ("goldstein", pa.float64()),
        ("contexts", pa.list_(pa.string())),
        ("actors", _PARTY),
        ("recipients", _PARTY),
        ("place", pa.string()),
        ("place_country", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("fatalities", pa.int64()),
        ("injured", pa.int64()),
        ("size", pa.int64()),
        ("evidence", pa.string()),
        ("statement", pa.string()),
        ("confidence", pa.float64()),
        ("article", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.string()),
        ("url", pa.string()),
    ]
)


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes ``OUT/YYYY-MM.parquet`` (``undated.parquet`` for events without a day); an empty result is one empty
    file with the columns. Raises QueryError where `out` is a file."""
    if out.is_file() or str(out) == "-":
        raise QueryError(f"{out}: Parquet by month needs a folder")
    out.mkdir(parents=True, exist_ok=True)
    month, waiting, any_row = "", list[dict[str, Any]](), False
    for row in rows:  # rows come in order of day, so that one month is held at a time
        name = _month(row.day)
        if name != month and waiting:
            _flush(out, month, waiting)
        month, any_row = name, True
        waiting.append(_cells(row))
    if waiting:
        _flush(out, month, waiting)
    if not any_row:
        pq.write_table(SCHEMA.empty_table(), out / "empty.parquet")


def _month(day: dt.date | None) -> str:
    return f"{day:%Y-%m}" if day else "undated"


def _flush(out: Path, month: str, waiting: list[dict[str, Any]]) -> None:
    pq.write_table(pa.Table.from_pylist(waiting, schema=SCHEMA), out / f"{month}.parquet", compression="zstd")
    waiting.clear()


def _parties(roles: tuple[Role, ...]) -> list[dict[str, str | None]]:
    return [
        {"entity": r.entity, "name": r.name, "country": r.country, "sector": r.sector, "text": r.text} for r in roles
    ]


def _cells(row: Row) -> dict[str, Any]:
    e, p = row.event, row.place
    return {
        "id": e.id,
        "day": row.day,
        "date": e.date.value if e.date else None,
        "type": e.type,
        "mode": e.mode,
        "quad": quad_number(e.type),
        "status": e.status,
        "cameo": row.cameo,
        "score": e.score,
        "goldstein": row.goldstein,
        "contexts": list(e.contexts),
        "actors": _parties(e.actors),
        "recipients": _parties(e.recipients),
        "place": p.name if p else None,
        "place_country": p.country if p else None,
        "latitude": p.latitude if p else None,
        "longitude": p.longitude if p else None,
        "fatalities": e.fatalities,
        "injured": e.injured,
        "size": e.size,
        "evidence": row.words,
        "statement": e.statement,
        "confidence": e.confidence,
        "article": row.article,
        "outlet": row.outlet,
        "published": row.published,
        "url": row.url,
    }
