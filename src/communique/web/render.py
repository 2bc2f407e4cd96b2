"""Pages from templates: everything is escaped, and nothing in a report's words acts on who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique import __version__
from communique.views.tables import inert
from communique.web.asking import Question
from communique.web.filters import address, path
from communique.web.params import Given, Param, parse
from communique.web.state import State, state_of

__all__ = ["Context", "View", "environment", "page", "safe", "view"]

#: What turns the direction of the text around it: marks for embedding, overriding and isolating (Unicode's Bidi
#: algorithm, UAX 9), by which words can be shown in another order than they stand.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
Context = dict[str, Any]


def safe(value: Any) -> Any:
    """What a template puts out: text without characters that act on a terminal or turn the text's direction, None as
    nothing. (Escaping comes after.)"""
    if isinstance(value, Markup):
        return value
    if value is None:
        return ""
    return _BIDI.sub("�", inert(value)) if isinstance(value, str) else value


def environment() -> Environment:
    """The templates."""
    made = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True,
                       undefined=StrictUndefined, finalize=safe, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(path=path, address=address, web_link=_web_link)
    made.filters.update(zip=zip, words=lambda name: str(name).replace("_", " "), signed=lambda n: f"{n:+.1f}",
                        short=_short, sort_of=_sort_of)
    return made


def page(ask: Request, template: str, context: Context, status: int = 200) -> Response:
    """A page, and a session for who has none yet."""
    state = state_of(ask)
    session = state.keys.session(ask)
    made = HTMLResponse(status_code=status)
    if session is None and (state.keys.token is None):
        session = state.keys.begin(ask, made, ask.scope["scheme"] == "https")
    text = state.templates.get_template(template).render(
        {"state": state, "csrf": state.keys.csrf(session) if session else "", "here": ask.scope["path"],
         "version": __version__, "archive_name": state.asker.path.name, **context})
    made.body = text.encode("utf-8", "replace")
    made.headers["content-length"] = str(len(made.body))
    return made


View = Callable[[Question, Given, State], Context]


def view(template: str, params: tuple[Param, ...], make: View) -> Callable[[Request], Any]:
    """A page of `template`: `params` are read from the address, `make` asks the archive over one connection,
    once for each state of the file; under `go` it may say where to go instead."""

    async def shown(ask: Request) -> Response:
        state = state_of(ask)
        given = parse(params, ask.query_params, ask.path_params)

        def work() -> Response:
            asked = (template, tuple(given.items()))
            with state.asker.asking() as question:
                context = question.kept(asked, lambda: make(question, given, state))
            if "go" in context:
                return RedirectResponse(context["go"], status_code=303)
            return page(ask, template, {"given": given, **context})

        return await run_in_threadpool(work)

    return shown


def _web_link(url: str | None) -> str | None:
    """`url` where it leads to the web, and is not a script."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _sort_of(said: dict[str, Any]) -> str:
    """What sort of its kind a record is: an event's type and mode, a statement's kind, a commitment's strength."""
    told = said.get("strength") or said.get("type") or said.get("kind") or ""
    return str(told).replace("_", " ") + (f"/{said['mode']}" if said.get("mode") else "")


def _short(text: str | None, most: int = 200) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"
