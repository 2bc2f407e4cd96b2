"""Where events were, summed in the archive itself: each place with its coordinates and counts by quad class."""

from __future__ import annotations

import pyarrow as pa

from communique import ontology
from communique.archive.query import Filters, conditions
from communique.archive.schema import SLOTS
from communique.archive.series import QUADS
from communique.archive.store import Store

__all__ = ["places"]


def places(store: Store, filters: Filters, limit: int | None = None) -> pa.Table:
    """A row for each place of the events that `filters` keep and that is on the map, the busiest first: `entity`,
    `name`, `kind`, `country`, `latitude`, `longitude` (degrees), `events`, a count for each quad class, `first`,
    `last`."""
    where, values = conditions("events", filters)
    quads = ", ".join(f"count(*) FILTER (q.quad = '{quad}') AS \"{quad.replace(' ', '_')}\"" for quad in QUADS)
    sql = f"""
        WITH there AS (
            SELECT r.party, count(*) AS events, {quads}, min(r.day) AS first, max(r.day) AS last
            FROM parties r JOIN plover q ON q.type = r.type
            WHERE r.kind = 'event' AND r.party IN (SELECT number FROM entities WHERE latitude IS NOT NULL)
                AND (r.own & {SLOTS["place"]}) <> 0 AND r.number IN (SELECT p.number FROM parties p WHERE {where})
            GROUP BY r.party)
        SELECT m.id AS entity, m.name, m.kind, m.country, m.latitude, m.longitude, t.* EXCLUDE (party)
        FROM there t JOIN entities m ON m.number = t.party ORDER BY t.events DESC, m.id"""
    if limit is not None:
        sql += " LIMIT ?"
        values.append(limit)
    with store.connect() as db:
        db.register("plover", pa.Table.from_pylist([{"type": t.type, "quad": t.quad}
                                                    for t in ontology.types().values()]))
        return db.sql(sql, params=values).to_arrow_table()
