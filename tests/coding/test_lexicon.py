"""The event lexicon as data: every table keeps the format, every row has an example, and every example is coded by it."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from itertools import groupby

import pytest

from communique.coding.events import find_events
from communique.coding.events.examples import complaints
from communique.coding.events.load import EXPECT, TYPES, Entry, load_lexicon, rows
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article

FOLDER = resources.files("communique.coding") / "lexicon" / "events"
COLUMNS = ["entry", "pos", "when", "mode", "cameo", "actor", "recipient", "status", "example", "expect"]
TABLES = sorted(t.name for t in FOLDER.iterdir() if t.name.endswith(".tsv") and t.name.split("-")[0] in TYPES)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_an_example_of_its_own_and_says_what_it_gives(name: str) -> None:
    for where, row in rows(name, (FOLDER / name).read_text("utf-8"), set(COLUMNS)):
        assert row["example"] and row["example"][-1] in ".!?”", f"{where}: an example is a whole sentence"
        assert EXPECT.match(row["expect"]), f"{where}: {row['expect']!r}"
        if name.startswith("NONE"):
            assert row["expect"] == "->-", f"{where}: no event has no parties"


@pytest.mark.parametrize("name", TABLES)
def test_the_header_is_the_same_in_every_table(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    header = next(line for line in text.splitlines() if line and not line.startswith("#"))
    assert header.split("\t") == COLUMNS


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_hides_blanks_and_no_alternative_is_empty_or_doubled(name: str) -> None:
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        assert all(c == c.strip() and "  " not in c for c in cells), line
        forms = cells[0].split("|")
        assert all(forms) and len(set(forms)) == len(forms), line


def test_every_type_has_verbs_and_nouns() -> None:
    found = Counter((e.type, e.pos) for e in load_lexicon().all)
    for kind in TYPES:
        assert found[kind, "v"] >= 30, kind
        assert found[kind, "n"] >= 8, kind


def test_no_entry_stands_twice_with_the_same_constraints_in_one_type() -> None:
    def key(entry: Entry) -> tuple[object, ...]:
        tests = sorted((t.slots, sorted(t.words), sorted(t.kinds), t.wanted) for t in entry.tests)
        return (entry.type, entry.pos, entry.head, entry.parts, entry.free, tests)

    for said, same in groupby(sorted(load_lexicon().all, key=lambda e: repr(key(e))), key=key):
        places = [e.where for e in same]
        assert len(places) == 1, f"{said[:4]}: {places}"


def test_every_example_is_coded_as_its_row_says() -> None:
    wrong = list(complaints(load_lexicon(), load_knowledge()))
    assert not wrong, "\n".join(wrong)


def told(text: str) -> list[str]:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    return [e.type for e in find_events(reading, ())]


@pytest.mark.parametrize(("text", "kinds"), [
    ("Bremen housed two Gambian refugees.", ["AID"]),  # a town is its council
    ("Seville cut funding for a Moroccan club.", ["SANCTION"]),
    ("Lyon beat Lille 2-1 in the final.", []),  # or its team
    ("A widow's plea reached the interior ministry on Friday.", ["REQUEST"]),  # nobody asked is named, but in company
    ("The chef refused to comment on the menu.", []),
    ("A baker refused to lend his neighbour a ladder.", []),
    ("North Korea fired a ballistic missile into the sea.", ["MOBILIZE"]),
    ("North Korea fired a ballistic missile at a South Korean town.", ["ASSAULT"]),
    ("Qatar brokered a truce between Sudan and Chad.", ["CONSULT"]),
    ("Kyrgyzstan ordered two battalions to the border.", ["MOBILIZE"]),
    ("The Indian navy freed Iranian hostages.", ["AID"]),
    ("Somali rebels released two Iranian hostages.", ["RETREAT"]),
])
def test_senses_are_told_apart_by_who_does_it_to_whom(text: str, kinds: list[str]) -> None:
    assert told(text) == kinds
