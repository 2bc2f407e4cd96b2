"""Questions to the archive: filters turned into SQL, with every value bound."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from communique.errors import QueryError

__all__ = ["Filters", "Who", "conditions", "parse_day", "select"]


@dataclass(frozen=True)
class Who:
    """Whom a question is about: a whole country, or one entity. `label` is how to call it."""

    label: str
    country: str | None = None
    entity: str | None = None

    def where(self, alias: str = "r") -> tuple[str, list[str]]:
        """The condition on a row of ``roles``."""
        if self.country:
            return f"({alias}.country = ? OR {alias}.entity = ?)", [self.country, f"state:{self.country}"]
        if (self.entity or "").startswith("person:"):  # and those who are held to be the same person
            return (f"({alias}.entity = ? OR {alias}.entity IN (SELECT o.member FROM groups o "
                    'JOIN groups m ON m.kind = o.kind AND m.leader = o.leader '
                    "WHERE o.kind = 'person' AND m.member = ?))",
                    [self.entity or "", self.entity or ""])
        return f"{alias}.entity = ?", [self.entity or ""]


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
    outlet: str | None = None
    slots: tuple[str, ...] = ()
    limit: int | None = None
    latest: bool = False
    offset: int = 0
    ids: tuple[str, ...] | None = None


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


def conditions(table: str, f: Filters) -> tuple[list[str], list[Any]]:
    """The conditions that `f` sets on a row ``t`` of `table` (and ``a`` of articles), and their bound values."""
    where: list[str] = [] if table == "articles" else ["t.id NOT IN (SELECT record FROM hidden)"]
    values: list[Any] = []

    def has_role(who: Who, slots: tuple[str, ...] = ()) -> str:
        condition, bound = who.where()
        values.extend(bound)
        limit = ""
        if slots:
            limit = f" AND r.slot IN ({', '.join('?' for _ in slots)})"
            values.extend(slots)
        return f"t.id IN (SELECT r.record FROM roles r WHERE {condition}{limit})"

    if f.ids is not None:
        where.append("t.id IN (SELECT unnest(?::VARCHAR[]))")
        values.append(list(f.ids))
    if f.actor:
        where.append(has_role(f.actor, f.slots))
    for who in f.dyad or ():
        where.append(has_role(who))
    if f.types:
        where.append(f"t.type IN ({', '.join('?' for _ in f.types)})")
        values.extend(f.types)
    if f.statuses:
        where.append(f"t.status IN ({', '.join('?' for _ in f.statuses)})")
        values.extend(f.statuses)
    if f.since:
        where.append("t.day >= ?")
        values.append(parse_day(f.since))
    if f.until:
        where.append("t.day <= ?")
        values.append(parse_day(f.until, end=True))
    if f.as_of:
        where.append(_AS_OF)
        day = parse_day(f.as_of, end=True)
        assert day is not None
        values.extend([day.isoformat(), day.isoformat()[:4], day.isoformat(), day])
    if f.outlet:
        where.append("lower(a.outlet) = lower(?)")
        values.append(f.outlet)
    return where, values


def select(table: str, columns: str, f: Filters) -> tuple[str, list[Any]]:
    """SQL and its bound values for the rows of `table` that `f` keeps, in order of day and article; with a limit and
    `f.latest`, the last so many of them, in that order."""
    where, values = conditions(table, f)
    clause = f"WHERE {' AND '.join(where)}" if where else ""
    # t.* are bound by name: every table of records has id and article, `articles` is joined to itself
    key = "t.id" if table == "articles" else "t.article"
    source = f'"{table}" t JOIN articles a ON a.id = {key}'
    if f.limit is not None:
        # the few rows first, then what costs for each of them (parties and evidence as words)
        order = "t.day DESC NULLS LAST, a.id DESC, t.id DESC" if f.latest else "t.day NULLS LAST, a.id, t.id"
        clause = f"WHERE t.id IN (SELECT t.id FROM {source} {clause} ORDER BY {order} LIMIT ? OFFSET ?)"
        values += [f.limit, f.offset]
    return f"SELECT {columns} FROM {source} {clause} ORDER BY t.day NULLS LAST, a.id, t.id", values


# A fact holds on a day if the text bounds its time so that the day is inside; where the text gives no start, from the
# day of the report on, or before it where it was told as standing. ISO strings compare as days up to their own length.
_AS_OF = ("(t.valid_from IS NULL OR t.valid_from <= ?) "
          "AND (t.valid_to IS NULL OR (length(t.valid_to) = 4 AND t.valid_to >= ?) OR t.valid_to >= ?) "
          "AND (t.valid_from IS NOT NULL OR t.day IS NULL OR t.day <= ?)")
