"""POLECAT's 40 columns, tab-separated, by their published names (Halterman et al. 2023).

What POLECAT takes from Wikipedia (titles, ids) and its district and province are empty where the report and the
gazetteer do not give them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from communique import __version__, ontology
from communique.archive import Archive
from communique.records import Role
from communique.views.export.rows import Row, country_name, cow_code, tab, write_lines

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes a header and a line an event; several actors or recipients are joined by a semicolon."""
    write_lines(out, _lines(rows, archive))


def _lines(rows: Iterable[Row], archive: Archive) -> Iterator[str]:
    yield tab(COLUMNS)
    stories: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        if row.article not in stories:
            stories = {row.article: _story(archive, row.article)}  # rows come article by article: keep the last
        yield tab(_cells(row, stories[row.article]))


def _cells(row: Row, story: tuple[str, str, str]) -> list[object]:
    e, p = row.event, row.place
    city = p.name if p and p.entity and p.entity.startswith("place:") else None
    return [
        e.id,
        row.day,
        e.type,
        e.mode,
        e.score,
        ontology.quad(e.type).upper(),
        "; ".join(e.contexts),
        *_party(e.actors),
        *_party(e.recipients),
        p.name if p else None,
        city,
        None,
        None,
        country_name(p.country) if p else None,
        p.latitude if p else None,
        p.longitude if p else None,
        p.geonames if p else None,
        p.raw if p else None,
        None,
        row.outlet,
        (row.published or "")[:10],
        *story,
        row.language,
        f"communique {__version__}",
    ]


def _party(roles: tuple[Role, ...]) -> list[object]:
    def join(values: Iterable[str | None]) -> str:
        return "; ".join(v or "" for v in values) if any(values := list(values)) else ""

    sectors = list(dict.fromkeys(r.sector for r in roles if r.sector))
    return [
        join(r.name or r.text for r in roles),
        join(r.country for r in roles),
        join(cow_code(r.country) for r in roles),
        sectors[0] if sectors else "",
        "; ".join(sectors),
        None,
        join(r.text for r in roles),
        None,
    ]


def _story(archive: Archive, article: str) -> tuple[str, str, str]:
    """The people, organisations and places that the whole story names."""
    table = archive.sql(
        "SELECT DISTINCT kind, name FROM mentions WHERE article = ? AND name IS NOT NULL ORDER BY name", [article]
    ).to_pylist()

    def named(*kinds: str) -> str:
        return "; ".join(r["name"] for r in table if r["kind"] in kinds)

    return named("person"), named("organisation", "force", "group"), named("place", "state", "facility")
