"""Standing facts of a day, from what reports say, beside what the knowledge tables have: members, facilities,
offices, and where the two differ. What a report says and what the tables say are never mixed: a difference may
be news.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

import pyarrow as pa

from communique.archive.query import Who
from communique.archive.store import Store
from communique.errors import QueryError
from communique.knowledge import Knowledge

__all__ = ["conflicts", "facilities", "members", "offices"]

_MEMBERS = pa.schema(
    [
        ("member", pa.string()),
        ("entity", pa.string()),
        ("reported", pa.string()),
        ("since", pa.string()),
        ("reports", pa.int64()),
        ("outlets", pa.string()),
        ("first", pa.date32()),
        ("last", pa.date32()),
        ("tables", pa.string()),
        ("relations", pa.string()),
    ]
)
_FACILITIES = pa.schema(
    [
        ("facility", pa.string()),
        ("entity", pa.string()),
        ("operators", pa.string()),
        ("places", pa.string()),
        ("forces", pa.string()),
        ("equipment", pa.string()),
        ("owners", pa.string()),
        ("reports", pa.int64()),
        ("outlets", pa.string()),
        ("last", pa.date32()),
        ("relations", pa.string()),
    ]
)
_OFFICES = pa.schema(
    [
        ("office", pa.string()),
        ("holder", pa.string()),
        ("entity", pa.string()),
        ("of", pa.string()),
        ("since", pa.string()),
        ("until", pa.string()),
        ("reports", pa.int64()),
        ("outlets", pa.string()),
        ("last", pa.date32()),
        ("tables", pa.string()),
        ("relations", pa.string()),
    ]
)
_CONFLICTS = pa.schema(
    [
        ("as_of", pa.date32()),
        ("type", pa.string()),
        ("subject", pa.string()),
        ("object", pa.string()),
        ("report", pa.string()),
        ("tables", pa.string()),
        ("outlet", pa.string()),
        ("evidence", pa.string()),
        ("id", pa.string()),
    ]
)

_ROWS = """
    WITH fact AS (SELECT t.id, t.type, t.value, t.valid_from, t.valid_to, t.negated, t.day, p.outlet, t.article,
        s.entity AS one, coalesce(s.name, s.text) AS one_name, s.kind AS one_kind, s.country AS one_country,
        o.entity AS two, coalesce(o.name, o.text) AS two_name, o.kind AS two_kind, o.country AS two_country{words}
    FROM relations t JOIN parties p ON p.number = t.number AND p.party = 0 AND p.kind = 'relation'
    JOIN roles s ON s.number = t.number AND s.slot = 'subject'
    LEFT JOIN roles o ON o.number = t.number AND o.slot = 'object'
    WHERE t.type IN (SELECT unnest(?::VARCHAR[]))
        AND (t.day IS NULL OR t.day <= coalesce(?, t.day)) {where})
    SELECT {columns} FROM fact ORDER BY day NULLS FIRST, id"""

_WORDS = """,
        (SELECT string_agg(words, ' ') FROM evidence e WHERE e.number = t.number AND e.part = 'evidence') AS words"""


def _rows(
    store: Store,
    types: tuple[str, ...],
    where: str = "",
    values: tuple[Any, ...] = (),
    day: dt.date | None = None,
    words: bool = False,
    columns: str = "*",
) -> list[dict[str, Any]]:
    """The facts of `types` that reports up to a day tell, with both sides; with `words`, those that each rests on."""
    with store.connect() as db:
        sql = _ROWS.format(where=where, words=_WORDS if words else "", columns=columns)
        asked = db.execute(sql, [list(types), day, *values])
        names = [column[0] for column in asked.description]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def _outlets(rows: list[dict[str, Any]]) -> str:
    return "; ".join(sorted({r["outlet"] or r["article"] for r in rows}))


def _ids(rows: list[dict[str, Any]]) -> str:
    return "; ".join(r["id"] for r in rows)


def members(store: Store, knowledge: Knowledge, body: Who, day: dt.date | None = None) -> pa.Table:
    """Who belongs to the organisation `body` on a day: `reported` (``yes``, ``no``; null where no report says), by
    which outlets and since when, and what the `tables` have (``yes``, ``no``, or a standing like ``observer``).
    A report counts from its own day on, or from the day that it gives; the latest word on a member counts."""
    if not body.entity:
        raise QueryError(f"{body.label} is no organisation")
    told = _rows(
        store,
        ("member_of", "joined", "left"),
        "AND o.entity = ? AND t.number IN (SELECT q.number FROM parties q WHERE q.kind = 'relation' "
        "AND q.party = (SELECT number FROM entities WHERE id = ?))",
        (body.entity, body.entity),
        day,
        columns="id, type, valid_from, negated, day, outlet, article, one, one_name",
    )
    by_member: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in told:
        starts = (r["valid_from"] or "")[:10]
        if day is None or not starts or starts <= day.isoformat()[: len(starts)]:
            by_member[r["one"] or r["one_name"] or ""].append(r)
    tables = {m.member: m.standing for m in knowledge.members(body.entity, day.isoformat() if day else None)}
    has_tables = bool(knowledge.members(body.entity))
    found = []
    for key in sorted({*by_member, *tables}):
        rows = by_member.get(key, [])
        entity = knowledge.get(key)
        last = max(
            rows, key=lambda r: (r["valid_from"] or str(r["day"] or ""), str(r["day"] or ""), r["id"]), default=None
        )
        since = min((r["valid_from"] for r in rows if r["valid_from"] and r["type"] != "left"), default=None)
        standing = tables.get(key)
        found.append(
            {
                "member": entity.name if entity else rows[0]["one_name"],
                "entity": key if ":" in key else None,
                "reported": None if last is None else "no" if last["negated"] or last["type"] == "left" else "yes",
                "since": since,
                "reports": len({r["article"] for r in rows}),
                "outlets": _outlets(rows),
                "first": min((r["day"] for r in rows if r["day"]), default=None),
                "last": max((r["day"] for r in rows if r["day"]), default=None),
                "tables": ("yes" if standing == "member" else standing) if standing else "no" if has_tables else None,
                "relations": _ids(rows),
            }
        )
    return pa.Table.from_pylist(found, schema=_MEMBERS)


def facilities(store: Store, land: Who, day: dt.date | None = None) -> pa.Table:
    """The facilities in a country or run by it that reports tell of: who runs and owns each, where it lies, which
    forces and equipment are there, as far as reports up to a day say."""
    rows = _rows(
        store, ("operates", "located_in", "based_at", "equipped_with", "owned_by"), "AND NOT t.negated", day=day
    )
    slots = {
        "operates": ("two", "one", "operators"),
        "located_in": ("one", "two", "places"),
        "based_at": ("two", "one", "forces"),
        "equipped_with": ("one", "two", "equipment"),
        "owned_by": ("one", "two", "owners"),
    }
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in rows:
        site = slots[r["type"]][0]
        if r[f"{site}_kind"] == "facility":
            told[r[site] or (r[f"{site}_name"] or "").lower()].append(r)
    found = []
    for key, some in sorted(told.items()):
        if not any(_of(r, land) for r in some):
            continue
        row: dict[str, Any] = {
            "facility": some[0][f"{slots[some[0]['type']][0]}_name"],
            "entity": key if ":" in key else None,
            "reports": len({r["article"] for r in some}),
            "outlets": _outlets(some),
            "relations": _ids(some),
            "last": max((r["day"] for r in some if r["day"]), default=None),
        }
        for kind, (_, other, column) in slots.items():
            names = dict.fromkeys(r[f"{other}_name"] for r in some if r["type"] == kind and r[f"{other}_name"])
            row[column] = "; ".join(names) or None
        found.append(row)
    return pa.Table.from_pylist(found, schema=_FACILITIES)


def _of(r: dict[str, Any], who: Who) -> bool:
    if who.country:
        return who.country in (r["one_country"], r["two_country"])
    return who.entity in (r["one"], r["two"])


def offices(store: Store, knowledge: Knowledge, of: Who, day: dt.date | None = None) -> pa.Table:
    """Who holds which office of a state or body, as reports up to a day say; `tables`: whom the knowledge tables
    have in that office on the day of the last report, or on `day`. Who was called "former" by the day is left
    out."""
    where, values = ("AND o.country = ?", (of.country,)) if of.country else ("AND o.entity = ?", (of.entity,))
    rows = _rows(store, ("holds_office",), f"{where} AND NOT t.negated", values, day)
    told: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for r in rows:
        past = r["valid_to"] and (day is None or r["valid_to"] < day.isoformat()[: len(r["valid_to"])])
        if not past and not (r["value"] or "").startswith(("former", "ex-", "late ")):
            told[(r["value"] or ""), r["one"] or r["one_name"]].append(r)
    found = []
    for (office, _), some in sorted(told.items()):
        last = max((r["day"] for r in some if r["day"]), default=None)
        found.append(
            {
                "office": office,
                "holder": some[0]["one_name"],
                "entity": some[0]["one"],
                "of": some[0]["two_name"],
                "since": min((r["valid_from"] for r in some if r["valid_from"]), default=None),
                "until": max((r["valid_to"] for r in some if r["valid_to"]), default=None),
                "reports": len({r["article"] for r in some}),
                "outlets": _outlets(some),
                "last": last,
                "tables": _names(knowledge, _holders(knowledge, office, some[0]["two"], day or last)),
                "relations": _ids(some),
            }
        )
    return pa.Table.from_pylist(found, schema=_OFFICES)


def _holders(knowledge: Knowledge, title: str, of: str | None, day: dt.date | None) -> list[str]:
    """The ids of those whom the tables have in the office of this title on the day."""
    if not of or day is None:
        return []
    return [
        t.person
        for office in knowledge.people.offices_called(title)
        for t in knowledge.holders(office, of, day.isoformat())
    ]


def _names(knowledge: Knowledge, ids: list[str]) -> str | None:
    return "; ".join(e.name if (e := knowledge.get(i)) else i for i in dict.fromkeys(ids)) or None


def conflicts(store: Store, knowledge: Knowledge, who: Who | None = None) -> pa.Table:
    """Where a report differs from the knowledge tables on the day of the report: a member that the tables have not,
    or one that the report says is none; an office in which the tables have another. The report may be news, or
    wrong."""
    found = []
    for r in _rows(store, ("member_of", "holds_office"), words=True):
        if who is not None and not _of(r, who) or r["day"] is None:
            continue
        day = _told_of(r)
        tables = _standing(knowledge, r, day) if r["type"] == "member_of" else _other_holder(knowledge, r, day)
        if tables is not None:
            no = "not " if r["negated"] else ""
            said = f"{r['one_name']} is {no}{'a member' if r['type'] == 'member_of' else r['value']}"
            found.append(
                {
                    "as_of": r["day"],
                    "type": r["type"],
                    "subject": r["one_name"],
                    "object": r["two_name"],
                    "report": said,
                    "tables": tables,
                    "outlet": r["outlet"],
                    "evidence": r["words"],
                    "id": r["id"],
                }
            )
    return pa.Table.from_pylist(found, schema=_CONFLICTS)


def _told_of(r: dict[str, Any]) -> dt.date:
    """The day for which the report says it: its own, or the one from which it says that it holds."""
    starts = r["valid_from"] or ""
    try:
        return dt.date.fromisoformat(starts[:10])
    except ValueError:
        day: dt.date = r["day"]
        return day


def _standing(knowledge: Knowledge, r: dict[str, Any], day: dt.date) -> str | None:
    if not r["two"] or not r["one"] or not knowledge.members(r["two"]) or not r["one"].startswith("state:"):
        return None
    standing = next((m.standing for m in knowledge.members(r["two"], day.isoformat()) if m.member == r["one"]), None)
    if r["negated"] == (standing == "member"):
        return f"{standing or 'no member'} on {day}"
    return None


def _other_holder(knowledge: Knowledge, r: dict[str, Any], day: dt.date) -> str | None:
    title = r["value"] or ""
    if (
        r["negated"]
        or r["valid_to"]
        or "-elect" in title
        or title.startswith(("former", "acting", "interim", "deputy", "vice"))
    ):
        return None
    there = _holders(knowledge, title, r["two"], day)
    if not there or r["one"] in there:
        return None
    return f"{_names(knowledge, there)} on {day}"
