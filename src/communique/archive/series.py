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
    where, values = conditions("events", filters)
    for who, slots in ((source, ("actor",)), (target, ("recipient", "actor"))):
        if who is not None:
            condition, bound = who.where()
            marks = ", ".join("?" for _ in slots)
            # in a meeting all are actors: the other side of it is a target too
            where.append(f"t.id IN (SELECT r.record FROM roles r WHERE {condition} AND r.slot IN ({marks}))")
            values += [*bound, *slots]
    where.append("t.day IS NOT NULL")
    types = ", ".join(f"count(*) FILTER (t.type = '{name}') AS \"{name}\"" for name in ontology.types())
    quads = ", ".join(f"count(*) FILTER (q.quad = '{quad}') AS \"{quad.replace(' ', '_')}\"" for quad in QUADS)
    sql = (f"WITH counted AS (SELECT date_trunc('{by}', t.day)::DATE AS period, count(*) AS events, {quads}, "
           f"round(sum(coalesce(t.score, q.score)), 2) AS score, "
           f"round(sum(coalesce(c.goldstein, d.goldstein)), 2) AS goldstein, {types} "
           f"FROM events t JOIN articles a ON a.id = t.article JOIN plover q ON q.type = t.type "
           f"LEFT JOIN cameo c ON c.code = t.cameo LEFT JOIN cameo d ON d.code = q.cameo "
           f"WHERE {' AND '.join(where)} GROUP BY period), "
           f"span AS (SELECT unnest(generate_series(min(period), max(period), INTERVAL 1 {by}))::DATE AS period "
           f"FROM counted) "
           f"SELECT s.period, {_filled()} FROM span s LEFT JOIN counted n USING (period) ORDER BY s.period")
    with store.connect() as db:
        db.register("plover", _plover())
        db.register("cameo", _cameo())
        return db.sql(sql, params=values).to_arrow_table()


def _filled() -> str:
    names = ["events", *(q.replace(" ", "_") for q in QUADS), "score", "goldstein", *ontology.types()]
    return ", ".join(f'coalesce(n."{name}", 0) AS "{name}"' for name in names)


def _plover() -> pa.Table:
    rows: list[dict[str, Any]] = [{"type": t.type, "quad": t.quad, "score": t.score, "cameo": t.cameo}
                                  for t in ontology.types().values()]
    return pa.Table.from_pylist(rows)


def _cameo() -> pa.Table:
    rows = [{"code": row[0], "goldstein": float(row[1])} for row in ontology.codes.table("cameo.tsv")]
    return pa.Table.from_pylist(rows)
