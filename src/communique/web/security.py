"""What stands before every page: hosts, origins, the token, sizes, and the headers that keep a browser safe.

A page on 127.0.0.1 can be reached by every site that its user visits. So the Host header must be a name of ours (else a
stranger's name that is made to point here would share our origin: DNS rebinding), a change must come from our own pages
(Origin, Sec-Fetch-Site, and a CSRF token, checked in `changes`), and no answer may be framed, sniffed or scripted.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from urllib.parse import quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.errors import WebError
from communique.web.session import Keys

__all__ = ["HEADERS", "LOOPBACK", "Guard", "host_of", "is_loopback", "same_site"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Open without the token: how one shows it, and what its page looks like.
OPEN = ("/login", "/static/")
LONGEST_ADDRESS, LARGEST_BODY = 8_000, 64_000
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                               "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                               "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would have browsers send "Origin: null" with our own forms
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_of(header: str) -> str | None:
    """The name in a Host header, in lower case, without port and brackets; None for what is no host."""
    if not header or any(c in header for c in "/\\@?# \t,"):
        return None
    try:
        parts = urlsplit(f"//{header}")
        parts.port  # noqa: B018  (raises for a port that is none)
        return (parts.hostname or "").rstrip(".") or None
    except ValueError:
        return None


def same_site(headers: Headers, scheme: str) -> bool:
    """Whether a change comes from our own pages, as far as the browser says: no other site's Origin, and no
    Sec-Fetch-Site but ours. A program that is no browser sends neither."""
    origin, fetched = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and origin.lower() != f"{scheme}://{headers.get('host', '')}".lower():
        return False
    return fetched in (None, "same-origin", "none")


class Guard:
    """ASGI middleware; `show` makes an error's answer. `hosts`: the names, beside those of this machine, under which
    the page may be asked for; with `any_address` (bound to a network, with a token) also any bare IP address, which no
    name server can forge."""

    def __init__(self, app: ASGIApp, keys: Keys, show: Callable[[Request, Exception], Response],
                 hosts: Iterable[str] = (), any_address: bool = False) -> None:
        self.app, self.keys, self.show, self.any_address = app, keys, show, any_address
        self.hosts = LOOPBACK | {h.lower().strip("[]") for h in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # there are no web sockets here

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                # what the archive says is kept nowhere; scripts and styles are, for as long as one reads
                still = scope["path"].startswith("/static/") and message["status"] in (200, 206, 304)
                headers.setdefault("cache-control", "private, max-age=300" if still else "private, no-store")
            await send(message)

        ask = Request(scope)
        try:
            answer = self._refused(ask)
        except WebError as error:
            answer = self.show(ask, error)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        try:
            await self.app(scope, _bounded(receive), guarded)
        except Exception as error:
            if begun:  # too late to say anything else
                raise
            await self.show(ask, error)(scope, receive, guarded)

    def _refused(self, ask: Request) -> Response | None:
        """The answer to a request that goes no further, if there is one; raises WebError."""
        host = host_of(ask.headers.get("host", ""))
        if host is None or not (host in self.hosts or self.any_address and _is_address(host)):
            raise WebError(421, "this server is not known by that name; see --allow-host")
        path = ask.scope["path"]
        if len(ask.scope["query_string"]) + len(path) > LONGEST_ADDRESS:
            raise WebError(414, "the address is too long")
        if ask.method not in SAFE and not same_site(ask.headers, ask.scope["scheme"]):
            raise WebError(403, "a change must come from this server's own pages", "wrong_origin")
        if self.keys.token is None or path == OPEN[0] or path.startswith(OPEN[1]):
            return None
        if shown := ask.query_params.get("token"):
            return self._enter(ask, shown)
        if self.keys.session(ask) is None and not self.keys.bearer(ask):
            raise WebError(401, "this archive is shown to those who have its token")
        return None

    def _enter(self, ask: Request, shown: str) -> Response:
        """The token in the address, as the server prints it: a session begins, and the address is cleaned of it."""
        if not self.keys.right(shown):
            raise WebError(401, "that is not this archive's token")
        left = urlencode([(k, v) for k, v in ask.query_params.multi_items() if k != "token"])
        # a path of two slashes would be another site's address
        target = "/" + quote(ask.scope["path"].lstrip("/\\"), safe="/:") + (f"?{left}" if left else "")
        answer = RedirectResponse(target, status_code=303)
        self.keys.begin(ask, answer, ask.scope["scheme"] == "https")
        return answer


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _bounded(receive: Receive) -> Receive:
    """`receive` for a body that is not larger than any change is."""
    got = 0

    async def some() -> Message:
        nonlocal got
        message = await receive()
        if message["type"] == "http.request":
            got += len(message.get("body", b""))
            if got > LARGEST_BODY:
                raise WebError(413, "that is more than any change holds")
        return message

    return some
