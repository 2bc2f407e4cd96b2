"""The API's downloads: events in each format of `communique export`, lists as JSON Lines and CSV."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from communique.archive import Archive
from communique.archive.query import select
from communique.views.export import export, formats
from communique.views.tables import to_csv, to_jsonl
from communique.web.api.describe import Asked, Endpoint
from communique.web.api.lists import Q
from communique.web.api.views import SERIES
from communique.web.errors import WebError
from communique.web.filters import AS_OF, FILTERS, archive_filters
from communique.web.params import Given, Param

__all__ = ["ENDPOINTS", "KINDS", "SUFFIXES"]

KINDS = ("events", "statements", "commitments", "relations", "articles", "series", "network", "search")
#: format -> how its file is called; those that make a folder or several files come as one ZIP archive
SUFFIXES = {"plover": "jsonl", "polecat": "tsv", "icews": "tab", "gdelt": "csv", "dyads": "tsv", "ftm": "jsonl",
            "jsonld": "jsonld", "geojson": "geojson", "gexf": "gexf", "graphml": "graphml", "csv": "csv",
            "parquet": "parquet", "datasette": "db", "jsonl": "jsonl"}
_MEDIA = {"jsonl": "application/jsonl", "csv": "text/csv", "tsv": "text/tab-separated-values",
          "tab": "text/tab-separated-values", "geojson": "application/geo+json", "jsonld": "application/ld+json",
          "gexf": "application/xml", "graphml": "application/xml", "zip": "application/zip"}
_OTHER = "application/octet-stream"
_WHO, _WHEN = ("actor", "dyad"), ("since", "until", "outlet")
#: Rows are written so many at a time; a search is downloaded up to so many reports.
_SLICE, _MOST_FOUND = 5000, 1000


def _export(asked: Asked) -> Response:
    given = asked.given
    form, kind = given["format"], given["of"]
    if form not in (*formats(), "jsonl"):
        raise WebError(404, f"there is no format {form!r}: there are {', '.join((*formats(), 'jsonl'))}")
    if kind != "events" and form not in ("csv", "jsonl"):
        raise WebError(400, f"{kind} are written as csv or jsonl", "bad_query")
    filters = archive_filters(given)
    if not asked.state.exports.acquire(timeout=asked.state.asker.wait):
        raise WebError(503, "others are writing exports: try again in a moment")
    try:
        if kind == "events" and form != "jsonl":
            asker = asked.state.asker
            with asker.turns.reading():
                return _sent(lambda out: export(asker.archive, form, out, **filters), "events", form)
        return _sent(lambda out: _listed(asked, kind, form, filters, out), kind, form)
    finally:
        asked.state.exports.release()


def _sent(write: Callable[[Path], object], kind: str, form: str) -> Response:
    """What `write` writes, in a folder of its own, sent, and taken away. No word of the request is part of its path."""
    folder = tempfile.TemporaryDirectory(prefix="communique-")
    try:
        root = Path(folder.name)
        suffix = SUFFIXES.get(form, "out")
        name = f"{kind}.{suffix}"
        write(root / name)
        made = sorted(p for p in root.rglob("*") if p.is_file())
        if len(made) == 1 and made[0].parent == root:
            return FileResponse(made[0], media_type=_MEDIA.get(suffix, _OTHER), filename=name,
                                background=BackgroundTask(folder.cleanup))
        packed = root / f"{form}.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for path in made:
                file.write(path, path.relative_to(root))
        return FileResponse(packed, media_type=_MEDIA["zip"], filename=f"{kind}-{form}.zip",
                            background=BackgroundTask(folder.cleanup))
    except BaseException:
        folder.cleanup()
        raise


def _listed(asked: Asked, kind: str, form: str, filters: dict[str, Any], out: Path) -> None:
    """Lists as the command line prints them: whole records as JSON Lines where there are any, else the table's rows."""
    taken = {"events": (*_WHO, *_WHEN, "type", "status"), "statements": (*_WHO, *_WHEN),
             "commitments": (*_WHO, *_WHEN, "type"), "relations": (*_WHO, *_WHEN, "as_of"), "articles": _WHEN,
             "series": ("type", "status", *_WHEN)}.get(kind, (*_WHO, *_WHEN, "type", "status"))
    kept = {k: v for k, v in filters.items() if k in taken}
    with asked.state.asker.asking() as ask, out.open("w", encoding="utf-8", newline="\n") as file:
        if form == "jsonl" and kind in ("events", "statements", "commitments", "relations", "articles"):
            for line in _records(ask.archive, kind, kept):
                file.write(line + "\n")
            return
        table = _table(ask.archive, kind, asked.given, kept)
        for at in range(0, max(table.num_rows, 1), _SLICE):
            some = table.slice(at, _SLICE)
            text = to_csv(some) if form == "csv" else "".join(line + "\n" for line in to_jsonl(some))
            file.write(text.partition("\n")[2] if form == "csv" and at else text)


def _records(file: Archive, kind: str, filters: dict[str, Any]) -> Iterator[str]:
    """The whole records, as they are kept, some at a time."""
    if kind == "statements" and filters.get("actor"):
        filters = {**filters, "slots": ("speaker",)}
    sql, values = select(kind, "t.record", file.filters(**filters))
    with file.store.connect() as db:
        found = db.execute(sql, values)
        while rows := found.fetchmany(_SLICE):
            yield from (line for (line,) in rows)


def _table(file: Archive, kind: str, given: Given, filters: dict[str, Any]) -> pa.Table:
    match kind:
        case "search":
            if not given["q"]:
                raise WebError(400, "q is missing: what to search for", "bad_query")
            return file.search(given["q"], limit=_MOST_FOUND, **filters)
        case "series":
            return file.series(given["a"], given["b"], by=given["by"], directed=given["directed"], **filters)
        case _:
            return getattr(file, kind)(**filters)


_SHARED = {p.name for p in FILTERS}
ENDPOINTS = (
    Endpoint("/export/{format}", "A file: events in a format of `communique export`, other lists as csv or jsonl.",
             (Param("format", "The format.", where="path", needed=True),
              Param("of", "What to write.", "choice", choices=KINDS, default="events"),
              Param("q", Q.about), AS_OF, *FILTERS, *(p for p in SERIES if p.name not in _SHARED)),
             {}, whole=_export, media=(*dict.fromkeys([*_MEDIA.values(), _OTHER]),), errors=(404,)),
)
