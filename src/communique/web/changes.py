"""A change to the archive, checked: not in read-only mode, with the session's CSRF token, its fields bounded."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from communique.web.errors import WebError
from communique.web.session import CSRF_FIELD, CSRF_HEADER, Keys

__all__ = ["csrf_shown", "form_of", "json_of", "permitted"]

MOST_FIELDS = 60


def permitted(ask: Request, keys: Keys, read_only: bool, shown: str | None) -> None:
    """Raises WebError where the request may change nothing. `shown` is the CSRF token that came with it; who shows the
    token of the archive in a header needs none."""
    if read_only:
        raise WebError(403, "this archive is shown for reading only", "read_only")
    if not keys.bearer(ask) and not keys.csrf_holds(keys.session(ask), shown):
        raise WebError(403, "the page is too old to change anything: load it again", "csrf")


async def form_of(ask: Request) -> dict[str, str]:
    """The fields of a form; the last counts where one stands twice. Raises WebError."""
    kind = ask.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise WebError(415, "send the form's fields as application/x-www-form-urlencoded")
    try:
        return dict(parse_qsl((await ask.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise WebError(400, "that is no form") from None


async def json_of(ask: Request) -> dict[str, Any]:
    """The JSON object of a request; raises WebError."""
    kind = ask.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise WebError(415, "send JSON, as application/json")
    try:
        found = json.loads(await ask.body())
    except (ValueError, RecursionError):
        raise WebError(400, "that is no JSON") from None
    if not isinstance(found, dict):
        raise WebError(400, "send a JSON object")
    return found


def csrf_shown(ask: Request, form: dict[str, str] | None = None) -> str | None:
    """The CSRF token that came with a request: in its header or in its form."""
    return ask.headers.get(CSRF_HEADER) or (form or {}).get(CSRF_FIELD)
