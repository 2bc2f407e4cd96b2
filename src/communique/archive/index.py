"""The index that questions are asked of: ``entities``, ``parties``, ``dealings``, made from the plain tables.

`parties` holds its rows in order of entity and day, so that what one entity did is one stretch of it, which DuckDB
finds by the least and greatest value of each block. What is added stands unsorted at its end until `tidy` sorts it
anew. Records that are not shown (``hidden``) are not in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from communique.archive.schema import NUMBERED, PLAYED, SLOTS, comments

__all__ = ["add_new", "drop", "index_all", "refresh", "tidy"]

#: The sorted table is made anew when so many rows stand behind it unsorted.
_LOOSE = 50_000
_SLOT = "CASE slot " + " ".join(f"WHEN '{name}' THEN {bit}" for name, bit in SLOTS.items()) + " END"
#: table -> what stands in the index as type, status, cameo and score
_FIELDS = {"events": "t.type, t.status, t.cameo, t.score", "statements": "t.kind, t.stance, NULL, NULL",
           "commitments": "t.type, NULL, NULL, NULL", "relations": "t.type, NULL, NULL, NULL"}


def add_new(db: duckdb.DuckDBPyConnection, first: int) -> None:
    """Adds to the index what was written with the number `first` or a later one."""
    _take(db, f"t.number >= {int(first)}", f"a.number >= {int(first)}")
    _insert(db)


def index_all(db: duckdb.DuckDBPyConnection) -> None:
    """Makes the index anew from the plain tables."""
    for table in ("entities", "parties", "dealings"):
        db.execute(f"DELETE FROM {table}")
    add_new(db, 0)
    tidy(db, 0.0)


def refresh(db: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> None:
    """Computes the index anew for the records of `articles`."""
    _take(db, "t.article IN (SELECT id FROM touched)", "a.id IN (SELECT id FROM touched)", articles)
    db.execute("DELETE FROM parties WHERE number IN (SELECT number FROM fresh)")
    db.execute("DELETE FROM dealings WHERE number IN (SELECT number FROM fresh)")
    _insert(db)


def drop(db: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Takes the records with these ids, which are still in their tables, out of the index."""
    held = " UNION ALL ".join(f"SELECT number FROM {t} WHERE id IN (SELECT unnest($1::VARCHAR[]))" for t in NUMBERED)
    db.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {held}", [list(ids)])
    for table in ("parties", "dealings"):
        db.execute(f"DELETE FROM {table} WHERE number IN (SELECT number FROM fresh)")
    db.execute("DROP TABLE fresh")


def _take(db: duckdb.DuckDBPyConnection, records: str, articles: str, ids: Sequence[str] = ()) -> None:
    """Makes the temporary tables that `_insert` works from: the records in question, and their reports."""
    db.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT unnest(?::VARCHAR[]) AS id", [list(ids)])
    db.execute("CREATE OR REPLACE TEMP TABLE report AS SELECT a.number AS article, a.id, a.outlet FROM articles a "
               f"WHERE {articles}")
    parts = " UNION ALL ".join(
        f"SELECT t.number, t.id, '{table[:-1]}' AS kind, t.day, {fields}, r.outlet, r.article FROM {table} t "
        f"JOIN report r ON r.id = t.article WHERE {records}" for table, fields in _FIELDS.items())
    db.execute("CREATE OR REPLACE TEMP TABLE fresh (number BIGINT, id VARCHAR, kind VARCHAR, day DATE, type VARCHAR, "
               "status VARCHAR, cameo VARCHAR, score DOUBLE, outlet VARCHAR, article BIGINT)")
    db.execute(f"INSERT INTO fresh {parts}")


def _insert(db: duckdb.DuckDBPyConnection) -> None:
    ((least, most),) = db.execute("SELECT coalesce(min(number), 0), coalesce(max(number), 0) FROM fresh").fetchall()
    ((first, last),) = db.execute("SELECT coalesce(min(article), 0), coalesce(max(article), 0) FROM report").fetchall()
    # numbers rise as tables grow: the bounds spare reading what was written before
    db.execute("CREATE OR REPLACE TEMP TABLE playing AS SELECT number, entity, name, text, kind, country, sector, "
               f"{_SLOT} AS slot FROM roles WHERE number BETWEEN ? AND ? "
               "AND number IN (SELECT number FROM fresh WHERE id NOT IN (SELECT record FROM hidden))", [least, most])
    db.execute("CREATE OR REPLACE TEMP TABLE named AS SELECT number AS article, start, stop, entity, name, kind, "
               "country, sector, latitude, longitude FROM mentions WHERE entity IS NOT NULL AND number BETWEEN ? AND ? "
               "AND number IN (SELECT article FROM report)", [first, last])
    db.execute(_HEARD, [least, most])
    db.execute(_TOLD)
    ((known,),) = db.execute("SELECT coalesce(max(number), 0) FROM entities").fetchall()
    db.execute("INSERT INTO entities SELECT ? + row_number() OVER (ORDER BY id), id, name, kind, country, sector, "
               "latitude, longitude FROM told WHERE id NOT IN (SELECT id FROM entities)", [known])
    db.execute(_FILL)
    db.execute(_PARTIES)
    db.execute("INSERT INTO parties SELECT party, kind, day, number, own, through, first, type, status, cameo, score, "
               "outlet, article FROM taking ORDER BY party, day, number")
    db.execute(_DEALINGS)
    for name in ("touched", "report", "fresh", "playing", "named", "heard", "told", "taking"):
        db.execute(f"DROP TABLE {name}")


#: Whom the words of a statement mention.
_HEARD = f"""
    CREATE OR REPLACE TEMP TABLE heard AS
    SELECT DISTINCT f.number, n.entity, n.country, {SLOTS["mentioned"]} AS slot
    FROM fresh f JOIN evidence e ON e.number = f.number JOIN named n ON n.article = f.article
    WHERE f.kind = 'statement' AND e.number BETWEEN ? AND ? AND e.part = 'content' AND n.start >= e.start
        AND n.stop <= e.stop AND f.id NOT IN (SELECT record FROM hidden)"""

#: The entities of the records and their reports, and the states of their countries.
_TOLD = """
    CREATE OR REPLACE TEMP TABLE told AS
    WITH said AS (
        SELECT entity AS id, coalesce(name, text) AS name, kind, country, sector, NULL AS latitude, NULL AS longitude,
            number FROM playing WHERE entity IS NOT NULL
        UNION ALL SELECT entity, name, kind, country, sector, latitude, longitude, article FROM named
        UNION ALL SELECT DISTINCT 'state:' || country, NULL, 'state', country, NULL, NULL, NULL, 0 FROM playing
            WHERE country IS NOT NULL
        UNION ALL SELECT DISTINCT 'state:' || country, NULL, 'state', country, NULL, NULL, NULL, 0 FROM named
            WHERE country IS NOT NULL)
    SELECT id, arg_min(name, (number, name)) AS name, arg_min(kind, (number, kind)) AS kind,
        arg_min(country, (number, country)) AS country, arg_min(sector, (number, sector)) AS sector,
        arg_min(latitude, (number, latitude, longitude)) AS latitude,
        arg_min(longitude, (number, latitude, longitude)) AS longitude
    FROM said GROUP BY id"""

#: What was not known of an entity before.
_FILL = """
    UPDATE entities SET name = coalesce(entities.name, t.name), country = coalesce(entities.country, t.country),
        sector = coalesce(entities.sector, t.sector), latitude = coalesce(entities.latitude, t.latitude),
        longitude = coalesce(entities.longitude, t.longitude)
    FROM told t WHERE t.id = entities.id AND (
        (entities.name IS NULL AND t.name IS NOT NULL) OR (entities.country IS NULL AND t.country IS NOT NULL)
        OR (entities.sector IS NULL AND t.sector IS NOT NULL)
        OR (entities.latitude IS NULL AND t.latitude IS NOT NULL))"""

_PARTIES = f"""
    CREATE OR REPLACE TEMP TABLE taking AS
    WITH part AS (
        SELECT m.number AS party, p.number, p.slot AS own, 0 AS through
        FROM (SELECT number, entity, slot FROM playing UNION ALL SELECT number, entity, slot FROM heard) p
        JOIN entities m ON m.id = p.entity
        UNION ALL
        SELECT m.number, p.number, 0, p.slot
        FROM (SELECT number, entity, country, slot FROM playing UNION ALL
              SELECT number, entity, country, slot FROM heard) p
        JOIN entities m ON m.id = 'state:' || p.country WHERE p.entity IS DISTINCT FROM m.id
        UNION ALL
        SELECT 0, f.number, 0, 0 FROM fresh f WHERE f.id NOT IN (SELECT record FROM hidden)),
    played AS (SELECT party, number, bit_or(own) AS own, bit_or(through) AS through FROM part GROUP BY party, number)
    SELECT p.party, f.kind, f.day, f.number, p.own, p.through, (p.own & {PLAYED}) <> 0 AND row_number() OVER (
        PARTITION BY p.party, f.article, (p.own & {PLAYED}) <> 0 ORDER BY f.number) = 1 AS first, f.type, f.status,
        f.cameo, f.score, f.outlet, f.article
    FROM played p JOIN fresh f ON f.number = p.number"""

#: The source is an actor, the target a recipient; in an event of actors alone each is paired with each other.
_DEALINGS = f"""
    INSERT INTO dealings
    WITH side AS (SELECT party, number, day, type, status, score, (own & {SLOTS["actor"]}) <> 0 AS acts,
                      (own & {SLOTS["recipient"]}) <> 0 AS receives
                  FROM taking WHERE kind = 'event' AND party > 0),
    lone AS (SELECT number FROM side GROUP BY number HAVING NOT bool_or(receives))
    SELECT s.party, d.party, s.number, s.day, s.type, s.status, s.score
    FROM side s JOIN side d ON d.number = s.number AND d.party <> s.party
    WHERE s.acts AND (d.receives OR (d.acts AND s.number IN (SELECT number FROM lone)))
    ORDER BY s.day, s.number, s.party, d.party"""


def tidy(db: duckdb.DuckDBPyConnection, share: float = 0.1) -> None:
    """Sorts `parties` anew when the rows behind its sorted part are more than `share` of that, and not few."""
    ((count,),) = db.execute("SELECT count(*) FROM parties").fetchall()
    held = db.execute("SELECT value FROM meta WHERE key = 'sorted'").fetchall()
    done = int(held[0][0]) if held else 0
    loose = count - done
    if share and 0 <= loose <= max(_LOOSE, share * done):
        return
    db.execute("CREATE TABLE parties_sorted AS SELECT * FROM parties ORDER BY party, day, number")
    db.execute("DROP TABLE parties")
    db.execute("ALTER TABLE parties_sorted RENAME TO parties")
    for statement in comments("parties"):
        db.execute(statement)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('sorted', ?)", [str(count)])
