"""JSON-LD: events in schema.org's terms, their evidence and coding in PROV-O's, a node a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from communique import __version__
from communique.archive import Archive
from communique.records import Role
from communique.views.export.rows import Row, write_lines

__all__ = ["CONTEXT", "write"]

CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "plover": "urn:plover:",
    "cameo": "urn:cameo:",
    "communique": "urn:communique:",
    "type": "plover:type",
    "mode": "plover:mode",
    "status": "communique:status",
    "score": "plover:score",
    "confidence": "communique:confidence",
    "evidence": "prov:value",
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
}
_TYPES = {
    "person": "Person",
    "state": "Country",
    "organisation": "Organization",
    "force": "Organization",
    "group": "Organization",
    "place": "Place",
    "facility": "Place",
}


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes one document: the context and a graph of articles and events."""
    write_lines(out, _lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    yield '{"@context": ' + json.dumps(CONTEXT) + ', "@graph": ['
    yield json.dumps(
        {
            "@id": f"communique:coding-{__version__}",
            "@type": "prov:Activity",
            "name": f"coded by communique {__version__}",
        }
    )
    seen: set[str] = set()
    for row in rows:
        if row.article not in seen:
            seen.add(row.article)
            yield "," + json.dumps(_article(row), ensure_ascii=False)
        yield "," + json.dumps(_event(row), ensure_ascii=False)
    yield "]}"


def _id(key: str) -> str:
    return "communique:" + quote(key, safe=":-._~")


def _clean(node: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in node.items() if v not in (None, [], "")}


def _article(row: Row) -> dict[str, Any]:
    return _clean(
        {
            "@id": _id(row.article),
            "@type": ["NewsArticle", "prov:Entity"],
            "headline": row.title,
            "url": row.url,
            "datePublished": row.published,
            "inLanguage": row.language,
            "publisher": {"@type": "Organization", "name": row.outlet} if row.outlet else None,
        }
    )


def _event(row: Row) -> dict[str, Any]:
    e, p = row.event, row.place
    return _clean(
        {
            "@id": _id(e.id),
            "@type": ["Event", "prov:Entity"],
            "name": f"{e.type.title()}: {_names(e.actors)}",
            "startDate": e.date.value if e.date and e.date.value else str(row.day) if row.day else None,
            "type": f"plover:{e.type}",
            "mode": f"plover:{e.mode}" if e.mode else None,
            "identifier": f"cameo:{row.cameo}",
            "status": e.status,
            "score": e.score,
            "confidence": e.confidence,
            "keywords": list(e.contexts),
            "organizer": [_party(r) for r in e.actors],
            "attendee": [_party(r) for r in e.recipients],
            "location": _clean(
                {
                    "@type": "Place",
                    "name": p.name,
                    "geo": _clean({"@type": "GeoCoordinates", "latitude": p.latitude, "longitude": p.longitude}),
                }
            )
            if p
            else None,
            "evidence": row.words,
            "derivedFrom": _id(row.article),
            "generatedBy": f"communique:coding-{__version__}",
        }
    )


def _names(roles: tuple[Role, ...]) -> str:
    return ", ".join(r.name or r.text or "unnamed" for r in roles) or "unnamed"


def _party(role: Role) -> dict[str, Any]:
    return _clean(
        {
            "@id": _id(role.entity) if role.entity else None,
            "@type": _TYPES.get(role.kind or "", "Thing"),
            "name": role.name or role.text,
        }
    )
