"""Every row of the commitments' tables: its example must give what it expects."""

from __future__ import annotations

from functools import cache

import pytest

from communique import code
from communique.coding.commitments import lexicon
from communique.coding.tables import Row, rows
from communique.ontology import types
from communique.records import Commitment

GOVERNORS = rows("commitments", "governors", ("entry", "pos", "frame", "strength", "example", "expect"))
CONDITIONS = rows("commitments", "conditions", ("entry", "kind", "example"))


@cache
def commitments(text: str) -> tuple[Commitment, ...]:
    return tuple(r for r in code(text, published="2019-04-18") if isinstance(r, Commitment))


@pytest.mark.parametrize("row", GOVERNORS, ids=lambda r: r.at.rpartition("/")[2])
def test_binding_words(row: Row) -> None:
    found = commitments(row["example"])
    assert row["expect"] in [c.strength for c in found], found


@pytest.mark.parametrize("row", CONDITIONS, ids=lambda r: r.at.rpartition("/")[2])
def test_conditions(row: Row) -> None:
    found = commitments(row["example"])
    assert any(c.condition and any(c.condition.text.lower().startswith(e) for e in row.alternatives("entry"))
               for c in found), found


@pytest.mark.parametrize("entry", [e for r in CONDITIONS if r["kind"] == "clause" for e in r.alternatives("entry")])
def test_every_word_that_opens_a_clause(entry: str) -> None:
    found = commitments(f"Chad has promised to free the crew {entry} Sudan pays the fine.")
    assert [c.condition.text for c in found if c.condition] == [f"{entry} Sudan pays the fine"]


def test_types_are_plovers() -> None:
    known = set(types())
    assert {t for t in lexicon.acts().values() if t} <= known
    assert {"prediction", "speech", "side", "expert", "agreement"} <= {r["class"] for r in rows(
        "commitments", "words", ("class", "words"))}
