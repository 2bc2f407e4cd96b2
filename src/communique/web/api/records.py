"""The API's single things: a report with its marks, a record and why it is there, an entity."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from communique.web.answers import entities, records
from communique.web.api.describe import Asked, Endpoint, json_response
from communique.web.api.schemas import ref
from communique.web.marks import LAYERS
from communique.web.params import Param

__all__ = ["ENDPOINTS", "LAYER"]

LAYER = Param("layer", "Only these marks; may be repeated.", "choice", many=True, choices=LAYERS)


def _id(about: str) -> Param:
    return Param("id", about, where="path", needed=True)


def _session(asked: Asked) -> Response:
    """A session, where there is none yet: programs need its token to change anything, as pages do."""
    keys = asked.state.keys
    answer = json_response({})
    name = keys.session(asked.ask) or keys.begin(asked.ask, answer, asked.ask.scope["scheme"] == "https")
    told: dict[str, Any] = {"csrf": keys.csrf(name), "read_only": asked.state.read_only}
    made = json_response(told)
    if "set-cookie" in answer.headers:
        made.headers["set-cookie"] = answer.headers["set-cookie"]
    return made


ENDPOINTS = (
    Endpoint("/entities/{id}", "Who an entity is, and how much the archive has on it.",
             (_id("An id (state:KGZ), an ISO 3166-1 alpha-3 code or a name."),), ref("Card"),
             lambda ask, given: entities.card(ask, given["id"]), errors=(404,)),
    Endpoint("/reports/{id}", "A report: the article, its records, and its text in marked segments.",
             (_id("The article's id."), LAYER), ref("MarkedReport"),
             lambda ask, given: records.report_json(records.report(ask, given["id"], given["layer"])), errors=(404,)),
    Endpoint("/records/{id}", "A record, its report, why it is there, and what was corrected.",
             (_id("The record's id; it may be cut short."),), ref("Why"),
             lambda ask, given: records.record(ask, given["id"]), errors=(404,)),
    Endpoint("/session", "What a change must show: the CSRF token of this session (its cookie comes with the answer).",
             (), ref("Session"), whole=_session),
)
