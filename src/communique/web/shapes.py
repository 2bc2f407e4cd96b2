"""Records as the pages and the API show them: parties with their ids, the words they rest on, their report."""

from __future__ import annotations

from typing import Any

import msgspec

from communique import ontology
from communique.archive import Archive, Filters
from communique.archive.rows import first_day
from communique.archive.shown import with_reports
from communique.web.paging import Listed, window
from communique.web.params import Given

__all__ = ["articles", "by_ids", "day_of", "event", "listed", "shaped", "spots", "words_of"]

Row = dict[str, Any]


def words_of(text: str, spans: list[list[int]]) -> str:
    """The cited words, on one line."""
    return " … ".join(" ".join(text[s:e].split()) for s, e in spans)


def listed(file: Archive, table: str, given: Given, filters: dict[str, Any]) -> Listed:
    """A page of records of a kind, the newest first."""
    if table == "statements" and filters.get("actor"):
        filters = {"slots": ("speaker",), **filters}
    total = sum(file.counts(table, **{k: v for k, v in filters.items() if k != "slots"}).values())
    found = file.filters(**filters, **window(given), latest=True)
    return Listed(shaped(file, table, found), given["page"], given["per"], total)


def by_ids(file: Archive, table: str, ids: list[str]) -> list[Row]:
    """These records, in the order of `ids`; those that are hidden or gone are left out."""
    rows = {row["id"]: row for row in shaped(file, table, Filters(), ids)} if ids else {}
    return [rows[i] for i in ids if i in rows]


def shaped(file: Archive, table: str, filters: Filters, ids: list[str] | None = None) -> list[Row]:
    """The records that `filters` keep, or that have `ids`, as they are shown, the newest first."""
    with file.store.connect() as db:
        found = with_reports(db, table, filters, ids)
    rows = [_SHAPES[table](msgspec.json.decode(record), day, outlet, title, text)
            for record, day, outlet, title, text in found]
    if table == "events":
        _locate(file, rows)
    rows.sort(key=lambda r: (r["day"] is not None, r["day"] or "", r["article"], r["id"]), reverse=True)
    return rows


def _common(said: Row, day: Any, outlet: str | None, title: str | None, text: str) -> Row:
    return {"id": said["id"], "article": said["article"], "day": day.isoformat() if day else None,
            "confidence": said["confidence"], "outlet": outlet, "title": title,
            "words": words_of(text, said["evidence"])}


def event(said: Row, day: Any, outlet: str | None, title: str | None, text: str) -> Row:
    """An event's record as it is shown."""
    return {
        **_common(said, day, outlet, title, text), "date": (said["date"] or {}).get("value"), "type": said["type"],
        "mode": said["mode"], "quad": ontology.quad(said["type"]), "status": said["status"], "actors": said["actors"],
        "recipients": said["recipients"],
        "place": said["place"] and {k: said["place"][k] for k in ("entity", "name", "country", "text")},
        "contexts": said["contexts"], "cameo": said["cameo"], "score": said["score"], "statement": said["statement"],
    }


def _statement(said: Row, day: Any, outlet: str | None, title: str | None, text: str) -> Row:
    return {**_common(said, day, outlet, title, text), "kind": said["kind"], "stance": said["stance"],
            "speaker": said["speaker"], "addressees": said["addressees"], "relayed_by": said["relayed_by"],
            "content": words_of(text, said["content"]), "within": said["within"]}


def _commitment(said: Row, day: Any, outlet: str | None, title: str | None, text: str) -> Row:
    return {**_common(said, day, outlet, title, text), "by": said["by"], "to": said["to"],
            "strength": said["strength"], "type": said["type"], "action": said["action"],
            "condition": (said["condition"] or {}).get("text"), "deadline": said["deadline"],
            "statement": said["statement"], "event": said["event"]}


def _relation(said: Row, day: Any, outlet: str | None, title: str | None, text: str) -> Row:
    return {**_common(said, day, outlet, title, text), "as_of": said["as_of"] or (day.isoformat() if day else None),
            "type": said["type"], "subject": said["subject"], "object": said["object"], "value": said["value"],
            "valid": said["valid"], "negated": said["negated"]}


_SHAPES = {"events": event, "statements": _statement, "commitments": _commitment, "relations": _relation}


def spots(file: Archive, entities: list[str]) -> dict[str, tuple[float, float]]:
    """Of places, those that are on the map: (latitude, longitude) in degrees."""
    if not entities:
        return {}
    rows = file.sql("SELECT id, latitude AS lat, longitude AS lon FROM entities WHERE latitude IS NOT NULL "
                    "AND id IN (SELECT unnest(?::VARCHAR[]))", [sorted(set(entities))]).to_pylist()
    return {r["id"]: (r["lat"], r["lon"]) for r in rows}


def _locate(file: Archive, rows: list[Row]) -> None:
    where = spots(file, [r["place"]["entity"] for r in rows if r["place"] and r["place"]["entity"]])
    for row in rows:
        if row["place"]:
            lat, lon = where.get(row["place"]["entity"], (None, None))
            row["place"] |= {"latitude": lat, "longitude": lon}


def articles(file: Archive, given: Given, filters: dict[str, Any]) -> Listed:
    """A page of reports, the newest first."""
    kept = {k: v for k, v in filters.items() if k in ("since", "until", "outlet")}
    rows = file.articles(**kept, **window(given), latest=True).to_pylist()
    items = [{**{k: r[k] for k in ("id", "published", "outlet", "title", "bylines", "url", "source", "characters")},
              "day": r["day"].isoformat() if r["day"] else None} for r in rows]
    items.sort(key=lambda r: (r["day"] is not None, r["day"] or "", r["id"]), reverse=True)
    return Listed(items, given["page"], given["per"], sum(file.counts("articles", **kept).values()))


def day_of(value: str | None) -> str | None:
    """The first day of a date as fine as a text says it."""
    found = first_day(value)
    return found.isoformat() if found else None
