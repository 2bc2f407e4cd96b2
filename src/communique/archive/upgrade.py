"""Archives of earlier versions brought up to date: what a later schema has and an earlier one had not."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from communique.archive import index
from communique.archive.schema import NUMBERED, TABLES
from communique.archive.search import word_rows

__all__ = ["upgrade", "widen"]

_BATCH = 1000
_WORDS = pa.schema([("word", pa.uint64()), ("article", pa.string()), ("times", pa.int32())])


def widen(db: duckdb.DuckDBPyConnection) -> None:
    """Gives the tables that are there the columns that a later schema has."""
    there = {t for (t,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for table in sorted(there & set(TABLES)):
        for name, (kind, _) in TABLES[table][1].items():
            db.execute(f'ALTER TABLE "{table}" ADD COLUMN IF NOT EXISTS "{name}" {kind}')


def upgrade(db: duckdb.DuckDBPyConnection, version: int) -> None:
    """Fills what the schema `version` had not. One transaction of the caller's: it is done whole or not at all."""
    if version < 2:
        _words(db)
    if version < 4:
        _numbers(db)
        index.index_all(db)


def _words(db: duckdb.DuckDBPyConnection) -> None:
    """Version 2 has the index of search."""
    asked = db.cursor().execute("SELECT id, title, text FROM articles ORDER BY id")
    while some := asked.fetchmany(_BATCH):
        rows = [row for key, title, text in some for row in word_rows(key, title, text)]
        if rows:
            db.register("incoming", pa.Table.from_pylist(rows, schema=_WORDS))
            db.execute("INSERT INTO words SELECT * FROM incoming")
            db.unregister("incoming")


def _numbers(db: duckdb.DuckDBPyConnection) -> None:
    """Version 4 numbers articles and records in order of adding, and has the index of questions."""
    records = " UNION ALL ".join(
        f"SELECT id, article, {place} AS place, rowid AS seat FROM {table}" for place, table in enumerate(NUMBERED, 1))
    db.execute("CREATE OR REPLACE TEMP TABLE numbered AS "
               "SELECT id, place, row_number() OVER (ORDER BY turn, place, seat) AS number FROM ("
               "SELECT id, rowid AS turn, 0 AS place, 0 AS seat FROM articles UNION ALL "
               f"SELECT r.id, a.rowid, r.place, r.seat FROM ({records}) r JOIN articles a ON a.id = r.article)")
    for place, table in enumerate(("articles", *NUMBERED)):
        db.execute(f"UPDATE {table} SET number = n.number FROM numbered n "
                   f"WHERE n.id = {table}.id AND n.place = {place}")
    for table, key, what in (("roles", "record", "> 0"), ("evidence", "record", "> 0"), ("mentions", "article", "= 0")):
        db.execute(f"UPDATE {table} SET number = n.number FROM numbered n "
                   f"WHERE n.id = {table}.{key} AND n.place {what}")
    db.execute("INSERT OR REPLACE INTO meta SELECT 'numbers', max(number)::VARCHAR FROM numbered "
               "HAVING max(number) IS NOT NULL")
    db.execute("DROP TABLE numbered")
