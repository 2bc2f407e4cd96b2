"""Questions to the archive: filters turned into SQL over the index, with every value bound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from communique.archive.schema import SLOTS
from communique.errors import QueryError

__all__ = ["Filters", "Who", "conditions", "keep", "parse_day", "pick", "select"]

#: Every part but that of being mentioned in what somebody says.
_ANY = sum(SLOTS.values()) - SLOTS["mentioned"]


@dataclass(frozen=True)
class Who:
    """Whom a question is about: a whole country, or one entity. `label` is how to call it."""

    label: str
    country: str | None = None
    entity: str | None = None

    @property
    def id(self) -> str:
        """The id under which the index has it."""
        return f"state:{self.country}" if self.country else self.entity or ""

    @property
    def many(self) -> bool:
        """Whether several entities may be held to be this one."""
        return self.id.startswith("person:")

    def numbers(self) -> tuple[str, list[str]]:
        """SQL for its number in ``entities`` (a person's, and those of whoever is held to be the same)."""
        if not self.many:
            return "SELECT number FROM entities WHERE id = ?", [self.id]
        return ("SELECT number FROM entities WHERE id = ? OR id IN (SELECT o.member FROM groups o JOIN groups m "
                "ON m.kind = o.kind AND m.leader = o.leader WHERE o.kind = 'person' AND m.member = ?)",
                [self.id, self.id])


@dataclass(frozen=True)
class Filters:
    """What to keep. `dyad` wants both parties in one record, in either direction; `slots` limits `actor` to
    these parts; days are inclusive; `latest` keeps the last `limit` rows rather than the first, and `offset` passes
    over so many before them."""

    actor: Who | None = None
    dyad: tuple[Who, Who] | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    outlets: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    limit: int | None = None
    latest: bool = False
    offset: int = 0


def parse_day(value: str | None, end: bool = False) -> dt.date | None:
    """``2017``, ``2017-02`` or ``2017-02-28`` as its first day, with `end` its last; raises QueryError."""
    if value is None:
        return None
    parts = value.split("-")
    try:
        year, month, day = (int(p) for p in (parts + ["1", "1"])[:3])
        first = dt.date(year, month, day)
        if not end or len(parts) == 3:
            return first
        after = dt.date(year + 1, 1, 1) if len(parts) == 1 or month == 12 else dt.date(year, month + 1, 1)
        return after - dt.timedelta(days=1)
    except ValueError:
        raise QueryError(f"{value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD") from None


def conditions(table: str, f: Filters, parties: Iterable[tuple[Who, tuple[str, ...]]] = ()) -> tuple[str, list[Any]]:
    """The condition that `f` sets on a row ``p`` of ``parties`` for a record of `table`, and its bound values; each
    record is one row. Each of `parties` (who, in which parts) has to have a part in it too."""
    asked = [*([(f.actor, f.slots)] if f.actor else []), *((who, ()) for who in f.dyad or ()), *parties]
    where, values = ["p.kind = ?"], list[Any]([table[:-1]])
    whole = next((i for i in reversed(range(len(asked))) if not asked[i][0].many), None)
    for i, (who, slots) in enumerate(asked):
        numbers, bound = who.numbers()
        mask = sum(SLOTS[slot] for slot in slots) or _ANY
        if i == whole:
            where.append(f"p.party = ({numbers}) AND ((p.own | p.through) & {mask}) <> 0")
            values += bound
        else:
            where.append(f"p.number IN (SELECT q.number FROM parties q WHERE q.kind = ? AND q.party IN ({numbers}) "
                         f"AND ((q.own | q.through) & {mask}) <> 0)")
            values += [table[:-1], *bound]
    if whole is None:
        where.append("p.party = 0")
    outlets = tuple(outlet.lower() for outlet in f.outlets)
    for column, given in (("p.type", f.types), ("p.status", f.statuses), ("lower(p.outlet)", outlets)):
        if given:
            where.append(f"{column} IN ({', '.join('?' for _ in given)})")
            values += given
    if f.since:
        where.append("p.day >= ?")
        values.append(parse_day(f.since))
    if f.until:
        where.append("p.day <= ?")
        values.append(parse_day(f.until, end=True))
    if f.as_of:
        where.append(f"p.number IN (SELECT t.number FROM relations t WHERE {_AS_OF})")
        day = parse_day(f.as_of, end=True)
        assert day is not None
        values.extend([day.isoformat(), day.isoformat()[:4], day.isoformat(), day])
    return " AND ".join(where), values


def select(table: str, columns: str, f: Filters, numbers: Sequence[int] | None = None) -> tuple[str, list[Any]]:
    """SQL and its bound values for the rows of `table` (``t``; ``p`` is its row of ``parties``) that `f` keeps, or that
    have `numbers`, in order of day, article and id. A limit counts for articles only: for records, see `keep`."""
    if table == "articles":
        return _articles(columns, f)
    if numbers is not None:
        where = "p.party = 0 AND p.kind = ? AND p.number IN (SELECT unnest(?::BIGINT[]))"
        values = [table[:-1], list(numbers)]
    else:
        where, values = conditions(table, f)
    return (f'SELECT {columns} FROM parties p JOIN "{table}" t ON t.number = p.number WHERE {where} '
            "ORDER BY t.day NULLS LAST, t.article, t.id"), values


def _articles(columns: str, f: Filters) -> tuple[str, list[Any]]:
    where, values = ["true"], list[Any]()
    for sign, value, end in ((">=", f.since, False), ("<=", f.until, True)):
        if value:
            where.append(f"t.day {sign} ?")
            values.append(parse_day(value, end))
    if f.outlets:
        where.append(f"lower(t.outlet) IN ({', '.join('?' for _ in f.outlets)})")
        values += [o.lower() for o in f.outlets]
    clause = " AND ".join(where)
    if f.limit is not None:
        order = "t.day DESC NULLS LAST, t.id DESC" if f.latest else "t.day NULLS LAST, t.id"
        clause = f"t.number IN (SELECT t.number FROM articles t WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?)"
        values += [f.limit, f.offset]
    return f"SELECT {columns} FROM articles t WHERE {clause} ORDER BY t.day NULLS LAST, t.id", values


def keep(db: duckdb.DuckDBPyConnection, table: str, f: Filters) -> list[int] | None:
    """The numbers of the records that a limit of `f` leaves; None where it has no limit."""
    return None if f.limit is None or table == "articles" else pick(db, table, f)[1]


def pick(db: duckdb.DuckDBPyConnection, table: str, f: Filters) -> tuple[int, list[int]]:
    """How many records `f` keeps but for its limit, and the numbers of those that limit and offset leave.

    The records are counted by day first, so that only the days of the page need to be put in order.
    """
    if table == "articles":
        sql, values = _articles("t.number", Filters(since=f.since, until=f.until, outlets=f.outlets))
        ((total,),) = db.execute(f"SELECT count(*) FROM ({sql})", values).fetchall()
        sql, values = _articles("t.number", f)
        return total, [n for (n,) in db.execute(sql, values).fetchall()]
    where, values = conditions(table, f)
    turn = "DESC" if f.latest else "ASC"
    days = db.execute(f"SELECT p.day, count(*) FROM parties p WHERE {where} GROUP BY p.day "
                      f"ORDER BY p.day {turn} NULLS LAST", values).fetchall()
    total = sum(n for _, n in days)
    start, stop = f.offset, total if f.limit is None else min(f.offset + f.limit, total)
    page: list[dt.date | None] = []
    before, passed = 0, 0
    for day, n in days:
        if passed < stop and passed + n > start:
            before = before if page else passed
            page.append(day)
        passed += n
    if not page:
        return total, []
    bounds = [d for d in page if d is not None]
    within = ["p.day BETWEEN ? AND ?"] if bounds else []
    within += ["p.day IS NULL"] if None in page else []
    rows = db.execute(
        f"WITH kept AS MATERIALIZED (SELECT p.number, p.day FROM parties p WHERE {where} "
        f"AND ({' OR '.join(within)})) "
        f'SELECT k.number FROM kept k JOIN "{table}" t ON t.number = k.number '
        f"ORDER BY k.day {turn} NULLS LAST, t.article {turn}, t.id {turn} LIMIT ? OFFSET ?",
        [*values, *([min(bounds), max(bounds)] if bounds else []), stop - start, start - before]).fetchall()
    return total, [n for (n,) in rows]


# A fact holds on a day if the text bounds its time so that the day is inside; where the text gives no start, from the
# day of the report on, or before it where it was told as standing. ISO strings compare as days up to their own length.
_AS_OF = ("(t.valid_from IS NULL OR t.valid_from <= ?) "
          "AND (t.valid_to IS NULL OR (length(t.valid_to) = 4 AND t.valid_to >= ?) OR t.valid_to >= ?) "
          "AND (t.valid_from IS NOT NULL OR t.day IS NULL OR t.day <= ?)")
