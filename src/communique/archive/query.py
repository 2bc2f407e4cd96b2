"""Questions to the archive: filters turned into SQL, with every value bound."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from communique.errors import QueryError

__all__ = ["Filters", "Who", "parse_day", "select"]


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
        return f"{alias}.entity = ?", [self.entity or ""]


@dataclass(frozen=True)
class Filters:
    """What to keep. `dyad` wants both parties in one record, in either direction; `slots` limits `actor` to
    these parts; days are inclusive."""

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
    extra: dict[str, Any] = field(default_factory=dict)


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


def select(table: str, columns: str, f: Filters) -> tuple[str, list[Any]]:
    """SQL and its bound values for the rows of `table` that `f` keeps, in order of day and article."""
    where: list[str] = []
    values: list[Any] = []

    def has_role(who: Who, slots: tuple[str, ...] = ()) -> str:
        condition, bound = who.where()
        values.extend(bound)
        limit = ""
        if slots:
            limit = f" AND r.slot IN ({', '.join('?' for _ in slots)})"
            values.extend(slots)
        return f"EXISTS (SELECT 1 FROM roles r WHERE r.record = t.id AND {condition}{limit})"

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
    clause = f"WHERE {' AND '.join(where)}" if where else ""
    # t.* are bound by name: every table of records has id and article, `articles` is joined to itself
    key = "t.id" if table == "articles" else "t.article"
    limit_clause = ""
    if f.limit is not None:
        limit_clause = " LIMIT ?"
        values.append(f.limit)
    sql = (f'SELECT {columns} FROM "{table}" t JOIN articles a ON a.id = {key} {clause} '
           f"ORDER BY t.day NULLS LAST, a.id, t.id{limit_clause}")
    return sql, values


# A fact holds on a day if the text bounds its time so that the day is inside; where the text gives no start, from the
# day of the report on, or before it where it was told as standing. ISO strings compare as days up to their own length.
_AS_OF = ("(t.valid_from IS NULL OR t.valid_from <= ?) "
          "AND (t.valid_to IS NULL OR (length(t.valid_to) = 4 AND t.valid_to >= ?) OR t.valid_to >= ?) "
          "AND (t.valid_from IS NOT NULL OR t.day IS NULL OR t.day <= ?)")
