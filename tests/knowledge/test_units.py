"""Numbered military units."""

from __future__ import annotations

import pytest

from communique.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(("text", "unit", "sub"), [
    ("the 12th Fighter Wing flew", "12th Fighter Wing", "wing"),
    ("soldiers of the 3rd Battalion , which", "3rd Battalion", "battalion"),
    ("the 55th Field Artillery Regiment moved", "55th Field Artillery Regiment", "regiment"),
    ("the First Army crossed", "First Army", "army")])
def test_units(knowledge: Knowledge, text: str, unit: str, sub: str) -> None:
    words = text.split()
    found = [(" ".join(words[a:b]), es[0].sub, es[0].kind, es[0].sector) for a, b, es in knowledge.find_names(words)]
    assert found == [(unit, sub, "force", "MIL")]


@pytest.mark.parametrize("text", ["the 21st Century", "on 5th Avenue", "his 3rd term", "the 2nd of May", "First Lady",
                                  "the 10th anniversary of the Battalion", "a Second World War"])
def test_no_units(knowledge: Knowledge, text: str) -> None:
    assert knowledge.find_names(text.split()) == []
