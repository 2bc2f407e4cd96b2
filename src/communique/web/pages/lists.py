"""Pages that list: search, events, statements, commitments, facts, reports, corrections."""

from __future__ import annotations

from starlette.routing import Route

from communique.web.answers import entities, lists, views
from communique.web.api.lists import STATE
from communique.web.asking import Question
from communique.web.commands import command, options
from communique.web.downloads import event_files, table_files
from communique.web.filters import AS_OF, DYAD, FILTERS, PAGING, TYPE, WHEN, path
from communique.web.paging import Listed
from communique.web.params import Given, Param
from communique.web.render import Context, view
from communique.web.state import State

__all__ = ["ROUTES"]

_Q = Param("q", "Words, or a name.")
_ALL = ("actor", "dyad", "type", "status", "since", "until", "outlet")


def search(ask: Question, given: Given, state: State) -> Context:
    """Entities so called, and reports that hold the words."""
    named: list[dict[str, object]] = []
    found = Listed([], 1, given["per"], 0)
    if given["q"]:
        named = entities.find(ask, {"q": given["q"], "page": 1, "per": 12}).items if given["page"] == 1 else []
        if any(c.isalnum() for c in given["q"]):
            found = lists.search(ask, given)
    return {"found": found, "named": named, "files": table_files(given, "search", "q") if given["q"] else [],
            "commands": [command(state.asker.path, "search", given["q"],
                                 *options(given, "actor", "dyad", "type", "since", "until", "outlet"))]
            if given["q"] else []}


def events(ask: Question, given: Given, state: State) -> Context:
    """Who did what to whom."""
    return {"found": lists.events(ask, given), "files": event_files(given),
            "commands": [command(state.asker.path, "events", *options(given, *_ALL))]}


def statements(ask: Question, given: Given, state: State) -> Context:
    """Who said what."""
    shown = {k: v for k, v in given.items() if k != "other"} if not given["actor"] else given
    return {"found": lists.statements(ask, shown), "files": table_files(given, "statements"),
            "commands": [command(state.asker.path, "statements", *options(given, "actor", "dyad", "since", "until",
                                                                          "outlet"))]}


def commitments(ask: Question, given: Given, state: State) -> Context:
    """Who has bound themselves to do what, and what became of it."""
    followed = [*(["--status", given["state"]] if given["state"] else []),
                "--on", given["on"] or ask.today.isoformat()]
    return {"found": lists.commitments(ask, given), "files": table_files(given, "commitments"),
            "commands": [command(state.asker.path, "commitments", *followed,
                                 *options(given, "actor", "dyad", "type", "since", "until", "outlet"))]}


def facts(ask: Question, given: Given, state: State) -> Context:
    """Standing facts."""
    return {"found": views.facts(ask, given), "files": table_files(given, "relations", "as_of"),
            "commands": [command(state.asker.path, "relations", *options(given, "actor", "dyad", "since", "until",
                                                                         "outlet", "as_of"))]}


def reports(ask: Question, given: Given, state: State) -> Context:
    """What was read."""
    return {"found": lists.reports(ask, given), "files": table_files(given, "articles"),
            "commands": [command(state.asker.path, "articles", *options(given, "since", "until", "outlet"))]}


def corrections(ask: Question, given: Given, state: State) -> Context:
    """What people corrected."""
    return {"found": lists.corrections(ask, given), "files": [], "commands": [command(state.asker.path, "review")]}


def go(ask: Question, given: Given, state: State) -> Context:
    """From a form that names one or two to their page."""
    if not given["actor"]:
        return {"go": "/"}
    one = entities.someone(ask, given["actor"])["entity"]
    if not given["other"]:
        return {"go": path("entity", one)}
    other = entities.someone(ask, given["other"])["entity"]
    return {"go": path("pair", one, other)}


ROUTES = (
    Route("/search", view("search.html", (_Q, *FILTERS, *PAGING), search)),
    Route("/events", view("events.html", (*FILTERS, *PAGING), events)),
    Route("/statements", view("statements.html", (*DYAD, *WHEN, *PAGING), statements)),
    Route("/commitments", view("commitments.html", (*DYAD, TYPE, *STATE, *WHEN, *PAGING), commitments)),
    Route("/facts", view("facts.html", (*DYAD, AS_OF, *WHEN, *PAGING), facts)),
    Route("/reports", view("reports.html", (*WHEN, *PAGING), reports)),
    Route("/corrections", view("corrections.html", PAGING, corrections)),
    Route("/go", view("start.html", DYAD, go)),
)
