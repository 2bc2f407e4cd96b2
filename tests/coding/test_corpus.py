"""The labelled corpus keeps its format: every piece cited is in the text, every code exists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique import ontology
from communique.coding.events import find_events
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article

FOLDER = Path(__file__).resolve().parents[2] / "corpus"
ROWS = [json.loads(line) for line in (FOLDER / "events.jsonl").read_text("utf-8").splitlines()]
QUIET = [json.loads(line) for line in (FOLDER / "quiet.jsonl").read_text("utf-8").splitlines()]
STATUSES = {"actual", "historical", "future", "hypothetical", "negated"}


def test_ids_and_texts_are_unique() -> None:
    assert len({r["id"] for r in ROWS}) == len(ROWS)
    assert len({r["text"] for r in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[r["id"] for r in ROWS])
def test_every_label_cites_the_text_and_names_what_exists(row: dict[str, object]) -> None:
    text = row["text"]
    for event in row["gold"]["events"]:  # type: ignore[index]
        assert event["type"] in ontology.types()
        assert event["mode"] is None or event["mode"] in {m.mode for m in ontology.modes(event["type"])}
        assert event["status"] in STATUSES
        cited = [event["trigger"], *(r["text"] for r in (*event["actors"], *event["recipients"]))]
        cited += [event[k] for k in ("place", "date") if event.get(k)]
        assert all(piece and piece in text for piece in cited), event
        assert all(r["country"] is None or len(r["country"]) == 3 for r in (*event["actors"], *event["recipients"]))


def test_what_is_no_politics_is_left_alone() -> None:
    knowledge = load_knowledge()
    found = [(e.rule, row["text"]) for row in QUIET
             for e in find_events(read_article(Article(id=row["id"], text=row["text"]), knowledge), ())]
    assert len(found) <= len(QUIET) // 10, found
