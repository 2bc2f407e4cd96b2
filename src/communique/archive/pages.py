"""Questions that a page of a reader's asks: some rows at a time with how many there are, sums by outlet and by time,
what is due, what is new, who somebody is. Each reads a stretch of the index and the rows of one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa

from communique.archive.query import Filters, conditions, pick
from communique.archive.schema import NUMBERED, SLOTS
from communique.archive.series import BY
from communique.archive.shown import shown
from communique.errors import QueryError

__all__ = ["Page", "added", "by_period", "due", "entity", "outlets", "page_of"]

#: So many days before its deadline a commitment is due (as in `followup`).
_DUE_DAYS = 30
_STATUSES = ("open", "due", "overdue", "kept", "broken", "void")


@dataclass(frozen=True)
class Page:
    """Some of the `total` rows that a question keeps: those of the page numbered `page` (from 1) of `pages`."""

    rows: pa.Table
    total: int
    page: int
    pages: int


def _bounds(page: int, size: int) -> int:
    """How many rows are passed over before a page; raises QueryError for what is no page."""
    if page < 1 or size < 1:
        raise QueryError(f"pages count from 1 and hold 1 row or more, not {page} and {size}")
    return (page - 1) * size


def page_of(db: duckdb.DuckDBPyConnection, table: str, filters: Filters, page: int, size: int) -> Page:
    """A page of the records of a table; the rows as the table's own question gives them, in the order of `filters`."""
    f = replace(filters, limit=size, offset=_bounds(page, size))
    total, numbers = pick(db, table, f)
    sql, values = shown(table, f, numbers)
    rows = db.sql(sql, params=values).to_arrow_table()
    if f.latest:
        rows = rows.take(pa.array(range(rows.num_rows - 1, -1, -1), pa.int64()))
    return Page(rows, total, page, max(1, -(-total // size)))


def outlets(db: duckdb.DuckDBPyConnection, table: str, f: Filters) -> pa.Table:
    """By outlet: `outlet`, `reports` with such a record, `records`, `first`, `last` (days); most records first."""
    where, values = conditions(table, f)
    return db.sql("SELECT p.outlet, count(DISTINCT p.article) AS reports, count(*) AS records, min(p.day) AS first, "
                  f"max(p.day) AS last FROM parties p WHERE {where} GROUP BY p.outlet "
                  "ORDER BY records DESC, p.outlet NULLS LAST", params=values).to_arrow_table()


def by_period(db: duckdb.DuckDBPyConnection, table: str, by: str, f: Filters) -> pa.Table:
    """By period (its first day): `period`, `records`; only periods that have some, the earliest first."""
    if by not in BY:
        raise QueryError(f"{by!r} is no period: take one of {', '.join(BY)}")
    where, values = conditions(table, f)
    return db.sql(f"SELECT date_trunc('{by}', p.day)::DATE AS period, count(*) AS records FROM parties p WHERE {where} "
                  "AND p.day IS NOT NULL GROUP BY period ORDER BY period", params=values).to_arrow_table()


def due(db: duckdb.DuckDBPyConnection, f: Filters, on: dt.date, statuses: Sequence[str], page: int, size: int) -> Page:
    """A page of commitments by the calendar and by what people settled: the columns of `commitments`, `status` and
    `days_left`; what has the nearest deadline first, what has none last."""
    for status in statuses:
        if status not in _STATUSES:
            raise QueryError(f"{status!r} is none of {', '.join(_STATUSES)}")
    where, values = conditions("commitments", f)
    offset = _bounds(page, size)
    # a deadline is the last day of a period as fine as the text says
    held = f"""
        WITH said AS (SELECT commitment, verdict FROM settlements
                      QUALIFY row_number() OVER (PARTITION BY commitment ORDER BY number DESC) = 1),
        dated AS (SELECT t.number, t.id, t.day, try_cast(t.deadline AS DATE) AS last,
                         CASE WHEN s.verdict <> 'withdrawn' THEN s.verdict END AS verdict
                  FROM commitments t LEFT JOIN said s ON s.commitment = t.id
                  WHERE t.number IN (SELECT p.number FROM parties p WHERE {where})),
        held AS (SELECT *, last - ?::DATE AS days_left, coalesce(verdict,
                     CASE WHEN last IS NULL OR last - ?::DATE > {_DUE_DAYS} THEN 'open'
                          WHEN last >= ?::DATE THEN 'due' ELSE 'overdue' END) AS status FROM dated)
        SELECT number, status, days_left, count(*) OVER () AS total FROM held
        {"WHERE status IN (SELECT unnest(?::VARCHAR[]))" if statuses else ""}
        ORDER BY last NULLS LAST, day DESC NULLS LAST, id LIMIT ? OFFSET ?"""
    given = [*values, on, on, on, *([list(statuses)] if statuses else []), size, offset]
    found = db.execute(held, given).fetchall()
    total = found[0][3] if found else 0
    sql, bound = shown("commitments", f, [n for n, *_ in found])
    table = db.sql(f"SELECT s.*, t.number FROM ({sql}) s JOIN commitments t ON t.id = s.id",
                   params=bound).to_arrow_table()
    at = {n: i for i, n in enumerate(table.column("number").to_pylist())}
    table = table.take(pa.array([at[n] for n, *_ in found], pa.int64())).drop_columns(["number"])
    table = table.append_column("status", pa.array([s for _, s, *_ in found], pa.string()))
    table = table.append_column("days_left", pa.array([d for _, _, d, _ in found], pa.int64()))
    return Page(table, total, page, max(1, -(-total // size)))


def added(db: duckdb.DuckDBPyConnection, f: Filters, kinds: Sequence[str], since: dt.datetime | None, page: int,
          size: int) -> Page:
    """A page of the records that came into the archive last, the newest first: `added` (UTC), `kind`, `day`, `type`,
    `status`, `parties` (whoever acts, speaks, is bound or is told of), `outlet`, `title`, `article`, `id`."""
    offset = _bounds(page, size)
    asked, values = [], list[Any]()
    for table in NUMBERED:
        if not kinds or table in kinds:
            where, bound = conditions(table, f)
            asked.append(f"SELECT p.number, p.article, p.kind, p.day, p.type, p.status FROM parties p WHERE {where}")
            values += bound
    if not asked:
        raise QueryError(f"no kind of record is called so: {', '.join(kinds)}; there are {', '.join(NUMBERED)}")
    after = ""
    if since is not None:
        after = "WHERE article IN (SELECT number FROM articles WHERE added >= ?)"
        values.append(since)
    source = f"SELECT * FROM ({' UNION ALL '.join(asked)}) {after}"
    ((total,),) = db.execute(f"SELECT count(*) FROM ({source})", values).fetchall()
    ids = " UNION ALL ".join(f"SELECT number, id FROM {t} WHERE number IN (SELECT number FROM kept)" for t in NUMBERED)
    first = ("actor", "speaker", "by", "subject")
    table = db.sql(
        f"WITH kept AS MATERIALIZED ({source} ORDER BY number DESC LIMIT ? OFFSET ?), "
        "part AS (SELECT number, string_agg(coalesce(name, text), '; ' ORDER BY position) AS parties FROM roles "
        f"WHERE slot IN ({', '.join(repr(s) for s in first)}) AND number IN (SELECT number FROM kept) "
        "GROUP BY number), "
        f"named AS ({ids}) "
        "SELECT a.added, k.kind, k.day, k.type, k.status, part.parties, a.outlet, a.title, a.id AS article, named.id "
        "FROM kept k JOIN named USING (number) JOIN articles a ON a.number = k.article "
        "LEFT JOIN part USING (number) ORDER BY k.number DESC", params=[*values, size, offset]).to_arrow_table()
    return Page(table, total, page, max(1, -(-total // size)))


def entity(db: duckdb.DuckDBPyConnection, key: str) -> dict[str, Any] | None:
    """Who the id `key` is: `id`, `name`, `kind`, `country`, `sector`, `latitude`, `longitude`, and `counts`, of how
    many records of each table it, or for a state somebody of it, has a part. None for an id that no report has."""
    found = db.execute("SELECT number, id, name, kind, country, sector, latitude, longitude FROM entities WHERE id = ?",
                       [key]).fetchone()
    if found is None:
        return None
    counts = dict(db.execute("SELECT kind, count(*) FROM parties WHERE party = ? AND (own | through) <> ? "
                             "GROUP BY kind", [found[0], SLOTS["mentioned"]]).fetchall())
    said = dict(zip(("id", "name", "kind", "country", "sector", "latitude", "longitude"), found[1:], strict=True))
    return {**said, "counts": {table: counts.get(table[:-1], 0) for table in NUMBERED}}
