"""Merging: after each batch, copies are grouped, and events and people that several reports tell of become one.

Deterministic and incremental: a pair is judged by itself, blocks keep the pairs few, and groups are the connected
parts, so that a new batch gives what all at once would.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import duckdb

from communique.archive.copies import find_copies, insert_signatures, signature_rows
from communique.archive.decisions import Decision, decide
from communique.archive.people import find_people
from communique.archive.rows import first_day
from communique.archive.sameness import SURE, Key, Told, block_keys, same_event, told
from communique.records import Event, decode

__all__ = ["merge_new"]

#: How far before and after the new events' days earlier ones are looked for: a week, as coarse as most dates are.
_MARGIN = dt.timedelta(days=7)


def merge_new(db: duckdb.DuckDBPyConnection, at: dt.datetime | None = None) -> dict[str, int]:
    """Merges what was written since the last call and returns how many new edges there are, by kind.

    `at` is the time that the decisions bear (now, by default). One transaction: a killed run leaves nothing half done.
    """
    when = at or dt.datetime.now(dt.UTC).replace(tzinfo=None)
    db.execute("BEGIN")
    fresh = db.execute("SELECT id, text FROM articles WHERE id NOT IN (SELECT article FROM merged) "
                       "ORDER BY id").fetchall()
    ids = [i for i, _ in fresh]
    if not ids:
        db.execute("COMMIT")
        return {"copy": 0, "event": 0, "person": 0}
    insert_signatures(db, [row for key, text in fresh for row in signature_rows(key, text)])
    made = {"copy": decide(db, find_copies(db, ids), when), "event": decide(db, _find_events(db, ids), when),
            "person": decide(db, find_people(db, ids), when)}
    db.execute("INSERT INTO merged SELECT unnest(?::VARCHAR[])", [ids])
    db.execute("COMMIT")
    return made


def _find_events(db: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> list[Decision]:
    """The pairs of events of `articles` with each other and with earlier ones that are, or may be, one."""
    new = _load(db, "t.article IN (SELECT unnest(?::VARCHAR[]))", [list(articles)])
    if not new:
        return []
    days = [d for t in new for d in (t.first, t.last) if d is not None and any(block_keys(t))]
    if not days:
        return []
    old = _load(db, "t.article IN (SELECT article FROM merged) AND t.day BETWEEN ? AND ?",
                [min(days) - _MARGIN, max(days) + _MARGIN])
    fresh = {t.id for t in new}
    kinds: dict[tuple[Any, ...], list[Told]] = {}
    for t in sorted([*new, *old], key=lambda t: (t.article, t.id)):
        kinds.setdefault(_alike(t), []).append(t)
    found: dict[tuple[str, str], Decision] = {}
    for some in kinds.values():
        for a, b in pairwise(some if any(block_keys(some[0])) else ()):
            if a.article != b.article and (a.id in fresh or b.id in fresh):
                found.update(_judge(a, b))
    for some, others in _meetings(list(kinds.values())):
        for a, b in _link(some, others):
            if a.id in fresh or b.id in fresh:
                found.update(_judge(a, b))
    return list(found.values())


def _meetings(kinds: list[list[Told]]) -> Iterator[tuple[list[Told], list[Told]]]:
    """Each pair of kinds that share a key, once: those that name as much, and those of which one names a side less."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    fuller: dict[Key, list[int]] = defaultdict(list)
    for number, some in enumerate(kinds):
        own, wider = block_keys(some[0])
        for key in own:
            blocks[key].append(number)
        for key in wider:
            fuller[key].append(number)
    seen: set[int] = set()
    for key in sorted(blocks):
        block = blocks[key]
        for i, one in enumerate(block):
            for other in (*block[i + 1:], *fuller.get(key, ())):
                pair = min(one, other) * len(kinds) + max(one, other)
                if one != other and pair not in seen:
                    seen.add(pair)
                    yield kinds[one], kinds[other]


def _alike(t: Told) -> tuple[Any, ...]:
    """All that is compared: events that are alike in it are judged once, however many reports tell of them."""
    return (t.type, t.mode, t.status, t.first, t.last, t.dated, t.actors, t.recipients, t.people, t.sectors, t.place,
            t.place_country, t.trigger)


def _link(some: list[Told], others: list[Told]) -> list[tuple[Told, Told]]:
    """The pair that stands for all of two kinds, never of one article."""
    return next(([(a, b)] for a in some for b in others if a.article != b.article), [])


def _judge(a: Told, b: Told) -> dict[tuple[str, str], Decision]:
    same = same_event(a, b)
    if same is None:
        return {}
    made = Decision.of("event", a.id, b.id, "same" if same[0] >= SURE else "maybe", *same)
    return {(made.a, made.b): made}


def _load(db: duckdb.DuckDBPyConnection, where: str, values: list[Any]) -> list[Told]:
    rows = db.execute("SELECT t.record, a.published, e.words FROM events t JOIN articles a ON a.id = t.article "
                      "LEFT JOIN evidence e ON e.record = t.id AND e.part = 'trigger' AND e.position = 0 "
                      f"WHERE {where}", values).fetchall()
    found = []
    for record, published, words in rows:
        event = decode(record)
        assert isinstance(event, Event)
        found.append(told(event, first_day(published), words or ""))
    return found
