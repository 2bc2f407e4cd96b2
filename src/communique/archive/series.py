"""Series: the events of one actor or a dyad counted and summed by day, week, month, quarter or year."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from communique import ontology
from communique.archive.query import Filters, Who, conditions
from communique.archive.store import Store
from communique.errors import QueryError

__all__ = ["BY", "QUADS", "series"]

BY = ("day", "week", "month", "quarter", "year")
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def series(store: Store, filters: Filters, by: str = "month", source: Who | None = None,
           target: Who | None = None) -> pa.Table:
    """A row for each period from the first to the last that has events: `period` (its first day), `events`, a count for
    each quad class, `score` (the sum of PLOVER's scores), `goldstein` (of Goldstein's, by CAMEO code), then a count for
    each PLOVER type. Periods without events are there with zeros: a series has no gaps.

    With `source` and `target`, only what the first did to the second; else whatever `filters` keep. Raises QueryError.
    """
    if by not in BY:
        raise QueryError(f"{by!r} is no period: take one of {', '.join(BY)}")
    # in a meeting all are actors: the other side of it is a target too
    directed = [(who, slots) for who, slots in ((source, ("actor",)), (target, ("recipient", "actor"))) if who]
    where, values = conditions("events", filters, directed)
    types = ", ".join(f"sum(n) FILTER (k.type = '{name}') AS \"{name}\"" for name in ontology.types())
    quads = ", ".join(f"sum(n) FILTER (q.quad = '{quad}') AS \"{quad.replace(' ', '_')}\"" for quad in QUADS)
    sql = (f"WITH kept AS (SELECT date_trunc('{by}', p.day)::DATE AS period, p.type, p.cameo, p.score, count(*) AS n "
           f"FROM parties p WHERE {where} AND p.day IS NOT NULL GROUP BY ALL), "
           f"counted AS (SELECT period, sum(n) AS events, {quads}, "
           f"round(sum(n * coalesce(k.score, q.score)), 2) AS score, "
           f"round(sum(n * coalesce(c.goldstein, d.goldstein)), 2) AS goldstein, {types} "
           f"FROM kept k JOIN plover q ON q.type = k.type "
           f"LEFT JOIN cameo c ON c.code = k.cameo LEFT JOIN cameo d ON d.code = q.cameo GROUP BY period), "
           f"span AS (SELECT unnest(generate_series(min(period), max(period), INTERVAL 1 {by}))::DATE AS period "
           f"FROM counted) "
           f"SELECT s.period, {_filled()} FROM span s LEFT JOIN counted n USING (period) ORDER BY s.period")
    with store.connect() as db:
        db.register("plover", _plover())
        db.register("cameo", _cameo())
        return db.sql(sql, params=values).to_arrow_table()


def _filled() -> str:
    quads = [q.replace(" ", "_") for q in QUADS]
    counts = {name: f'coalesce(n."{name}", 0)::BIGINT AS "{name}"' for name in ("events", *quads, *ontology.types())}
    sums = {name: f'coalesce(n."{name}", 0) AS "{name}"' for name in ("score", "goldstein")}
    said = {**counts, **sums}
    return ", ".join(said[name] for name in ("events", *quads, "score", "goldstein", *ontology.types()))


def _plover() -> pa.Table:
    rows: list[dict[str, Any]] = [{"type": t.type, "quad": t.quad, "score": t.score, "cameo": t.cameo}
                                  for t in ontology.types().values()]
    return pa.Table.from_pylist(rows)


def _cameo() -> pa.Table:
    rows = [{"code": row[0], "goldstein": float(row[1])} for row in ontology.codes.table("cameo.tsv")]
    return pa.Table.from_pylist(rows)
