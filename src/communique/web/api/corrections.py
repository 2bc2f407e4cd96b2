"""The API's changes: accept, reject, edit a record, and take that back."""

from __future__ import annotations

from typing import Any

from communique.errors import QueryError
from communique.records import to_dict
from communique.web.answers import lists
from communique.web.answers.records import original
from communique.web.api.describe import Asked, Endpoint
from communique.web.api.schemas import listed, ref
from communique.web.errors import WebError
from communique.web.filters import PAGING
from communique.web.params import LONGEST, Param
from communique.web.state import State

__all__ = ["ENDPOINTS", "review"]

_TEXT = {"type": "string", "maxLength": LONGEST}
_BODY = {
    "type": "object", "required": ["record", "verdict"], "additionalProperties": False,
    "properties": {
        "record": {**_TEXT, "minLength": 1}, "verdict": {"type": "string", "enum": ["accept", "reject", "edit"]},
        "by": {"type": ["string", "null"], "maxLength": LONGEST},
        "note": {"type": ["string", "null"], "maxLength": LONGEST},
        "changes": {"type": ["object", "null"], "additionalProperties": {"type": "string", "maxLength": LONGEST}},
    },
}


def review(state: State, key: str, verdict: str, by: str | None = None, note: str | None = None,
           changes: dict[str, str] | None = None) -> dict[str, Any]:
    """Keeps a correction of the record `key` and gives the record that stands after it; raises QueryError, or WebError
    (404) where there is no such record."""
    for told in (key, by, note, *(changes or {}), *(changes or {}).values()):
        _plain(told)
    file = state.asker.archive
    if verdict in ("withdrawn", "edit"):  # of an edited record it is the first one's correction that is meant
        key = original(file, key)
    try:
        file.record(key)
    except QueryError:
        raise WebError(404, "no record here has that id") from None
    stands = file.review(key, verdict, " ".join((by or "").split()) or state.user, note or None, changes)
    return {"record": to_dict(stands), "verdict": verdict}


def _plain(told: str | None) -> None:
    if told is not None and (len(told) > LONGEST or any(c < " " and c not in "\t\n\r" or "\ud800" <= c <= "\udfff"
                                                        for c in told)):
        raise WebError(400, "a field is too long, or holds characters that are no text", "bad_query")


def _post(asked: Asked) -> dict[str, Any]:
    body = asked.body
    fits = (isinstance(body.get("record"), str) and body["record"]
            and body.get("verdict") in ("accept", "reject", "edit")
            and not set(body) - {"record", "verdict", "by", "note", "changes"}
            and all(isinstance(body.get(k), str | None) for k in ("by", "note"))
            and isinstance(body.get("changes"), dict | None)
            and all(isinstance(v, str) for v in (body.get("changes") or {}).values()))
    if not fits:
        raise WebError(400, "a correction is record, verdict (accept, reject, edit), and optionally by, note, changes "
                            "(field -> text)")
    return review(asked.state, body["record"], body["verdict"], body.get("by"), body.get("note"), body.get("changes"))


def _delete(asked: Asked) -> dict[str, Any]:
    return review(asked.state, asked.given["id"], "withdrawn")


ENDPOINTS = (
    Endpoint("/corrections", "What people corrected, the latest first.", PAGING, listed(ref("Correction")),
             lambda ask, given: lists.corrections(ask, given).json()),
    Endpoint("/corrections", "Accept, reject or edit a record. The CSRF token of the session stands in X-CSRF-Token.",
             method="POST", takes=_BODY, gives=ref("Stands"), change=_post, status=201, errors=(403, 404, 413, 415)),
    Endpoint("/corrections/{id}", "Take back the last correction of a record.",
             (Param("id", "The record's id.", where="path", needed=True),), ref("Stands"), change=_delete,
             method="DELETE", errors=(403, 404)),
)
