"""Where events were, summed in the archive itself: each place with its coordinates and counts by quad class."""

from __future__ import annotations

import pyarrow as pa

from communique import ontology
from communique.archive.query import Filters, conditions
from communique.archive.series import QUADS
from communique.archive.store import Store

__all__ = ["places"]


def places(store: Store, filters: Filters, limit: int | None = None) -> pa.Table:
    """A row for each place of the events that `filters` keep and that is on the map, the busiest first: `entity`,
    `name`, `kind`, `country`, `latitude`, `longitude` (degrees), `events`, a count for each quad class, `first`,
    `last`."""
    where, values = conditions("events", filters)
    clause = f"WHERE {' AND '.join(where)}" if where else ""
    quads = ", ".join(f"count(*) FILTER (q.quad = '{quad}') AS \"{quad.replace(' ', '_')}\"" for quad in QUADS)
    sql = f"""
        WITH kept AS (SELECT t.id, t.day, t.type FROM events t JOIN articles a ON a.id = t.article {clause}),
        there AS (SELECT r.entity, any_value(coalesce(r.name, r.text)) AS name, any_value(r.kind) AS kind,
                         any_value(r.country) AS country, count(*) AS events, {quads}, min(k.day) AS first,
                         max(k.day) AS last
                  FROM roles r JOIN kept k ON k.id = r.record JOIN plover q ON q.type = k.type
                  WHERE r.slot = 'place' AND r.entity IS NOT NULL GROUP BY r.entity),
        spot AS (SELECT m.entity, arg_min(m.latitude, (m.article, m.start)) AS latitude,
                        arg_min(m.longitude, (m.article, m.start)) AS longitude
                 FROM mentions m WHERE m.latitude IS NOT NULL AND m.entity IN (SELECT entity FROM there)
                 GROUP BY m.entity)
        SELECT entity, name, kind, country, latitude, longitude, events, {", ".join(_names())}, first, last
        FROM there JOIN spot USING (entity) ORDER BY events DESC, entity"""
    if limit is not None:
        sql += " LIMIT ?"
        values.append(limit)
    with store.connect() as db:
        db.register("plover", pa.Table.from_pylist([{"type": t.type, "quad": t.quad}
                                                    for t in ontology.types().values()]))
        return db.sql(sql, params=values).to_arrow_table()


def _names() -> list[str]:
    return [quad.replace(" ", "_") for quad in QUADS]
