"""PLOVER JSON: an object a line, with the fields that PLOVER's specification names and our citation beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.archive import Archive
from communique.records import Role
from communique.views.export.rows import Row, write_lines

__all__ = ["write"]


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes one JSON object a line; nothing for an empty result."""
    write_lines(out, _lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(_event(row), ensure_ascii=False)


def _event(row: Row) -> dict[str, Any]:
    e = row.event
    made: dict[str, Any] = {
        "id": e.id,
        "date": e.date.value if e.date and e.date.value else str(row.day) if row.day else None,
        "type": e.type,
        "mode": e.mode,
        "context": [*e.contexts, *([e.status] if e.status != "actual" else [])],
        "actor": [_party(r) for r in e.actors],
        "recipient": [_party(r) for r in e.recipients],
        "cameo": row.cameo,
        "score": e.score,
        "confidence": e.confidence,
        "eventText": row.words,
        "textInfo": {
            "article": row.article,
            "title": row.title,
            "publisher": row.outlet,
            "url": row.url,
            "published": row.published,
        },
    }
    if row.place:
        made["location"] = [
            {
                "name": row.place.name,
                "country": row.place.country,
                "lat": row.place.latitude,
                "lon": row.place.longitude,
                "geonames": row.place.geonames,
            }
        ]
    return made


def _party(role: Role) -> dict[str, Any]:
    code = "".join(filter(None, (role.country, role.sector)))
    return {
        "actorText": role.text,
        "name": role.name,
        "code": code or None,
        "country": role.country,
        "sector": role.sector,
        "id": role.entity,
    }
