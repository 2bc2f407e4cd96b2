"""What lexicon and rules say of each sentence of the corpus, as the model is told it when it codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from communique.coding.events import rule_drafts
from communique.coding.events.hints import hints
from communique.coding.events.load import load_lexicon
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import Reading, read_article
from communique.language.mentions.speech import bind_first_person
from communique.model.encode import Hint
from communique.records import Article
from train.data import Example, taught


def within(every: list[Hint], low: int, high: int) -> list[Hint]:
    """The hints of one sentence, as offsets in it."""
    return [
        Hint(h.start - low, min(h.end, high) - low, h.possible, h.coded, h.status)
        for h in every
        if low <= h.start < high
    ]


def read_with_hints(row: dict[str, Any]) -> tuple[Reading, list[Hint]]:
    """A text of the corpus read, and the hints of all of it."""
    reading = read_article(Article(id=row["id"], text=row["text"], published=row["published"]), load_knowledge())
    statements = bind_first_person(reading, find_statements(reading))
    coder, drafts = rule_drafts(reading, statements, load_lexicon())
    return reading, hints(coder.tree, load_lexicon(), [d.event for d in drafts])


def add_hints(path: Path, examples: list[Example]) -> None:
    """Gives each example of the file at `path` its hints, read in its own report."""
    by_id = {e.id: e for e in examples}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        _, every = read_with_hints(row)
        for n, (low, high) in enumerate(row.get("sentences") or [(0, len(row["text"]))]):
            by_id[f"{row['id']}.{n}"].hints = within(every, low, high)


def examples_of_lexicon() -> list[Example]:
    """The lexicon's own examples with what the rules code in them, which its tests hold to be right: sentences as plain
    as a codebook's. What the rules coded is not told as a hint there: they are right on all of them."""
    from communique.coding.events import find_events

    knowledge, lexicon = load_knowledge(), load_lexicon()
    made: list[Example] = []
    for text in dict.fromkeys(e.example for e in lexicon.all if e.example):
        reading = read_article(Article(id="example", text=text, published="2020-01-08"), knowledge)
        coder, _ = rule_drafts(reading, (), lexicon)
        events = []
        for event in find_events(reading, find_statements(reading), lexicon):
            sides = (("actor", event.actors), ("recipient", event.recipients))
            spans = [(name, r.span) for name, roles in sides for r in roles if r.span]
            events.append((event.type, event.status, event.mode, event.trigger, spans))
        gold = {"events": events, "mentions": [], "times": [], "parts": []}
        example = Example(f"lexicon.{len(made)}", text, gold, frozenset({"events"}), "train")
        example.hints = hints(coder.tree, lexicon, [])
        made.append(example)
    return made


def quiet_sentences(path: Path) -> list[Example]:
    """The sentences of reports that tell of no political event. Every second report teaches (`taught`): the rest is
    there to count false events on."""
    none: dict[str, list[Any]] = {"events": [], "mentions": [], "times": [], "parts": []}
    made: list[Example] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["political"] or row["acts"] or not taught(row["text"]):
            continue
        reading, every = read_with_hints(row)
        for n, sent in enumerate(reading.doc.sents):
            low, high = sent.start_char, sent.end_char
            example = Example(f"{row['id']}.{n}", sent.text.rstrip(), none, frozenset({"events"}), "train")
            example.hints = within(every, low, high)
            made.append(example)
    return made
