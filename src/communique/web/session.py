"""Who may ask and who may change: the token, the session's cookie, and a CSRF token for every change."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection
from starlette.responses import Response

__all__ = ["CSRF_FIELD", "CSRF_HEADER", "TOKEN_LEAST", "Keys", "new_token"]

CSRF_FIELD, CSRF_HEADER = "csrf", "x-csrf-token"
#: A token of the user's own must be at least so long: it can be tried from elsewhere.
TOKEN_LEAST = 16


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


@dataclass
class Keys:
    """What the server knows: the `token` that visitors must show (None: none is asked for), and a `secret` of this
    run that the session's cookies and CSRF tokens are made with."""

    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def _sign(self, what: str, *parts: str) -> str:
        told = "\0".join((what, *parts)).encode("utf-8", "surrogateescape")
        return hmac.new(self.secret, told, hashlib.sha256).hexdigest()[:40]

    def cookie(self, ask: HTTPConnection) -> str:
        """The cookie's name: cookies know no ports, two archives may be served on one machine."""
        server = ask.scope.get("server")
        return f"communique_{server[1] if server and server[1] else 0}"

    def session(self, ask: HTTPConnection) -> str | None:
        """The session that the request belongs to, if it shows one that this server began."""
        name, _, sign = (ask.cookies.get(self.cookie(ask)) or "").partition(".")
        if name and hmac.compare_digest(_bytes(sign), _bytes(self._sign("session", name, self.token or ""))):
            return name
        return None

    def begin(self, ask: HTTPConnection, response: Response, secure: bool = False) -> str:
        """Begins a session. No script reads its cookie, and other sites' forms and frames do not send it; a link from
        elsewhere to a record does, so that who follows it is let in."""
        name = secrets.token_hex(16)
        response.set_cookie(self.cookie(ask), f"{name}.{self._sign('session', name, self.token or '')}", path="/",
                            httponly=True, samesite="lax", secure=secure)
        return name

    def csrf(self, session: str) -> str:
        """What every change in this session must show."""
        return self._sign("csrf", session)

    def csrf_holds(self, session: str | None, shown: str | None) -> bool:
        """Whether a change showed the session's CSRF token."""
        return bool(session and shown) and hmac.compare_digest(_bytes(shown or ""), _bytes(self.csrf(session or "")))

    def bearer(self, ask: HTTPConnection) -> bool:
        """Whether the request shows the token in its Authorization header, which no other site can make a browser
        send."""
        kind, _, shown = ask.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.right(shown.strip())

    def right(self, shown: str) -> bool:
        """Whether `shown` is the token."""
        return self.token is not None and hmac.compare_digest(_bytes(shown), _bytes(self.token))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
