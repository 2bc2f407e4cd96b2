"""The application: pages, API and static files behind one guard."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from threading import BoundedSemaphore

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.errors import CommuniqueError
from communique.web.api import ENDPOINTS, PREFIX
from communique.web.api.describe import json_response
from communique.web.api.openapi import document
from communique.web.asking import Asker
from communique.web.errors import as_web_error
from communique.web.pages import ROUTES
from communique.web.render import environment, page
from communique.web.security import Guard
from communique.web.session import Keys
from communique.web.state import State

__all__ = ["create_app"]

STATIC = Path(__file__).parent / "static"
_log = logging.getLogger("communique.web")


def create_app(archive: Path, *, token: str | None = None, read_only: bool = False, hosts: Iterable[str] = (),
               any_address: bool = False, user: str = "somebody", wait: float = 60.0) -> Starlette:
    """The application for the archive at `archive`.

    `token`: what visitors must show (None: nothing; only for a server that is bound to this machine). `hosts`: names
    beside this machine's own under which it may be asked for; with `any_address` also bare IP addresses. `read_only`:
    nothing is corrected. `user`: whose name stands in corrections where none is given. `wait`: seconds that a request
    waits for a program that is writing to the archive.
    """
    keys = Keys(token)
    described = json_response(document(ENDPOINTS, PREFIX, token is not None))

    async def openapi(ask: Request) -> Response:
        return Response(described.body, media_type="application/json")

    routes = [
        *(endpoint.route(PREFIX) for endpoint in ENDPOINTS),
        Route(f"{PREFIX}/openapi.json", openapi),
        *ROUTES,
        Mount("/static", StaticFiles(directory=STATIC, check_dir=False, follow_symlink=False), name="static"),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, keys=keys, show=_shown, hosts=tuple(hosts), any_address=any_address)],
        exception_handlers=dict.fromkeys((CommuniqueError, HTTPException), _handled),
    )
    app.state.communique = State(Asker(archive, wait), keys, environment(), read_only, user, BoundedSemaphore(2))
    return app


async def _handled(ask: Request, error: Exception) -> Response:
    return _shown(ask, error)


def _shown(ask: Request, error: Exception) -> Response:
    """An error's answer: JSON to a program, a page to a person."""
    told = as_web_error(error)
    if told.status >= 500 and told.code != "busy":
        _log.error("%s %r", ask.method, ask.scope["path"], exc_info=error)
    headers: dict[str, str] = {"retry-after": "2"} if told.status == 503 else {}
    if isinstance(error, HTTPException) and error.headers:
        headers |= dict(error.headers)
    if told.status == 401:
        headers["www-authenticate"] = "Bearer"
    if ask.scope["path"].startswith(("/api/", "/static/")):
        made = json_response({"error": {"code": told.code, "message": told.message}}, told.status)
    else:
        made = page(ask, "login.html" if told.status == 401 else "error.html", {"error": told}, told.status)
    for name, value in headers.items():
        made.headers[name] = value
    return made


