"""A bundle for Datasette: a SQLite file with every table of the archive, and ``metadata.json`` beside it.

It holds the whole archive, not only the events that were asked for, since its users ask their own questions of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from communique import __version__
from communique.archive import Archive
from communique.archive.schema import INDEXES, KEYED, TABLES
from communique.errors import QueryError
from communique.views.export.rows import Row

__all__ = ["write"]

_KINDS = {"INTEGER": "INTEGER", "DOUBLE": "REAL", "BOOLEAN": "INTEGER"}
_INDEXES = (
    ("roles", "record"),
    ("roles", "entity"),
    ("roles", "country"),
    ("evidence", "record"),
    ("events", "day"),
    ("mentions", "article"),
    ("mentions", "entity"),
)
_BATCH = 20_000


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes the SQLite file `out` anew and ``NAME.metadata.json`` beside it; the given rows are counted only."""
    if str(out) == "-" or out.is_dir():
        raise QueryError(f"{out}: a SQLite file needs a file's name")
    for _ in rows:
        pass
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as lite:
        for table, columns in _tables().items():
            body = ", ".join(f'"{name}" {_KINDS.get(kind, "TEXT")}' for name, (kind, _) in columns.items())
            key = ', PRIMARY KEY ("id")' if table in KEYED else ""
            lite.execute(f'CREATE TABLE "{table}" ({body}{key})')
            _copy(archive, lite, table, list(columns))
        for table, column in _INDEXES:
            lite.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
        lite.execute(
            "CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content='articles', content_rowid='rowid')"
        )
        lite.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    lite.close()
    out.with_name(f"{out.stem}.metadata.json").write_text(json.dumps(_metadata(out.stem), indent=2) + "\n", "utf-8")


def _tables() -> dict[str, dict[str, tuple[str, str]]]:
    """The tables but for our own indexes: Datasette has SQLite's full text search."""
    return {table: columns for table, (_, columns) in TABLES.items() if table not in INDEXES or table == "entities"}


def _copy(archive: Archive, lite: sqlite3.Connection, table: str, columns: list[str]) -> None:
    marks = ", ".join("?" for _ in columns)
    with archive.store.connect() as db:
        asked = db.execute(f'SELECT * FROM "{table}"')
        while batch := asked.fetchmany(_BATCH):
            lite.executemany(f'INSERT INTO "{table}" VALUES ({marks})', [[_cell(v) for v in row] for row in batch])


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _metadata(name: str) -> dict[str, Any]:
    tables = {
        table: {"description": comment, "columns": {c: note for c, (_, note) in columns.items()}}
        for table, (comment, columns) in TABLES.items()
        if table in _tables()
    }
    tables["articles"]["fts_table"] = "articles_fts"
    return {
        "title": "Communiqué archive",
        "description": f"Exported by communique {__version__}",
        "databases": {name: {"tables": tables}},
    }
