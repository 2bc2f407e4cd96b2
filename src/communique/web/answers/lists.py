"""Lists: events, statements, commitments with what became of them, reports, search, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Any

from communique.archive.followup import DUE_DAYS, EVIDENCE
from communique.archive.query import parse_day
from communique.web.asking import Question
from communique.web.filters import archive_filters
from communique.web.paging import Listed, window
from communique.web.params import Given
from communique.web.shapes import articles, by_ids, listed

__all__ = ["calendar", "commitments", "corrections", "events", "exchanges", "reports", "search", "statements"]

_FOLLOWED = ("days_left", "evidence_of", "score", "reason", "witness", "renews", "earlier_deadline",
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
    at = window(given)
    key = ("exchanged", a, b, tuple(sorted(filters.items())))
    total = ask.kept(key, lambda: ask.archive.exchanged(a, b, **filters))
    most = at["offset"] + at["limit"]
    rows = ask.archive.exchanges(a, b, limit=most, **filters) if at["offset"] < total else []
    ids = [row["id"] for row in rows[::-1]][at["offset"] : most]
    return Listed(by_ids(ask.archive, "statements", ids), given["page"], given["per"], total)


def commitments(ask: Question, given: Given) -> Listed:
    """Commitments with what became of each as seen on a day: the newest first; with a `state`, the nearest deadline
    first. Those for which later reports have evidence (`keeping`, `breaking`) are found by reading all later events of
    their parties, once for each state of the file."""
    on = parse_day(given.get("on"), end=True) or ask.today
    filters = {k: v for k, v in archive_filters(given).items() if k != "status"}
    state, at = given.get("state"), window(given)
    if state in EVIDENCE:
        key = ("followed", on, state, tuple(sorted((k, str(v)) for k, v in filters.items())))
        rows = ask.kept(key, lambda: ask.archive.follow_up(on, state, **filters).to_pylist()[::-1])
        total, some = len(rows), rows[at["offset"] : at["offset"] + at["limit"]]
    elif state:
        found = ask.archive.due(on, state, given["page"], given["per"], **filters)
        total, some = found.total, found.rows.to_pylist()
    else:
        total = sum(ask.archive.counts("commitments", **filters).values())
        listed_ = ask.archive.commitments(**filters, **at, latest=True).to_pylist()[::-1]
        told = calendar(ask, [row["id"] for row in listed_], on)
        some = [{**row, **told[row["id"]]} for row in listed_ if row["id"] in told]
    shown = {row["id"]: row for row in by_ids(ask.archive, "commitments", [r["id"] for r in some])}
    items = [{**shown[r["id"]], "state": r["status"], **{k: r.get(k) for k in _FOLLOWED}}
             for r in some if r["id"] in shown]
    return Listed(items, given["page"], given["per"], total)


def calendar(ask: Question, ids: list[str], on: dt.date) -> dict[str, dict[str, Any]]:
    """Of some commitments, by id: `status` by the calendar or as a person settled it, with who and why, and how many
    days are left."""
    rows = ask.archive.sql(
        "SELECT c.id, try_cast(c.deadline AS DATE) AS last, s.verdict, s.event AS witness, s.who AS settled_by, s.note "
        "FROM commitments c LEFT JOIN (SELECT * FROM settlements QUALIFY row_number() OVER (PARTITION BY commitment "
        "ORDER BY number DESC) = 1) s ON s.commitment = c.id WHERE c.id IN (SELECT unnest(?::VARCHAR[]))",
        [ids]).to_pylist()
    made = {}
    for row in rows:
        left = (row["last"] - on).days if row["last"] else None
        settled = row["verdict"] not in (None, "withdrawn")
        status = "open" if left is None or left > DUE_DAYS else "due" if left >= 0 else "overdue"
        made[row["id"]] = {"status": row["verdict"] if settled else status, "days_left": left,
                           **({k: row[k] for k in ("witness", "settled_by", "note")} if settled else {})}
    return made


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
