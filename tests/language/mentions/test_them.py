"""Whom "them" stands for: not who acts on them, and not a body of which there is one where only some are meant."""

from __future__ import annotations

import pytest

from communique.records import Mention
from tests.language.mentions.reading import read


def them(text: str) -> list[Mention]:
    return [m for m in read(text).mentions if m.text == "them"]


@pytest.mark.parametrize(("text", "sector"), [
    ("About 200 farmers marched to the embassy in Nairobi on Monday. Police fired tear gas after some of them threw "
     "stones.", "CVL"),
    ("Hundreds of students gathered outside parliament in Accra. The army opened fire and several of them were wounded.",
     "EDU"),
    ("Rebels attacked the town of Kidal. The government said many of them had crossed the border.", "REB"),
    ("Kenyan soldiers arrived in Somalia on Monday. Two of them were killed by a mine.", "MIL"),
    ("The court freed five activists after two of them signed a letter.", "CVL"),
    ("Soldiers stormed the camp on Monday. The rebels killed three of them.", "MIL"),
    ("Lawmakers left the chamber, and the president called some of them traitors.", "LEG"),
    ("Nine miners were trapped in Ghana. Rescuers said one of them had died.", "CVL"),
    ("Protesters blocked the road on Monday. Police arrested them.", "CVL"),
    ("The army fired on protesters in Lagos and arrested them.", "CVL"),
    ("Students marched in Dhaka. Police used water cannon to disperse them.", "EDU"),
    ("Farmers met in Accra on Monday. The ministry said the army would protect them.", "CVL"),
    ("The rebels said the army had shelled them.", "REB"),
    ("Journalists took their cameras with them.", "MED"),
])
def test_whom_them_means(text: str, sector: str) -> None:
    assert [m.sector for m in them(text)] == [sector]


@pytest.mark.parametrize("text", [
    "Police said dozens of them were held after a court in Lagos ruled.",
    "The ministry in Oslo said most of them had come from Uganda.",
    "Rebels fired rockets at the base. The army shot them down.",
    "Farmers in Kenya bought tractors. The ministry said many of them were faulty.",
    "Police sent trucks to the port on Monday. Some of them broke down.",
    "Police clashed with protesters in Lagos. The army joined them.",
    "Residents said soldiers had left the town. The army shelled them.",
    "Two soldiers were killed near Kidal. Police said gunmen had ambushed them.",
    "Kenya signed the treaty. The minister read them.",
    "The ministry sent letters. The court returned them.",
])
def test_who_is_not_plain(text: str) -> None:
    assert them(text) == []


def test_each_of_two_states() -> None:
    reading = read("The ministers of Chad and Niger met in Paris. Both of them signed the treaty.")
    assert ["state:TCD", "state:NER"] in [[m.entity for m in some] for some in reading.groups.values()]
