"""Views: timeline, series, network, places on the map, standing facts."""

from __future__ import annotations

from typing import Any

from communique.archive.query import parse_day
from communique.archive.series import QUADS
from communique.errors import QueryError
from communique.knowledge import load_knowledge
from communique.web.answers.entities import nodes
from communique.web.asking import Question
from communique.web.filters import archive_filters
from communique.web.paging import Listed
from communique.web.params import Given
from communique.web.shapes import Row, day_of, listed, shaped

__all__ = ["MOST_PERIODS", "facts", "network", "places", "series", "standing", "timeline"]

#: A series has at most so many periods: the latest.
MOST_PERIODS = 5000
_COUNTS = tuple(quad.replace(" ", "_") for quad in QUADS)
#: Dated facts beside a page of the timeline are at most so many.
_MOST_FACTS = 200


def timeline(ask: Question, given: Given) -> Listed:
    """Events with the dated changes (joined, left, took office) of the same days, the newest first. Pages and total
    count the events."""
    filters = archive_filters(given)
    found = listed(ask.archive, "events", given, filters)
    items = [{"what": "event", **row} for row in found.items]
    if "type" not in filters and "status" not in filters and ("actor" in filters or "dyad" in filters):
        days = [row["day"] for row in found.items if row["day"]]
        first = min(days, default="") if found.page < found.pages else ""
        last = max(days, default="9999") if found.page > 1 else "9999"
        items += [fact for fact in _dated(ask, filters) if first <= fact["day"] <= last]
        items.sort(key=lambda r: (r["day"] or "", r["what"], r["id"]), reverse=True)
    found.items = items
    return found


def _dated(ask: Question, filters: dict[str, Any]) -> list[Row]:
    about = {k: v for k, v in filters.items() if k in ("actor", "dyad", "outlet")}
    kept = ask.archive.filters(**about, limit=_MOST_FACTS, latest=True)
    made = []
    for row in shaped(ask.archive, "relations", kept):
        for end in ("from", "to"):
            day = day_of(row["valid"][end])
            if day and filters.get("since", "") <= day and day <= filters.get("until", "9999") + "~":
                made.append({"what": "fact", "id": row["id"], "article": row["article"], "day": day,
                             "type": row["type"], "mode": end, "status": "negated" if row["negated"] else "actual",
                             "actors": [row["subject"]], "recipients": [row["object"]] if row["object"] else [],
                             "value": row["value"], "outlet": row["outlet"], "title": row["title"],
                             "words": row["words"]})
    return made


def series(ask: Question, given: Given) -> list[Row]:
    """Counts by period, the earliest first, without gaps; at most `MOST_PERIODS`, the latest."""
    filters = archive_filters({k: v for k, v in given.items() if k not in ("actor", "other")})
    a, b, by = given.get("a"), given.get("b"), given.get("by") or "month"
    if b and not a:
        raise QueryError("a series of b alone has no other side: name a")
    table = ask.archive.series(a, b, by=by, directed=bool(given.get("directed")), **filters)
    rows = table.slice(max(0, table.num_rows - MOST_PERIODS)).to_pylist()
    return [{"period": row["period"].isoformat(), **{k: row[k] for k in ("events", *_COUNTS, "score", "goldstein")}}
            for row in rows]


def network(ask: Question, given: Given) -> dict[str, Any]:
    """Who deals with whom: the busiest pairs, and those in them."""
    rows = ask.archive.network(limit=given["limit"], **archive_filters(given)).to_pylist()
    edges = [{**{k: row[k] for k in ("source", "target", "events", *_COUNTS, "score")},
              "first": _iso(row["first"]), "last": _iso(row["last"])} for row in rows]
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in rows:
        for end in ("source", "target"):
            names[row[end]] = row[f"{end}_name"] or row[end]
            counts[row[end]] = counts.get(row[end], 0) + row["events"]
    return {"nodes": nodes(names, counts), "edges": edges, "total": len(edges)}


def places(ask: Question, given: Given) -> dict[str, Any]:
    """Where events were, as GeoJSON: a point a place, or a point an event."""
    filters = archive_filters(given)
    if given.get("by") == "event":
        features = _points(ask, given, filters)
    else:
        rows = ask.archive.places(limit=given["limit"], **filters).to_pylist()
        features = [{"type": "Feature", "id": row["entity"],
                     "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
                     "properties": {**{k: row[k] for k in ("name", "country", "kind", "events", *_COUNTS)},
                                    "first": _iso(row["first"]), "last": _iso(row["last"])}} for row in rows]
        if "actor" in filters and not {"type", "status"} & set(filters):
            features += _facilities(ask, filters["actor"], {feature["id"] for feature in features})
    return {"type": "FeatureCollection", "features": features}


def _facilities(ask: Question, actor: str, there: set[str]) -> list[Row]:
    """The facilities of a state that reports tell of and the knowledge base has on the map, beside those where events
    were."""
    who = ask.archive.who(actor)
    if not who.country:
        return []
    made = []
    for row in ask.archive.facilities(actor).to_pylist():
        known = load_knowledge().get(row["entity"]) if row["entity"] and row["entity"] not in there else None
        if known and known.latitude is not None and known.longitude is not None:
            made.append({"type": "Feature", "id": row["entity"],
                         "geometry": {"type": "Point", "coordinates": [known.longitude, known.latitude]},
                         "properties": {"name": row["facility"], "country": known.country, "kind": "facility",
                                        "events": 0, **dict.fromkeys(_COUNTS, 0), "first": None,
                                        "last": _iso(row["last"])}})
    return made


def _points(ask: Question, given: Given, filters: dict[str, Any]) -> list[Row]:
    filters.setdefault("status", ("actual", "historical"))
    rows = shaped(ask.archive, "events", ask.archive.filters(**filters, limit=given["limit"], latest=True))
    return [{"type": "Feature", "id": row["id"],
             "geometry": {"type": "Point", "coordinates": [row["place"]["longitude"], row["place"]["latitude"]]},
             "properties": {**{k: row[k] for k in ("day", "type", "mode", "quad", "status", "outlet", "words",
                                                   "article")},
                            "actors": [r["name"] or r["text"] for r in row["actors"]],
                            "recipients": [r["name"] or r["text"] for r in row["recipients"]],
                            "place": row["place"]["name"] or row["place"]["text"]}}
            for row in rows if row["place"] and row["place"].get("latitude") is not None]


def facts(ask: Question, given: Given) -> Listed:
    """Standing facts, those of a day with `as_of`; the latest told first."""
    filters = {k: v for k, v in archive_filters(given).items() if k not in ("type", "status")}
    return listed(ask.archive, "relations", given, filters)


def standing(ask: Question, entity: str, as_of: str | None) -> dict[str, list[Row]]:
    """Members, offices and facilities on a day, as reports say and beside them the knowledge tables."""
    file = ask.archive
    who = file.who(entity)
    day = as_of or ask.today.isoformat()
    parse_day(day)
    found: dict[str, list[Row]] = {"members": [], "offices": [], "facilities": []}
    if (who.entity or "").startswith("organisation:"):
        found["members"] = _plain(file.members(entity, day).to_pylist())
    if who.country or (who.entity or "").startswith("organisation:"):
        found["offices"] = _plain(file.offices(entity, day).to_pylist())
        found["facilities"] = _plain(file.facilities(entity, day).to_pylist())
    return found


def _plain(rows: list[Row]) -> list[Row]:
    return [{k: _iso(v) for k, v in row.items() if k != "relations"} for row in rows]


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
