"""Coding an archive again with a newer version: what people decided stays, what is gone is kept aside."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import duckdb

from communique import __version__
from communique.archive import corrections, index
from communique.archive.rows import rows_of
from communique.archive.store import Numbers, insert_rows
from communique.errors import SourceError
from communique.records import Article, Record, decode

if TYPE_CHECKING:
    from communique.archive import Archive

__all__ = ["recode"]

_TABLES = ("events", "statements", "commitments", "relations")
_BATCH = 50


def recode(archive: Archive, everything: bool, workers: int) -> Counter[str]:
    """See `Archive.recode`. Each batch is one transaction, so that a run that is stopped goes on where it was."""
    from communique.scale import code_all

    with archive.store.connect() as db:
        where = "" if everything else "WHERE coded_with IS DISTINCT FROM ?"
        ids = [i for (i,) in db.execute(f"SELECT id FROM articles {where} ORDER BY id",
                                        [] if everything else [__version__]).fetchall()]
    done: Counter[str] = Counter(articles=0, kept=0, new=0, gone=0, failed=0)
    left = iter(ids)
    while some := list(islice(left, _BATCH)):
        with archive.store.connect() as db:
            lines = db.execute("SELECT record FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
                               [some]).fetchall()
        made = list(code_all([a for (line,) in lines if isinstance(a := decode(line), Article)], workers))
        with archive.store.connect(write=True) as db:
            db.execute("BEGIN")
            for records in made:
                if isinstance(records, SourceError):
                    done["failed"] += 1
                else:
                    done += _replace(db, archive, records)
            index.refresh(db, some)
            db.execute("COMMIT")
    if done["articles"]:
        with archive.store.connect(write=True) as db:
            db.execute("DELETE FROM merged WHERE article IN (SELECT unnest(?::VARCHAR[]))", [ids])
        archive.merge()
    return done


def _replace(db: duckdb.DuckDBPyConnection, archive: Archive, records: list[Record]) -> Counter[str]:
    """Puts `records`, the new coding of one article, in the place of the old."""
    article = records[0]
    assert isinstance(article, Article)
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    old: dict[str, str] = {}
    for table in _TABLES:
        old.update(db.execute(f"SELECT id, record FROM {table} WHERE article = ?", [article.id]).fetchall())
    ((before, number),) = db.execute("SELECT coded_with, number FROM articles WHERE id = ?", [article.id]).fetchall()
    kept, moved = corrections.apply(corrections.current(db, [article.id]), records)
    for c in moved:
        corrections.add(db, c)
    numbers = Numbers(db)
    rows = rows_of(kept, __version__, now, numbers, number)
    ids = {row["id"] for table in _TABLES for row in rows[table]}
    gone = sorted(set(old) - ids)
    if gone:
        db.executemany("INSERT INTO superseded VALUES (?, ?, ?, ?, ?)",
                       [[article.id, key, before, now, old[key]] for key in gone])
    archive.store.forget(db, sorted(old))
    for table in ("mentions", "times", "signatures"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", [article.id])
    for table, some in rows.items():
        if some and table not in ("articles", "words"):
            insert_rows(db, table, some)
    numbers.keep(db)
    db.execute("UPDATE articles SET coded_with = ? WHERE id = ?", [__version__, article.id])
    corrections.hide(db, [article.id])
    return Counter(articles=1, kept=len(ids & set(old)), new=len(ids - set(old)), gone=len(gone))
