"""Records as the questions show them: a row each, with its parties and its cited words as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import duckdb

from communique.archive.query import Filters, keep, select

__all__ = ["shown", "with_reports"]

#: table -> (columns of its own, slots of roles shown and how they are called, whether the cited words are shown)
_SHOWN: dict[str, tuple[str, dict[str, str], bool]] = {
    "events": ("day, type, mode, status, actors, recipients, place, date, contexts, cameo, score, confidence, outlet, "
               "evidence, statement, article, id",
               {"actor": "actors", "recipient": "recipients", "place": "place"}, True),
    "statements": ("day, kind, stance, speaker, addressees, relayed_by, content, confidence, outlet, within, article, "
                   "id", {"speaker": "speaker", "addressee": "addressees", "relayed_by": "relayed_by"}, False),
    "commitments": ('day, "by", "to", strength, type, action, condition, deadline, confidence, outlet, evidence, '
                    "article, id", {"by": "by", "to": "to"}, True),
    "relations": ("day AS as_of, subject, type, object, value, valid_from, valid_to, negated, confidence, outlet, "
                  "evidence, article, id", {"subject": "subject", "object": "object"}, True),
    "articles": ("day, published, outlet, title, bylines, url, source, length(text) AS characters, coded_with, id", {},
                 False),
}


def shown(table: str, filters: Filters, numbers: Sequence[int] | None = None) -> tuple[str, list[Any]]:
    """SQL for the rows of `table` that `filters` keep (or that have `numbers`), with parties and cited words as text:
    the rows first, then one look each at the roles and the evidence of those rows."""
    columns, slots, cites = _SHOWN[table]
    inner, values = select(table, "t.*" + ("" if table == "articles" else ", p.outlet"), filters, numbers)
    told = "string_agg(coalesce(name, text), '; ' ORDER BY position)"
    parts = ", ".join(f"{told} FILTER (slot = '{slot}') AS \"{label}\""
                      for slot, label in slots.items())
    sql = f"WITH kept AS MATERIALIZED ({inner})"
    join = ""
    if slots:
        sql += (f", part AS (SELECT number, {parts} FROM roles WHERE number IN (SELECT number FROM kept) "
                "GROUP BY number)")
        join += " LEFT JOIN part ON part.number = kept.number"
    if cites:
        sql += (", cited AS (SELECT number, string_agg(words, ' … ' ORDER BY position) AS evidence FROM evidence "
                "WHERE part = 'evidence' AND number IN (SELECT number FROM kept) GROUP BY number)")
        join += " LEFT JOIN cited ON cited.number = kept.number"
    key = "kept.id" if table == "articles" else "kept.article, kept.id"
    return f"{sql} SELECT {columns} FROM kept{join} ORDER BY kept.day NULLS LAST, {key}", values


def with_reports(db: duckdb.DuckDBPyConnection, table: str, filters: Filters, ids: Sequence[str] | None = None
                 ) -> list[tuple[str, dt.date | None, str | None, str | None, str]]:
    """The records of `table` that `filters` keep, or that have `ids`: each as its JSON, its day, and the outlet, title
    and text of its report; in order of day, article and id. What is hidden is left out."""
    if ids is None:
        numbers = keep(db, table, filters)
    else:
        found = db.execute(f"SELECT number FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
        numbers = [n for (n,) in found.fetchall()]
    inner, values = select(table, "t.record, t.day, t.article, t.id, p.outlet, p.article AS report", filters, numbers)
    rows: list[tuple[str, dt.date | None, str | None, str | None, str]] = db.execute(
        f"WITH kept AS MATERIALIZED ({inner}) SELECT k.record, k.day, k.outlet, a.title, a.text FROM kept k "
        "JOIN articles a ON a.number = k.report ORDER BY k.day NULLS LAST, k.article, k.id", values).fetchall()
    return rows
