"""The page of an entity, and that of a pair: brief, timeline, series, statements, promises, facts, network, map."""

from __future__ import annotations

from typing import Any

from starlette.routing import Route

from communique.archive.series import BY
from communique.views.brief import gather
from communique.web.answers import entities, lists, views
from communique.web.api import PREFIX
from communique.web.asking import Question
from communique.web.commands import command, options
from communique.web.downloads import event_files, table_files
from communique.web.filters import AS_OF, FILTERS, PAGING, address, path
from communique.web.params import Given, Param
from communique.web.render import Context, view
from communique.web.state import State

__all__ = ["ROUTES"]

_FILTERS = tuple(p for p in FILTERS if p.name not in ("actor", "other"))
_BY = Param("by", "How long a period of the series is.", "choice", choices=BY, default="month")
_SPAN = ("type", "quad", "status", "outlet", "from", "to")
#: How much of each part a page shows; the rest is a link away.
_LINES, _TIMELINE, _PART, _PAIRS, _PLACES, _PERIODS = 6, 30, 10, 15, 15, 24


def entity(ask: Question, given: Given, state: State) -> Context:
    """All on one."""
    who = entities.card(ask, given["id"])
    if who["entity"] != given["id"]:
        return {"go": _gone(given, path("entity", who["entity"]))}
    return {**_parts(ask, given, state, who["entity"], None), "who": who, "other": None}


def pair(ask: Question, given: Given, state: State) -> Context:
    """All on what is between two."""
    one, other = entities.someone(ask, given["a"]), entities.someone(ask, given["b"])
    if (one["entity"], other["entity"]) != (given["a"], given["b"]):
        return {"go": _gone(given, path("pair", one["entity"], other["entity"]))}
    return {**_parts(ask, given, state, one["entity"], other["entity"]), "who": one, "other": other}


def _gone(given: Given, to: str) -> str:
    return address(to, {k: v for k, v in given.items() if k not in ("id", "a", "b") and (k, v) != ("by", _BY.default)})


def _parts(ask: Question, given: Given, state: State, a: str, b: str | None) -> Context:
    about: Given = {**{k: given[k] for k in _SPAN}, "actor": a, "other": b, "as_of": None}
    dated: Given = {k: v if k in ("actor", "other", "outlet", "from", "to") else None for k, v in about.items()}
    some: Given = {"page": 1, "per": _PART}
    span = {"since": given["from"], "until": given["to"]}
    as_of = given["as_of"] or ask.today.isoformat()
    at: Given = {**dated, "from": None, "to": None, "as_of": as_of}
    periods = views.series(ask, {**about, "a": a, "b": b, "by": given["by"]})
    made: dict[str, Any] = {
        "brief": ask.kept(("brief", a, b, *span.values()), lambda: gather(ask.archive, a, b, most=_LINES, **span)),
        "timeline": views.timeline(ask, {**about, "page": given["page"], "per": _TIMELINE}),
        "periods": periods[-_PERIODS:], "period_count": len(periods),
        "statements": lists.statements(ask, {**dated, **some}),
        "commitments": lists.commitments(ask, {**dated, **some}),
        "facts": views.facts(ask, {**at, **some, "per": 2 * _PART}), "as_of": as_of,
        "standing": ask.kept(("standing", a, as_of), lambda: views.standing(ask, a, as_of)) if b is None else None,
        "network": views.network(ask, {**about, "limit": _PAIRS}),
        "places": views.places(ask, {**about, "limit": _PLACES}),
    }
    sources = {
        "timeline": address(f"{PREFIX}/timeline", about), "network": address(f"{PREFIX}/network", about),
        "series": address(f"{PREFIX}/series", {**{k: given[k] for k in (*_SPAN, "by")}, "a": a, "b": b}, ),
        "map": address(f"{PREFIX}/places", about),
        "facts": address(f"{PREFIX}/facts", {**dated, "from": None, "to": None, "per": 200}),
        "brief": address(f"{PREFIX}/brief", {"entity": a, "other": b, "from": given["from"], "to": given["to"]}),
    }
    names = [a, *([b] if b else [])]
    file = state.asker.path
    commands = {
        "brief": command(file, "brief", *names, *options(given, "since", "until")),
        "timeline": command(file, "timeline", *names, *options(given, "type", "status", "since", "until", "outlet")),
        "series": command(file, "series", *names, "--by", given["by"],
                          *options(given, "type", "status", "since", "until", "outlet")),
        "statements": command(file, "statements", *options(dated, "actor", "dyad", "since", "until", "outlet")),
        "commitments": command(file, "commitments", "--on", ask.today.isoformat(),
                               *options(dated, "actor", "dyad", "since", "until", "outlet")),
        "facts": command(file, "relations", *options(at, "actor", "dyad", "as_of", "outlet")),
        "network": command(file, "network", *options(about, "actor", "type", "since", "until", "outlet"), "--limit",
                           str(_PAIRS)),
        "map": command(file, "export", "geojson", "-", *options(about, "actor", "dyad", "type", "status", "since",
                                                                "until", "outlet")),
    }
    files = {"events": event_files(about), "statements": table_files(dated, "statements"),
             "commitments": table_files(dated, "commitments"), "facts": table_files(at, "relations", "as_of"),
             "series": [(f"series.{form}", address(f"{PREFIX}/export/{form}", {k: about[k] for k in _SPAN}, of="series",
                                                   a=a, b=b, by=given["by"]), what)
                        for form, what in (("jsonl", "JSON Lines"), ("csv", "for a spreadsheet"))],
             "network": table_files(about, "network")}
    return {**made, "sources": sources, "commands": commands, "files": files, "about": about, "dated": dated}


def _id(name: str) -> Param:
    return Param(name, "An id, a code or a name.", where="path", needed=True)


_SHARED = (*_FILTERS, AS_OF, _BY, PAGING[0])
ROUTES = (
    Route("/entity/{id:path}", view("entity.html", (_id("id"), *_SHARED), entity)),
    Route("/pair/{a}/{b:path}", view("entity.html", (_id("a"), _id("b"), *_SHARED), pair)),
)
