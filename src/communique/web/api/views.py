"""The API's views: brief, timeline, series, network, places, facts."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from communique.archive.series import BY
from communique.views.brief import FORMS, brief
from communique.web.answers import entities, views
from communique.web.api.describe import Asked, Endpoint
from communique.web.api.lists import ENTITY, about
from communique.web.api.schemas import listed, ref
from communique.web.asking import Question
from communique.web.filters import AS_OF, DYAD, FILTERS, PAGING, WHEN
from communique.web.params import Given, Param

__all__ = ["BRIEF", "ENDPOINTS", "SERIES", "limit"]

_NEEDED = Param("entity", "Whom it is about: an id (state:KGZ), an ISO 3166-1 alpha-3 code or a name.", needed=True)
_OTHER = Param("other", "The other of a pair.")
SERIES = (Param("a", "Whose events; without it, all."), Param("b", "The other of a pair."),
          Param("by", "How long a period is.", "choice", choices=BY, default="month"),
          Param("directed", "1: only what a did to b.", "flag"), *(p for p in FILTERS if p not in DYAD))
BRIEF = (_NEEDED, _OTHER, *(p for p in WHEN if p.name != "outlet"),
         Param("most", "Lines a part.", "number", default=12, most=100))
_PLAIN = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html", "json": "application/json"}


def limit(default: int, most: int) -> Param:
    """At most so many."""
    return Param("limit", "At most so many, the busiest first.", "number", default=default, most=most)


def _brief(asked: Asked) -> Response:
    given, form = asked.given, asked.given["form"]

    def made(ask: Question) -> str:
        one = entities.someone(ask, given["entity"])["entity"]
        other = entities.someone(ask, given["other"])["entity"] if given["other"] else None
        span: dict[str, Any] = {"since": given["from"], "until": given["to"], "most": given["most"]}
        return brief(ask.archive, one, other, **span, form=form)

    with asked.state.asker.asking() as ask:
        text: str = ask.kept(("brief", tuple(given.items())), lambda: made(ask))
    if form == "json":
        return Response(text, media_type=_PLAIN[form])
    name = {"text": "brief.txt", "markdown": "brief.md", "html": "brief.html"}[form]
    return Response(text, media_type=_PLAIN[form], headers={"content-disposition": f'attachment; filename="{name}"'})


def _series(ask: Question, given: Given) -> dict[str, Any]:
    rows = views.series(ask, given)
    return {"items": rows, "page": 1, "pages": 1, "total": len(rows)}


ENDPOINTS = (
    Endpoint("/brief", "What the archive has on one entity, or a pair.",
             (*BRIEF, Param("form", "How to write it.", "choice", choices=FORMS, default="json")), ref("Brief"),
             whole=_brief, media=("application/json", "text/plain", "text/markdown", "text/html"), errors=(404,)),
    Endpoint("/timeline", "Events and dated changes, the newest first.",
             (ENTITY, *FILTERS, *(p if p.name != "per" else Param("per", "How many a page.", "number", default=100,
                                                                  most=500) for p in PAGING)),
             listed({"anyOf": [ref("Event"), ref("DatedFact")]}),
             lambda ask, given: views.timeline(ask, about(given)).json()),
    Endpoint("/series", "Counts by period and quad class with the sums of scores, the earliest first, without gaps. "
             "What happened counts, unless status asks for more.", SERIES, listed(ref("Period")), _series),
    Endpoint("/network", "Who deals with whom: the busiest pairs.", (*FILTERS, limit(150, 500)), ref("Network"),
             views.network),
    Endpoint("/places", "Where events were, as GeoJSON.",
             (*FILTERS, Param("by", "A point for each place, or for each of the latest events.", "choice",
                              choices=("place", "event"), default="place"), limit(500, 2000)),
             ref("Places"), views.places, media=("application/geo+json",)),
    Endpoint("/facts", "Standing facts, the latest told first; with as_of those that held on a day.",
             (ENTITY, *DYAD, AS_OF, *WHEN, *PAGING), listed(ref("Fact")),
             lambda ask, given: views.facts(ask, about(given)).json()),
    Endpoint("/standing", "Members, offices and facilities on a day, as reports and as the knowledge tables have them.",
             (_NEEDED, AS_OF), ref("Standing"),
             lambda ask, given: views.standing(ask, given["entity"], given["as_of"])),
)
