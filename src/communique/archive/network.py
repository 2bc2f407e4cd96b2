"""Who deals with whom, summed in the archive itself: pairs of entities with counts by quad class and scores."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from communique import ontology
from communique.archive.query import Filters, conditions, parse_day
from communique.archive.series import QUADS
from communique.archive.store import Store

__all__ = ["network"]


def network(store: Store, filters: Filters, limit: int | None = None) -> pa.Table:
    """A row for each pair (source, target) of the events that `filters` keep, the busiest first.

    The source is an actor, the target a recipient; in an event of actors alone each is paired with each other.
    """
    quads = ", ".join(f"coalesce(sum(k.n) FILTER (q.quad = '{quad}'), 0)::BIGINT AS \"{quad.replace(' ', '_')}\""
                      for quad in QUADS)
    where, values = _where(filters)
    sql = f"""
        WITH kept AS (
            SELECT d.source, d.target, d.type, count(*) AS n, count(d.score) AS scored, sum(d.score) AS score,
                   min(d.day) AS first, max(d.day) AS last
            FROM dealings d WHERE {where} GROUP BY d.source, d.target, d.type),
        pair AS (
            SELECT k.source, k.target, sum(k.n)::BIGINT AS events, {quads},
                   round(sum(coalesce(k.score, 0) + (k.n - k.scored) * q.score), 2) AS score,
                   min(k.first) AS first, max(k.last) AS last
            FROM kept k JOIN plover q ON q.type = k.type GROUP BY k.source, k.target)
        SELECT s.id AS source, s.name AS source_name, t.id AS target, t.name AS target_name,
               p.* EXCLUDE (source, target)
        FROM pair p JOIN entities s ON s.number = p.source JOIN entities t ON t.number = p.target
        ORDER BY p.events DESC, s.id, t.id"""
    if limit is not None:
        sql += " LIMIT ?"
        values.append(limit)
    with store.connect() as db:
        db.register("plover", pa.Table.from_pylist([{"type": t.type, "quad": t.quad, "score": t.score}
                                                    for t in ontology.types().values()]))
        return db.sql(sql, params=values).to_arrow_table()


def _where(f: Filters) -> tuple[str, list[Any]]:
    """The condition on a row ``d`` of ``dealings``: what it holds itself is asked of it, and the rest of the index."""
    where, values = ["true"], list[Any]()
    for column, given in (("type", f.types), ("status", f.statuses)):
        if given:
            where.append(f"d.{column} IN ({', '.join('?' for _ in given)})")
            values += given
    for sign, value, end in ((">=", f.since, False), ("<=", f.until, True)):
        if value:
            where.append(f"d.day {sign} ?")
            values.append(parse_day(value, end))
    if f.actor or f.dyad or f.outlets:
        inner, bound = conditions("events", f)
        where.append(f"d.number IN (SELECT p.number FROM parties p WHERE {inner})")
        values += bound
    return " AND ".join(where), values
