"""Who deals with whom, summed in the archive itself: pairs of entities with counts by quad class and scores."""

from __future__ import annotations

import pyarrow as pa

from communique import ontology
from communique.archive.query import Filters, conditions
from communique.archive.series import QUADS
from communique.archive.store import Store

__all__ = ["network"]


def network(store: Store, filters: Filters, limit: int | None = None) -> pa.Table:
    """A row for each pair (source, target) of the events that `filters` keep, the busiest first.

    The source is an actor, the target a recipient; in an event of actors alone each is paired with each other.
    """
    where, values = conditions("events", filters)
    clause = f"WHERE {' AND '.join(where)}" if where else ""
    quads = ", ".join(f"count(*) FILTER (q.quad = '{quad}') AS \"{quad.replace(' ', '_')}\"" for quad in QUADS)
    sql = f"""
        WITH kept AS (SELECT t.id, t.day, t.type, t.score FROM events t JOIN articles a ON a.id = t.article {clause}),
        part AS (SELECT r.record, r.slot, r.entity, any_value(r.name) AS name FROM roles r
                 WHERE r.entity IS NOT NULL AND r.slot IN ('actor', 'recipient') AND r.record IN (SELECT id FROM kept)
                 GROUP BY r.record, r.slot, r.entity),
        lone AS (SELECT record FROM part GROUP BY record HAVING count(*) FILTER (slot = 'recipient') = 0),
        pair AS (SELECT s.record, s.entity AS source, s.name AS source_name, d.entity AS target, d.name AS target_name
                 FROM part s JOIN part d ON d.record = s.record AND d.entity <> s.entity
                 WHERE s.slot = 'actor' AND (d.slot = 'recipient' OR s.record IN (SELECT record FROM lone)))
        SELECT p.source, any_value(p.source_name) AS source_name, p.target, any_value(p.target_name) AS target_name,
               count(*) AS events, {quads}, round(sum(coalesce(k.score, q.score)), 2) AS score,
               min(k.day) AS first, max(k.day) AS last
        FROM pair p JOIN kept k ON k.id = p.record JOIN plover q ON q.type = k.type
        GROUP BY p.source, p.target ORDER BY events DESC, p.source, p.target"""
    if limit is not None:
        sql += " LIMIT ?"
        values.append(limit)
    with store.connect() as db:
        db.register("plover", pa.Table.from_pylist([{"type": t.type, "quad": t.quad, "score": t.score}
                                                    for t in ontology.types().values()]))
        return db.sql(sql, params=values).to_arrow_table()
