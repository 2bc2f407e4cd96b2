"""The word tables hold to their schema."""

from __future__ import annotations

import pytest

from communique.language.mentions.words import firstnames, rows
from communique.ontology import sectors

KINDS = {"person", "state", "organisation", "place", "facility", "force", "equipment", "group", "document", "event", "thing"}
FLAGS = {"title", "office", "open", "weak", "collective", "relational", "settler", "of-a-state"}


def _words(table: str) -> list[str]:
    return [w for row in rows(table) for w in row["words"].split("|")]


@pytest.mark.parametrize("table", ["nouns", "modifiers", "namewords", "metonyms"])
def test_words_are_lower_case_and_whole(table: str) -> None:
    for word in _words(table):
        assert word and word == word.strip() and word == word.lower() and "  " not in word


@pytest.mark.parametrize("table", ["nouns", "modifiers", "namewords"])
def test_no_word_stands_twice(table: str) -> None:
    some = _words(table)
    assert sorted({w for w in some if some.count(w) > 1}) == []


@pytest.mark.parametrize("table", ["nouns", "modifiers", "namewords"])
def test_kinds_sectors_and_flags(table: str) -> None:
    for row in rows(table):
        assert not row["sector"] or row["sector"] in sectors()
        assert row.get("kind", "person") in KINDS
        assert set(row.get("flags", "").split()) <= FLAGS
        assert row.get("gender", "") in ("", "m", "f")


@pytest.mark.parametrize(("table", "key"), [("contexts", "kind"), ("metonyms", "slot")])
def test_keys_are_unique(table: str, key: str) -> None:
    keys = [row[key] for row in rows(table)]
    assert len(keys) == len(set(keys))


def test_first_names() -> None:
    assert len(firstnames()) > 1000
    assert set(firstnames().values()) == {"m", "f"}
    assert firstnames()["Angela"] == "f"
