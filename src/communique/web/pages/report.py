"""The page of a report: its text with what was found in it marked, and the records beside it."""

from __future__ import annotations

from typing import Any

from starlette.routing import Route

from communique.records import Mention, Time, to_dict
from communique.views.explain import told
from communique.web.answers import records
from communique.web.answers.records import Report
from communique.web.api import PREFIX
from communique.web.api.records import LAYER
from communique.web.asking import Question
from communique.web.commands import command
from communique.web.filters import address, path
from communique.web.marks import LAYERS, paragraphs
from communique.web.params import Given, Param
from communique.web.render import Context, view
from communique.web.state import State

__all__ = ["ROUTES"]


def report(ask: Question, given: Given, state: State) -> Context:
    """A report, marked."""
    found = records.report(ask, given["id"], given["layer"])
    article = found.article
    quoted = article.id.replace("'", "''")
    return {
        "report": found, "article": article, "paragraphs": paragraphs(article.text, found.marks),
        "layers": LAYERS, "chosen": given["layer"] or LAYERS, "beside": _beside(found, given["layer"] or LAYERS),
        "mentions": _mentions(found, given["layer"] or LAYERS),
        "source": PREFIX + path("reports", article.id),
        "files": [("json", address(PREFIX + path("reports", article.id), {}), "the report with its records and marks")],
        "commands": [command(state.asker.path, "sql", f"SELECT record FROM events WHERE article = '{quoted}'",
                             "--format", "jsonl")],
    }


def _beside(found: Report, layers: tuple[str, ...]) -> list[dict[str, Any]]:
    """The report's records, each with why it is there, in order of evidence."""
    mentions = [to_dict(r) for r in found.records if isinstance(r, Mention)]
    made = []
    for record in found.records:
        said = to_dict(record)
        if said["record"] in layers and said["record"] not in ("mention", "time"):
            made.append({"said": said, "explain": told(record, found.article, mentions),
                         "hidden": said["id"] in found.hidden, "correction": found.corrected.get(said["id"]),
                         "words": " … ".join(found.article.text[s:e] for s, e in said["evidence"])})
    return made


def _mentions(found: Report, layers: tuple[str, ...]) -> list[dict[str, Any]]:
    """Mentions and times, in order."""
    return [{**to_dict(r), "key": records.key_of(r)} for r in found.records
            if isinstance(r, Mention | Time) and str(r.__struct_config__.tag) in layers]


ROUTES = (
    Route("/report/{id:path}", view("report.html", (Param("id", "The report's id.", where="path", needed=True), LAYER),
                                    report)),
)
