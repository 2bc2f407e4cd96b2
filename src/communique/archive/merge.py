"""Merging: after each batch, copies are grouped, and events and people that several reports tell of become one.

Deterministic and incremental: a pair is judged by itself, blocks keep the pairs few, and groups are the connected
parts, so that a new batch gives what all at once would. Of the pairs that are one, only those are written that join
what was not joined yet: a thousand reports of one event need a thousand edges, not half a million.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import duckdb

from communique.archive import index
from communique.archive.copies import find_copies, insert_signatures, signature_rows
from communique.archive.decisions import decide
from communique.archive.joining import Joining
from communique.archive.people import find_people
from communique.archive.sameness import block_keys, told
from communique.records import Event, decode

__all__ = ["merge_new"]

#: So many reports are merged at once, by day: what bounds the memory that a long backlog takes.
_CHUNK = 5000
_TEXTS = 500
#: So many days around a new event earlier ones are looked for: events that are merged last two weeks at most.
_MARGIN = 15
_FETCH = 5000


def merge_new(db: duckdb.DuckDBPyConnection, at: dt.datetime | None = None) -> dict[str, int]:
    """Merges what was written since the last call and returns how many new edges there are, by kind.

    `at` is the time that the decisions bear (now, by default). One transaction: a killed run leaves nothing half done.
    """
    when = at or dt.datetime.now(dt.UTC).replace(tzinfo=None)
    made = {"copy": 0, "event": 0, "person": 0}
    db.execute("BEGIN")
    ids = [i for (i,) in db.execute("SELECT id FROM articles WHERE id NOT IN (SELECT article FROM merged) "
                                    "ORDER BY day NULLS LAST, id").fetchall()]
    db.execute("CREATE OR REPLACE TEMP TABLE waiting AS SELECT number, id FROM articles "
               "WHERE id NOT IN (SELECT article FROM merged)")
    for start in range(0, len(ids), _CHUNK):
        some = ids[start:start + _CHUNK]
        _sign(db, some)
        made["copy"] += decide(db, find_copies(db, some), when)
        made["event"] += decide(db, _find_events(db, some).decisions(), when)
        db.execute("INSERT INTO merged SELECT unnest(?::VARCHAR[])", [some])
        db.execute("DELETE FROM waiting WHERE id IN (SELECT unnest(?::VARCHAR[]))", [some])
    if ids:
        made["person"] = decide(db, find_people(db, ids), when)
        index.tidy(db)
    db.execute("DROP TABLE waiting")
    db.execute("COMMIT")
    return made


def _sign(db: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> None:
    """Writes the signatures of `articles`, some texts at a time."""
    for start in range(0, len(articles), _TEXTS):
        some = list(articles[start:start + _TEXTS])
        texts = db.execute("SELECT id, text FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
                           [some]).fetchall()
        insert_signatures(db, [row for key, text in texts for row in signature_rows(key, text)])


def _find_events(db: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> Joining:
    """What joins events of `articles` with each other and with earlier ones that are, or may be, one."""
    db.execute("CREATE OR REPLACE TEMP TABLE fresh AS SELECT p.number FROM parties p WHERE p.party = 0 "
               "AND p.kind = 'event' AND p.article IN (SELECT number FROM waiting "
               "WHERE id IN (SELECT unnest(?::VARCHAR[])))", [list(articles)])
    # events that may be one share their type and a party, and are told of days that are near
    db.execute("CREATE OR REPLACE TEMP TABLE sought AS SELECT DISTINCT party, type, day FROM parties "
               "WHERE kind = 'event' AND party > 0 AND number IN (SELECT number FROM fresh)")
    db.execute("CREATE OR REPLACE TEMP TABLE near AS SELECT DISTINCT o.number FROM parties o JOIN sought s "
               f"ON s.party = o.party AND s.type = o.type AND o.day BETWEEN s.day - {_MARGIN} AND s.day + {_MARGIN} "
               "WHERE o.kind = 'event' AND o.article NOT IN (SELECT number FROM waiting)")
    joining = Joining()
    _load(db, joining, "near", new=False)
    joining.known(db.execute("SELECT member, leader FROM groups WHERE kind = 'event' AND member IN "
                             "(SELECT t.id FROM events t WHERE t.number IN (SELECT number FROM near))").fetchall())
    joining.suggested(db.execute("SELECT a, b FROM decisions WHERE kind = 'event' AND verdict = 'maybe' AND a IN "
                                 "(SELECT t.id FROM events t WHERE t.number IN (SELECT number FROM near)) "
                                 "ORDER BY number").fetchall())
    joining.apart(db.execute("SELECT a, b FROM decisions WHERE kind = 'event' AND who <> 'program' QUALIFY "
                             "row_number() OVER (PARTITION BY a, b ORDER BY number DESC) = 1 "
                             "AND verdict <> 'withdrawn'").fetchall())
    _load(db, joining, "fresh", new=True)
    for name in ("fresh", "sought", "near"):
        db.execute(f"DROP TABLE {name}")
    return joining


def _load(db: duckdb.DuckDBPyConnection, joining: Joining, table: str, new: bool) -> None:
    """Gives `joining` the events whose numbers `table` has."""
    asked = db.execute(
        "SELECT t.record, a.day, e.words FROM events t JOIN parties p ON p.number = t.number AND p.party = 0 "
        "AND p.kind = 'event' JOIN articles a ON a.number = p.article "
        "LEFT JOIN evidence e ON e.number = t.number AND e.part = 'trigger' AND e.position = 0 "
        f"WHERE t.number IN (SELECT number FROM {table})")
    while rows := asked.fetchmany(_FETCH):
        for record, published, words in rows:
            event = decode(record)
            assert isinstance(event, Event)
            one = told(event, published, words or "")
            if any(block_keys(one)):
                joining.add(one, new)
