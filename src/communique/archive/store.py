"""The one file: opening it, waiting for it, writing a batch to it.

DuckDB lets one process write or many read. Everyone here holds the file only for one short transaction or
question, so whoever comes second waits moments; the wait is bounded, and what ends it says so.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from communique import __version__
from communique.archive import index
from communique.archive.corrections import Correction
from communique.archive.rows import Rows, rows_of
from communique.archive.schema import NUMBERED, SCHEMA_VERSION, TABLES, ddl
from communique.archive.upgrade import upgrade, widen
from communique.errors import ArchiveBusy, ArchiveError
from communique.records import Article, Record, decode

__all__ = ["Numbers", "Store", "default_path", "insert_rows"]

_ARROW = {"VARCHAR": pa.string(), "VARCHAR[]": pa.list_(pa.string()), "DATE": pa.date32(), "INTEGER": pa.int32(),
          "BIGINT": pa.int64(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_(), "TIMESTAMP": pa.timestamp("us"),
          "UBIGINT": pa.uint64()}
_SCHEMAS = {table: pa.schema([(name, _ARROW[kind]) for name, (kind, _) in columns.items()])
            for table, (_, columns) in TABLES.items()}
# DuckDB makes a file known in this process before it is all there: of two threads that open it at once the
# second could get it half made
_opening = threading.Lock()
# what DuckDB says when another process, or another connection of this one, has the file in the other mode
_BUSY = ("could not set lock", "conflicting lock", "different configuration", "already attached", "being used by")


def default_path() -> Path:
    """``COMMUNIQUE_ARCHIVE``, else ``communique.duckdb`` in the working folder."""
    return Path(os.environ.get("COMMUNIQUE_ARCHIVE") or "communique.duckdb")


class Store:
    """The archive's file at `path`. `wait` is how many seconds to wait for another program to let go."""

    def __init__(self, path: str | Path | None = None, wait: float = 60.0) -> None:
        self.path = Path(path) if path is not None else default_path()
        self.wait = wait
        self._held = threading.local()  # `db`: the connection that this thread holds
        self._current = False  # whether the file is known to have the tables of this version

    @contextmanager
    def connect(self, write: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one transaction or question. Raises ArchiveError, ArchiveBusy after `wait` seconds."""
        held: duckdb.DuckDBPyConnection | None = getattr(self._held, "db", None)
        if held is not None and not write:
            yield held
            return
        if not write:
            self._look()
        connection = self._open(write)
        try:
            yield connection
        except duckdb.Error as e:
            raise ArchiveError(f"{self.path}: {_first_line(e)}") from e
        finally:
            connection.close()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """One connection for all the questions that this thread asks inside: a view asks many, and each would open the
        file anew. Keep it short: writers wait meanwhile."""
        if getattr(self._held, "db", None) is not None:
            yield
            return
        with self.connect() as db:
            self._held.db = db
            try:
                yield
            finally:
                self._held.db = None

    def _open(self, write: bool) -> duckdb.DuckDBPyConnection:
        deadline, pause = time.monotonic() + self.wait, 0.01
        while True:
            try:
                with _opening:
                    return duckdb.connect(str(self.path), read_only=not write,
                                          config={"memory_limit": "1GB", "autoinstall_known_extensions": "false",
                                                  "autoload_known_extensions": "false"})
            except duckdb.Error as e:
                if not any(sign in str(e).lower() for sign in _BUSY):
                    raise ArchiveError(f"{self.path}: can't be opened as an archive: {_first_line(e)}") from e
                if time.monotonic() >= deadline:
                    raise ArchiveBusy(f"{self.path}: another program holds the archive and did not let go in "
                                      f"{self.wait:g} s") from e
            time.sleep(pause)
            pause = min(pause * 1.5, 0.25)

    def _look(self) -> None:
        """Brings an archive of an earlier version up to date before the first question is asked of it."""
        if not self.path.exists():
            raise ArchiveError(f"{self.path}: no archive here (make one with: communique read SOURCE...)")
        if self._current:
            return
        connection = self._open(write=False)
        try:
            there = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'").fetchone()
            found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() if there else None
        except duckdb.Error as e:
            raise ArchiveError(f"{self.path}: {_first_line(e)}") from e
        finally:
            connection.close()
        if found and int(found[0]) < SCHEMA_VERSION:
            self.prepare()
        self._current = True

    def prepare(self) -> None:
        """Makes the tables where they are not there; raises ArchiveError for a file of a later version."""
        with self.connect(write=True) as db:
            there = db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'").fetchone()
            found = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() if there else None
            version = int(found[0]) if found else 0
            if version > SCHEMA_VERSION:
                raise ArchiveError(f"{self.path}: made by a later version of communique (schema {version})")
            if version < SCHEMA_VERSION:
                db.execute("BEGIN")
                if there:
                    widen(db)
                for statement in ddl():
                    db.execute(statement)
                if there:
                    upgrade(db, version)
                db.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [str(SCHEMA_VERSION)])
                db.execute("COMMIT")
        self._current = True

    def known(self, ids: Sequence[str]) -> dict[str, str]:
        """Of `ids`, the articles that the archive holds, each with its text."""
        if not ids or not self.path.exists():
            return {}
        with self.connect() as db:
            rows = db.execute("SELECT id, text FROM articles WHERE id IN (SELECT unnest(?))", [list(ids)]).fetchall()
        return dict(rows)

    def write(self, coded: Iterable[Sequence[Record]]) -> int:
        """Adds the records of several articles (each sequence starts with its article) in one transaction.

        An article that is there already is left as it is. Returns how many articles were added.
        """
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        batch = [list(records) for records in coded]
        ids = [r[0].id for r in batch if r and isinstance(r[0], Article)]
        with self.connect(write=True) as db:
            there = {i for (i,) in db.execute("SELECT id FROM articles WHERE id IN (SELECT unnest(?))",
                                              [ids]).fetchall()}
            rows: Rows = {table: [] for table in TABLES}
            numbers = Numbers(db)
            first = numbers.last + 1
            for records in batch:
                article = records[0] if records else None
                if not isinstance(article, Article) or article.id in there:
                    continue
                there.add(article.id)
                for table, some in rows_of(records, __version__, now, numbers).items():
                    rows[table].extend(some)
            added = len(rows["articles"])
            if added:
                db.execute("BEGIN")
                for table in list(rows):
                    if some := rows.pop(table):
                        insert_rows(db, table, some)
                index.add_new(db, first)
                index.tidy(db, 1.0)
                numbers.keep(db)
                db.execute("COMMIT")
        return added

    def set_edited(self, db: duckdb.DuckDBPyConnection, article: Article, made: Sequence[Correction]) -> None:
        """Has of `article` just the edited records that `made`, its corrections, hold."""
        edits = [decode(c.made) for c in made if c.verdict == "edit" and c.made]
        stale = [i for (i,) in db.execute("SELECT DISTINCT json_extract_string(made, '$.id') FROM corrections "
                                          "WHERE article = ? AND made IS NOT NULL", [article.id]).fetchall()]
        self.forget(db, stale)
        numbers = Numbers(db)
        rows = rows_of([article, *edits], __version__, dt.datetime.now(dt.UTC).replace(tzinfo=None), numbers)
        for table, some in rows.items():
            if some and table not in ("articles", "words"):
                insert_rows(db, table, some)
        numbers.keep(db)

    def forget(self, db: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
        """Deletes records with all their rows."""
        if ids:
            index.drop(db, ids)
            for table in NUMBERED:
                db.execute(f"DELETE FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
            for table in ("roles", "evidence"):
                db.execute(f"DELETE FROM {table} WHERE record IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])


class Numbers:
    """The numbers that articles and records of an archive get, from the one after the last on."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        found = db.execute("SELECT value FROM meta WHERE key = 'numbers'").fetchall()
        self.last = int(found[0][0]) if found else 0

    def __iter__(self) -> Numbers:
        return self

    def __next__(self) -> int:
        self.last += 1
        return self.last

    def keep(self, db: duckdb.DuckDBPyConnection) -> None:
        """Writes down the last number given: none is given twice."""
        db.execute("INSERT OR REPLACE INTO meta VALUES ('numbers', ?)", [str(self.last)])


def insert_rows(db: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Adds rows (as `rows_of` makes them) to a table in one go."""
    db.register("incoming", pa.Table.from_pylist(rows, schema=_SCHEMAS[table]))
    db.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
    db.unregister("incoming")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
