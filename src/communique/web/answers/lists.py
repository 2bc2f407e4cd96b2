"""Lists: events, statements, commitments with what became of them, reports, search, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Any

from communique.archive.query import parse_day
from communique.web.asking import Question
from communique.web.errors import WebError
from communique.web.filters import archive_filters
from communique.web.paging import Listed, window
from communique.web.params import Given
from communique.web.shapes import articles, by_ids, listed

__all__ = ["commitments", "corrections", "events", "exchanges", "reports", "search", "statements"]

_FOLLOWED = ("status", "days_left", "evidence_of", "score", "reason", "witness", "renews", "earlier_deadline",
             "settled_by", "note")


def events(ask: Question, given: Given) -> Listed:
    """Events, the newest first."""
    return listed(ask.archive, "events", given, archive_filters(given))


def statements(ask: Question, given: Given) -> Listed:
    """Statements, the newest first; of a pair: what each said to or of the other."""
    filters = {k: v for k, v in archive_filters(given).items() if k not in ("type", "status")}
    if "dyad" in filters:
        return exchanges(ask, given, *filters.pop("dyad"), **filters)
    return listed(ask.archive, "statements", given, filters)


def exchanges(ask: Question, given: Given, a: str, b: str, **filters: Any) -> Listed:
    """What two said to or of each other, the newest first."""
    key = ("exchanges", a, b, tuple(sorted(filters.items())))
    ids = ask.kept(key, lambda: [r["id"] for r in ask.archive.exchanges(a, b, **filters)][::-1])
    at = window(given)
    some = ids[at["offset"] : at["offset"] + at["limit"]]
    return Listed(by_ids(ask.archive, "statements", some), given["page"], given["per"], len(ids))


def commitments(ask: Question, given: Given) -> Listed:
    """Commitments with what became of each as seen on a day, the newest first; overdue and due ones by deadline."""
    on = parse_day(given.get("on"), end=True) or ask.today
    filters = {k: v for k, v in archive_filters(given).items() if k != "status"}
    state, at = given.get("state"), window(given)
    if state:
        key = ("followed", on, state, tuple(sorted((k, str(v)) for k, v in filters.items())))
        rows = ask.kept(key, lambda: _followed(ask, on, state, filters))
        total, some = len(rows), rows[at["offset"] : at["offset"] + at["limit"]]
    else:
        total = sum(ask.archive.counts("commitments", **filters).values())
        some = ask.archive.follow_up(on, **filters, **at, latest=True).to_pylist()[::-1]
    shown = {row["id"]: row for row in by_ids(ask.archive, "commitments", [r["id"] for r in some])}
    items = [{**shown[r["id"]], "state": r["status"], **{k: r[k] for k in _FOLLOWED if k != "status"}}
             for r in some if r["id"] in shown]
    return Listed(items, given["page"], given["per"], total)


def _followed(ask: Question, on: dt.date, state: str, filters: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask.archive.follow_up(on, state, **filters).to_pylist()[::-1]
    if state in ("due", "overdue"):
        rows.sort(key=lambda r: (r["deadline"] or "", r["id"]), reverse=state == "overdue")
    return rows


def reports(ask: Question, given: Given) -> Listed:
    """Reports, the newest first."""
    return articles(ask.archive, given, archive_filters(given))


def search(ask: Question, given: Given) -> Listed:
    """Reports that hold the words of `q`, the best first."""
    found = ask.archive.search(given["q"], **window(given), **archive_filters(given))
    total = int((found.schema.metadata or {}).get(b"total", b"0"))
    if not total and given["page"] > 1:
        again = ask.archive.search(given["q"], limit=1, **archive_filters(given))
        total = int((again.schema.metadata or {}).get(b"total", b"0"))
    items = [{**row, "day": row["day"].isoformat() if row["day"] else None} for row in found.to_pylist()]
    return Listed(items, given["page"], given["per"], total)


def corrections(ask: Question, given: Given) -> Listed:
    """What people corrected, the latest first."""
    at = window(given)
    rows = ask.archive.sql("SELECT number, record, article, kind, type, verdict, who, note, decided FROM corrections "
                           "ORDER BY number DESC LIMIT ? OFFSET ?", [at["limit"], at["offset"]]).to_pylist()
    (count,) = ask.archive.sql("SELECT count(*) AS n FROM corrections").to_pylist()
    items = [{**row, "decided": row["decided"].isoformat(timespec="seconds") + "Z"} for row in rows]
    return Listed(items, given["page"], given["per"], count["n"])


def needed(value: str | None, name: str) -> str:
    """`value`, which must be there; raises WebError."""
    if not value:
        raise WebError(400, f"{name} is missing", "bad_query")
    return value
