"""Every row of the relations' tables: its example must give what it expects."""

from __future__ import annotations

from functools import cache

import pytest

from communique import code
from communique.coding.relations import lexicon
from communique.coding.tables import Row, rows
from communique.records import Relation, Role

_NOUNS = ("entry", "type", "holder", "others", "holder_kinds", "other_kinds", "example", "expect")
_VERBS = ("entry", "type", "subject", "object", "subject_kinds", "object_kinds", "example", "expect", "tense")
_TITLES = ("entry", "scope", "example", "expect")
TITLES = [r for r in rows("relations", "titles", _TITLES) if r["example"]]
FRAMES = [r for r in (*rows("relations", "nouns", _NOUNS), *rows("relations", "verbs", _VERBS)) if r["example"]]


@cache
def relations(text: str) -> tuple[Relation, ...]:
    return tuple(r for r in code(text, published="2019-04-18") if isinstance(r, Relation))


def stands(wanted: str, role: Role | None) -> bool:
    said = " ".join(str(v) for v in (role.entity, role.name, role.text, role.country) if v) if role else "-"
    return wanted in said


@pytest.mark.parametrize("row", TITLES, ids=lambda r: r.at.rpartition("/")[2])
def test_titles(row: Row) -> None:
    value, _, of = row["expect"].partition(" > ")
    found = [r for r in relations(row["example"]) if r.type == "holds_office"]
    assert any(r.value == value and stands(of, r.object) for r in found), found


@pytest.mark.parametrize("row", FRAMES, ids=lambda r: r.at.rpartition("/")[2])
def test_frames(row: Row) -> None:
    one, _, two = row["expect"].partition(" > ")
    found = [r for r in relations(row["example"]) if r.type == row["type"]]
    assert any(stands(one, r.subject) and stands(two, r.object) for r in found), found


def test_schema() -> None:
    assert len(lexicon.titles()) > 80
    assert all(len(words) > 2 for words in lexicon.classes().values())
    for noun in (n for some in lexicon.nouns().values() for n in some):
        assert noun.type in lexicon.TYPES
        assert noun.others
    kinds = set(lexicon.classes()) | {"any", "state", "organisation", "person", "place", "group", "force", "facility", "equipment",
                                      "document"}
    for verb in (v for some in lexicon.verbs().values() for v in some):
        assert verb.type in lexicon.TYPES
        assert set(verb.subject_kinds) | set(verb.object_kinds) <= kinds, verb.rule
