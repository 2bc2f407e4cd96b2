"""The network of all actors and the map of all events, by time."""

from __future__ import annotations

from starlette.routing import Route

from communique.web.answers import views
from communique.web.api import PREFIX
from communique.web.api.views import limit
from communique.web.asking import Question
from communique.web.commands import command, options
from communique.web.downloads import event_files, table_files
from communique.web.filters import FILTERS, address
from communique.web.params import Given
from communique.web.render import Context, view
from communique.web.state import State

__all__ = ["ROUTES"]

_ALL = ("actor", "dyad", "type", "status", "since", "until", "outlet")


def network(ask: Question, given: Given, state: State) -> Context:
    """Who deals with whom."""
    key = ("network", *(str(v) for v in given.values()))
    return {"network": ask.kept(key, lambda: views.network(ask, given)), "years": _years(ask, given),
            "source": address(f"{PREFIX}/network", given),
            "files": [*table_files(given, "network"), *(f for f in event_files(given) if f[0] in ("gexf", "graphml"))],
            "commands": [command(state.asker.path, "network",
                                 *options(given, "actor", "type", "since", "until", "outlet", "limit"))]}


def world(ask: Question, given: Given, state: State) -> Context:
    """Where it happened."""
    key = ("places", *(str(v) for v in given.values()))
    return {"places": ask.kept(key, lambda: views.places(ask, given)), "years": _years(ask, given),
            "source": address(f"{PREFIX}/places", given), "files": event_files(given),
            "commands": [command(state.asker.path, "export", "geojson", "-", *options(given, *_ALL))]}


def _years(ask: Question, given: Given) -> list[dict[str, object]]:
    """How many events there were in each year, to step through time."""
    open_ = {**given, "from": None, "to": None, "a": given["actor"], "b": given["other"], "by": "year"}
    if given["other"] and not given["actor"]:
        open_ |= {"a": given["other"], "b": None}
    key = ("years", *(str(v) for v in open_.values()))
    return [row for row in ask.kept(key, lambda: views.series(ask, open_)) if row["events"]]


ROUTES = (
    Route("/network", view("network.html", (*FILTERS, limit(60, 500)), network)),
    Route("/map", view("map.html", (*FILTERS, limit(100, 2000)), world)),
)
