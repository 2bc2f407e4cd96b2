"""The API's downloads: events in each format of `communique export`, lists as JSON Lines and CSV."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from communique.records import encode
from communique.views.export import export, formats
from communique.views.tables import to_csv, to_jsonl
from communique.web.api.describe import Asked, Endpoint
from communique.web.api.lists import Q
from communique.web.api.views import SERIES
from communique.web.errors import WebError
from communique.web.filters import AS_OF, FILTERS, archive_filters
from communique.web.params import Param

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


def _export(asked: Asked) -> Response:
    given = asked.given
    form, kind = given["format"], given["of"]
    if form not in (*formats(), "jsonl"):
        raise WebError(404, f"there is no format {form!r}: there are {', '.join((*formats(), 'jsonl'))}")
    if kind != "events" and form not in ("csv", "jsonl"):
        raise WebError(400, f"{kind} are written as csv or jsonl", "bad_query")
    filters = archive_filters(given)
    if kind != "events" or form == "jsonl":
        text = _listed(asked, kind, form, filters)
        return Response(text, media_type=_MEDIA[form], headers=_named(f"{kind}.{form}"))
    if not asked.state.exports.acquire(timeout=asked.state.asker.wait):
        raise WebError(503, "others are writing exports: try again in a moment")
    try:
        return _file(asked, form, filters)
    finally:
        asked.state.exports.release()


def _listed(asked: Asked, kind: str, form: str, filters: dict[str, Any]) -> str:
    """Lists as the command line prints them."""
    given = asked.given
    with asked.state.asker.asking() as ask:
        file = ask.archive
        if kind not in ("events", "relations"):
            filters.pop("status", None)
        if kind == "statements":
            filters.pop("type", None)
        if kind == "search":
            if not given["q"]:
                raise WebError(400, "q is missing: what to search for", "bad_query")
            table = file.search(given["q"], limit=1000, **filters)
        elif kind == "series":
            about = {k: v for k, v in filters.items() if k not in ("actor", "dyad")}
            table = file.series(given["a"], given["b"], by=given["by"], directed=given["directed"], **about)
        elif form == "jsonl" and kind in ("events", "statements", "commitments", "relations", "articles"):
            if kind == "statements" and filters.get("actor"):
                filters["slots"] = ("speaker",)
            if kind == "articles":
                filters = {k: v for k, v in filters.items() if k in ("since", "until", "outlet")}
            if kind == "relations":
                filters.pop("status", None)
            return "".join(encode(r).decode() + "\n" for r in file.records(kind, file.filters(**filters)))
        else:
            if kind in ("articles", "relations"):
                kept = {"since", "until", "outlet"} | (set() if kind == "articles" else {"actor", "dyad", "as_of"})
                filters = {k: v for k, v in filters.items() if k in kept}
            table = getattr(file, kind)(**filters)
    return to_csv(table) if form == "csv" else "".join(line + "\n" for line in to_jsonl(table))


def _file(asked: Asked, form: str, filters: dict[str, Any]) -> Response:
    """Written to a folder of its own, sent, and taken away. No word of the request is part of its path."""
    folder = tempfile.TemporaryDirectory(prefix="communique-")
    try:
        root = Path(folder.name)
        name = f"events.{SUFFIXES.get(form, 'out')}"
        export(asked.state.asker.archive, form, root / name, **filters)
        made = sorted(p for p in root.rglob("*") if p.is_file())
        suffix = SUFFIXES.get(form, "out")
        if len(made) == 1 and made[0].parent == root:
            return FileResponse(made[0], media_type=_MEDIA.get(suffix, _OTHER), filename=name,
                                background=BackgroundTask(folder.cleanup))
        packed = root / f"{form}.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for path in made:
                file.write(path, path.relative_to(root))
        return FileResponse(packed, media_type=_MEDIA["zip"], filename=f"events-{form}.zip",
                            background=BackgroundTask(folder.cleanup))
    except BaseException:
        folder.cleanup()
        raise


def _named(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


_SHARED = {p.name for p in FILTERS}
ENDPOINTS = (
    Endpoint("/export/{format}", "A file: events in a format of `communique export`, other lists as csv or jsonl.",
             (Param("format", "The format.", where="path", needed=True),
              Param("of", "What to write.", "choice", choices=KINDS, default="events"),
              Param("q", Q.about), AS_OF, *FILTERS, *(p for p in SERIES if p.name not in _SHARED)),
             {}, whole=_export, media=(*dict.fromkeys([*_MEDIA.values(), _OTHER]),), errors=(404,)),
)
