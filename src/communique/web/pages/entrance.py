"""The door: who has the archive's token shows it once."""

from __future__ import annotations

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique.web.changes import form_of
from communique.web.errors import WebError
from communique.web.render import page
from communique.web.state import state_of

__all__ = ["ROUTES"]

#: Seconds that a wrong token costs.
_PAUSE = 0.5


async def login(ask: Request) -> Response:
    """A form that asks for the token; with the right one a session begins."""
    state = state_of(ask)
    if state.keys.token is None:
        return RedirectResponse("/", status_code=303)
    if ask.method == "POST":
        shown = (await form_of(ask)).get("token", "").strip()
        if not state.keys.right(shown):
            await anyio.sleep(_PAUSE)
            return page(ask, "login.html", {"error": WebError(401, "that is not this archive's token")}, 401)
        answer = RedirectResponse("/", status_code=303)
        state.keys.begin(ask, answer, ask.scope["scheme"] == "https")
        return answer
    return page(ask, "login.html", {"error": None})


ROUTES = (Route("/login", login, methods=["GET", "POST"]),)
