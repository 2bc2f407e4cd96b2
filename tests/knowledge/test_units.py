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
    ("the First Army crossed", "First Army", "army"),
    ("the 3rd Battalion , 21st Infantry Regiment , landed", "3rd Battalion , 21st Infantry Regiment", "battalion"),
    ("B Company , 2nd Battalion , 5th Marines left", "B Company , 2nd Battalion , 5th Marines", "company"),
    ("ships of Combined Task Force ( CTF ) 150 met", "Combined Task Force ( CTF ) 150", "task force"),
    ("ships of Task Force 57 met", "Task Force 57", "task force"),
    ("men of JTF 435 met", "JTF 435", "task force")])
def test_units(knowledge: Knowledge, text: str, unit: str, sub: str) -> None:
    words = text.split()
    found = [(" ".join(words[a:b]), es[0].sub, es[0].kind, es[0].sector) for a, b, es in knowledge.find_names(words)]
    assert found == [(unit, sub, "force", "MIL")]


def test_units_of_one_size_are_a_list(knowledge: Knowledge) -> None:
    found = knowledge.find_names(["1st", "Brigade", ",", "2nd", "Brigade", "and", "3rd", "Brigade"])
    assert [es[0].name for _, _, es in found] == ["1st Brigade", "2nd Brigade", "3rd Brigade"]


@pytest.mark.parametrize("short", ["CTF 150", "Combined Task Force ( CTF ) 150", "Combined Task Force 150"])
def test_a_task_force_by_its_letters(knowledge: Knowledge, short: str) -> None:
    assert knowledge.find_names(short.split())[0][2][0].id == "force:combined-task-force-150"


@pytest.mark.parametrize("text", ["the 21st Century", "on 5th Avenue", "his 3rd term", "the 2nd of May", "First Lady",
                                  "E Company said", "a task force of 12", "TF one",
                                  "the 10th anniversary of the Battalion", "a Second World War"])
def test_no_units(knowledge: Knowledge, text: str) -> None:
    assert knowledge.find_names(text.split()) == []
