"""ICEWS's 20 columns, tab-separated, by their published names (Boschee et al. 2015)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from communique import ontology
from communique.archive import Archive
from communique.records import Role
from communique.views.export.rows import Row, country_name, pairs, tab, write_lines

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes a header and a line for each dyad of each event that happened: ICEWS has no place for other statuses."""
    write_lines(out, _lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    yield tab(COLUMNS)
    for row in rows:
        if row.event.status not in ("actual", "historical"):
            continue
        code = ontology.cameo_code(row.cameo)
        p = row.place
        for source, target in pairs(row.event):
            yield tab(
                [
                    row.event.id,
                    row.day,
                    *_party(source),
                    code.label if code else "",
                    row.cameo,
                    row.goldstein,
                    *_party(target),
                    row.article,
                    row.sentence,
                    row.outlet,
                    p.name if p else None,
                    None,
                    None,
                    country_name(p.country) if p else None,
                    p.latitude if p else None,
                    p.longitude if p else None,
                ]
            )


def _party(role: Role | None) -> tuple[object, object, object]:
    if role is None:
        return "", "", ""
    return role.name or role.text, role.sector, country_name(role.country)
