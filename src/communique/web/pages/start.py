"""The start page: search, what is new, open and overdue commitments, where the reports come from."""

from __future__ import annotations

from starlette.routing import Route

from communique.web.answers import entities, lists
from communique.web.asking import Question
from communique.web.commands import command
from communique.web.params import Given
from communique.web.render import Context, view
from communique.web.state import State

__all__ = ["ROUTES"]

_SHOWN = 8


def start(ask: Question, given: Given, state: State) -> Context:
    """What the archive holds, in short."""
    some: Given = {"page": 1, "per": _SHOWN}
    archive = state.asker.path
    return {
        "outlets": ask.kept("outlets", lambda: _outlets(ask)),
        "reports": lists.reports(ask, some),
        "events": lists.events(ask, some),
        "due": {name: lists.commitments(ask, {**some, "state": name}) for name in ("overdue", "due", "open")},
        "actors": entities.find(ask, {"page": 1, "per": 24}).items,
        "commands": [command(archive, "articles", "--limit", str(_SHOWN)),
                     command(archive, "commitments", "--status", "overdue")],
    }


def _outlets(ask: Question) -> list[tuple[str, int]]:
    return sorted(ask.archive.counts("articles").items(), key=lambda o: (-o[1], o[0]))


ROUTES = (Route("/", view("start.html", (), start)),)
