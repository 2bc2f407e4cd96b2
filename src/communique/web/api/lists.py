"""The API's lists."""

from __future__ import annotations

from typing import Any

from communique.archive.followup import CALENDAR, EVIDENCE, VERDICTS
from communique.web.answers import entities, lists
from communique.web.api.describe import Endpoint
from communique.web.api.schemas import listed, ref
from communique.web.asking import Question
from communique.web.filters import DYAD, FILTERS, MOST_A_PAGE, PAGING, TYPE, WHEN
from communique.web.params import Given, Param

__all__ = ["ENDPOINTS", "Q", "STATE"]

Q = Param("q", "Words that a report must hold; a phrase in quotation marks as it stands.", needed=True)
STATE = (Param("state", "Only those of which this is so: by the calendar, by later reports' evidence, or as settled.",
               "choice", choices=(*CALENDAR, *EVIDENCE, *VERDICTS)),
         Param("on", "As seen on this day (default: today).", "day"))
#: `entity` and `other` are other words for `actor` and `other`: whom a page is about.
ENTITY = Param("entity", "The same as actor.")


def about(given: Given) -> Given:
    """`given` with `entity` as the actor that it is another word for."""
    return {**given, "actor": given.get("entity") or given.get("actor")}


def _search(ask: Question, given: Given) -> dict[str, Any]:
    named = entities.find(ask, {"q": given["q"], "page": 1, "per": 10}).items if given["page"] == 1 else []
    return {**lists.search(ask, given).json(), "entities": named}


ENDPOINTS = (
    Endpoint("/search", "Reports that hold the words, the best first; and entities so called.", (Q, *FILTERS, *PAGING),
             listed(ref("Found"), entities={"type": "array", "items": ref("Entity")}), _search),
    Endpoint("/entities", "Those in the archive whose name holds what is typed, the most often told of first.",
             (Param("q", "A part of a name or id."),
              Param("limit", "The same as per.", "number", most=MOST_A_PAGE), *PAGING),
             listed(ref("Entity")),
             lambda ask, given: entities.find(ask, {**given, "per": given["limit"] or given["per"]}).json()),
    Endpoint("/events", "Who did what to whom, the newest first.", (*FILTERS, *PAGING), listed(ref("Event")),
             lambda ask, given: lists.events(ask, given).json()),
    Endpoint("/statements", "Who said what, the newest first; of a pair: what each said to or of the other.",
             (ENTITY, *DYAD, *WHEN, *PAGING), listed(ref("Statement")),
             lambda ask, given: lists.statements(ask, about(given)).json()),
    Endpoint("/commitments", "Who has bound themselves to do what, and what became of it.",
             (ENTITY, *DYAD, TYPE, *STATE, *WHEN, *PAGING), listed(ref("Commitment")),
             lambda ask, given: lists.commitments(ask, about(given)).json()),
    Endpoint("/reports", "What was read, the newest first.", (*WHEN, *PAGING), listed(ref("Report")),
             lambda ask, given: lists.reports(ask, given).json()),
)
