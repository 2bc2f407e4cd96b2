"""The archive in other programs' formats: one file a format, one line here to plug it in.

An exporter is a module with ``write(rows, out, archive)``, where `rows` are `Row`s (events with all that formats ask
for) and `out` is a path. Other packages add theirs under the entry point group ``communique.exporters``.
"""

from __future__ import annotations

import importlib
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from communique.archive import Archive
from communique.errors import QueryError
from communique.views.export.rows import Row, event_rows

__all__ = ["FORMATS", "Row", "export", "formats"]

#: format -> (module, what it is)
FORMATS: dict[str, tuple[str, str]] = {
    "plover": ("plover", "PLOVER JSON, an event a line"),
    "polecat": ("polecat", "POLECAT's 40 tab-separated columns"),
    "icews": ("icews", "ICEWS's 20 tab-separated columns"),
    "gdelt": ("gdelt", "GDELT 2.0's 61 event columns, and its mentions beside it"),
    "dyads": ("dyads", "CAMEO dyads: day, source, target, code, Goldstein; tab-separated"),
    "ftm": ("ftm", "FollowTheMoney entities, JSON lines"),
    "jsonld": ("jsonld", "JSON-LD with schema.org and PROV-O terms"),
    "geojson": ("geojson", "GeoJSON points of events that have a place on the map"),
    "gexf": ("gexf", "the network of actors for Gephi"),
    "graphml": ("graphml", "the network of actors for igraph, networkx, Cytoscape"),
    "csv": ("flatcsv", "one row an event, for a spreadsheet"),
    "parquet": ("parquet", "a folder of Parquet files, one a month"),
    "datasette": ("datasette", "a SQLite file of all tables, with its metadata beside it"),
}


def formats() -> dict[str, str]:
    """The formats there are, built in and plugged in, with what each is."""
    found = {name: about for name, (_, about) in FORMATS.items()}
    for point in entry_points(group="communique.exporters"):
        found.setdefault(point.name, f"from {point.value}")
    return found


def export(archive: Archive, form: str, out: str | Path, **filters: Any) -> int:
    """Writes the events that `filters` keep (as for `Archive.events`) to `out` in the format `form`.

    Returns how many events were written; an empty result is a file with its header. Raises QueryError for an unknown
    format, actor or date.
    """
    module = _module(form)
    rows = event_rows(archive, archive.filters(**filters))
    counted = _Counting(rows)
    module.write(counted, Path(out), archive)
    return counted.count


def _module(form: str) -> ModuleType:
    if form in FORMATS:
        return importlib.import_module(f"communique.views.export.{FORMATS[form][0]}")
    for point in entry_points(group="communique.exporters"):
        if point.name == form:
            loaded: ModuleType = point.load()
            return loaded
    raise QueryError(f"no format is called {form!r}: there are {', '.join(formats())}")


class _Counting:
    """Passes rows on and counts them."""

    def __init__(self, rows: Any) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Any:
        for row in self.rows:
            self.count += 1
            yield row
