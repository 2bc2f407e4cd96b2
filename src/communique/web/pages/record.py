"""The page of a record, and what a person does there: accept, reject, edit, take back, settle."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique.views.explain import ROLE_SLOTS
from communique.web.answers import records
from communique.web.api import PREFIX
from communique.web.api.corrections import review
from communique.web.asking import Question
from communique.web.changes import csrf_shown, form_of, permitted
from communique.web.commands import command
from communique.web.errors import WebError
from communique.web.filters import path
from communique.web.params import Given, Param
from communique.web.render import Context, view
from communique.web.state import State, state_of

__all__ = ["ROUTES", "field_text"]

_VERDICTS = ("accept", "reject", "edit", "withdrawn")
_SETTLED = ("kept", "broken", "void", "withdrawn")


def record(ask: Question, given: Given, state: State) -> Context:
    """A record and why it is there."""
    found = records.record(ask, given["id"])
    said = found["record"]
    if said["id"] != given["id"]:
        return {"go": path("record", said["id"])}
    followed = None
    if said["record"] == "commitment" and found["shown"]:
        followed = _followed(ask, said["id"])
    return {**found, "said": said, "fields": [(name, field_text(said, name)) for name in found["editable"]],
            "followed": followed, "parts_played": _parts(said),
            "files": [("json", PREFIX + path("records", said["id"]), "the record and why it is there")],
            "commands": [command(state.asker.path, "explain", said["id"])]}


def _followed(ask: Question, key: str) -> dict[str, Any] | None:
    from communique.archive.followup import follow_up

    rows = follow_up(ask.archive.store, ask.archive._rows("commitments", [key]), ask.today).to_pylist()
    return rows[0] if rows else None


def field_text(said: dict[str, Any], name: str) -> str:
    """A field as a person edits it: entities by id, several parted by commas."""
    value = said.get(name)
    match value:
        case None:
            return ""
        case list():
            return ", ".join(str(v.get("entity") or "") if isinstance(v, dict) else str(v) for v in value)
        case dict():
            return str(value.get("entity") or value.get("value") or "")
        case _:
            return str(value)


def _parts(said: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Who plays which part in it."""
    made = []
    for slot in ROLE_SLOTS:
        given = said.get(slot) or []
        if given:
            made.append((slot, [given] if isinstance(given, dict) else given))
    return made


async def change(ask: Request) -> Response:
    """A form of the record's page: a verdict on it, or on what became of a commitment."""
    state = state_of(ask)
    form = await form_of(ask)
    permitted(ask, state.keys, state.read_only, csrf_shown(ask, form))
    key = ask.path_params["id"]
    verdict = form.get("verdict", "")
    by, note = form.get("by"), form.get("note")
    if form.get("settle"):
        if verdict not in _SETTLED:
            raise WebError(400, f"a commitment is settled as one of: {', '.join(_SETTLED)}")
        await run_in_threadpool(_settle, state, key, verdict, by, form.get("event"), note)
        return RedirectResponse(path("record", key), status_code=303)
    if verdict not in _VERDICTS:
        raise WebError(400, f"a verdict is one of: {', '.join(_VERDICTS)}")
    changes = await run_in_threadpool(_changes, state, key, form) if verdict == "edit" else None
    stands = await run_in_threadpool(review, state, key, verdict, by, note, changes)
    back = form.get("back", "")
    to = path("report", back) if back else path("record", stands["record"]["id"])
    return RedirectResponse(to, status_code=303)


def _changes(state: State, key: str, form: dict[str, str]) -> dict[str, str]:
    """The fields of the form that say something else than the record that is corrected."""
    with state.asker.asking() as ask:
        said = records.record(ask, records.original(ask.archive, key))["record"]
    told = {name[4:]: " ".join(value.split()) for name, value in form.items() if name.startswith("set.")}
    return {name: value for name, value in told.items() if value != field_text(said, name)}


def _settle(state: State, key: str, verdict: str, by: str | None, event: str | None, note: str | None) -> None:
    state.asker.archive.mark(key, verdict, by or state.user, event or None, note or None)


_ID = Param("id", "The record's id.", where="path", needed=True)
ROUTES = (
    Route("/record/{id:path}/review", change, methods=["POST"]),
    Route("/record/{id:path}", view("record.html", (_ID,), record)),
)
