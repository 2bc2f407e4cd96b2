"""GeoJSON (RFC 7946): a point for each event that has a place on the map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.archive import Archive
from communique.views.export.rows import Row, write_lines

__all__ = ["write"]


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes one FeatureCollection, a feature a line; events without coordinates are left out."""
    write_lines(out, _lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    before = None
    for row in rows:
        if row.place is None or row.place.latitude is None or row.place.longitude is None:
            continue
        if before is not None:
            yield before + ","
        before = json.dumps(_feature(row, row.place.longitude, row.place.latitude), ensure_ascii=False)
    if before is not None:
        yield before
    yield "]}"


def _feature(row: Row, longitude: float, latitude: float) -> dict[str, object]:
    e = row.event
    return {
        "type": "Feature",
        "id": e.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "day": str(row.day) if row.day else None,
            "type": e.type,
            "mode": e.mode,
            "status": e.status,
            "actors": [r.name or r.text for r in e.actors],
            "recipients": [r.name or r.text for r in e.recipients],
            "place": row.place.name if row.place else None,
            "outlet": row.outlet,
            "url": row.url,
            "evidence": row.words,
            "confidence": e.confidence,
        },
    }
