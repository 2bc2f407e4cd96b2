"""What an act is about is told in it, and what is told beside it is an event of its own."""

from __future__ import annotations

import pytest

from communique.coding.events import find_events
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article


def types(text: str) -> list[str]:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    return [e.type for e in find_events(reading, find_statements(reading))]


@pytest.mark.parametrize(("text", "expected"), [
    ("Norway condemned the shelling of a Kenyan village.", ["ACCUSE"]),
    ("Norway accused Kenya of shelling Somalia.", ["ACCUSE"]),
    ("Kenya rejected an appeal made by Norway.", ["REJECT"]),
    ("Kenya rejected a Norwegian call to withdraw its troops.", ["REJECT"]),
    ("Kenya demanded that Norway end its support for the rebels.", ["REQUEST"]),
    ("Kenyans protested against the arrest of a senator in Nairobi.", ["PROTEST"]),
    ("Kenya lifted the curfew it had imposed in Mombasa.", ["CONCEDE"]),
    ("Sudan released two Kenyan nurses arrested in Darfur.", ["RETREAT"]),
    ("Kenya threatened to expel Sudanese diplomats unless Sudan freed two reporters.", ["THREATEN"]),
    ("Norway promised aid if Kenya withdraws its troops from Somalia.", ["AGREE"]),
    ("Kenya refused to sign the treaty until Sudan releases the hostages.", ["REJECT"]),
])
def test_a_topic_is_no_event_beside_its_act(text: str, expected: list[str]) -> None:
    assert types(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya shelled a village and Norway condemned it.", ["ASSAULT", "ACCUSE"]),
    ("Norway condemned Kenya after its army shelled a Somali village.", ["ACCUSE", "ASSAULT"]),
    ("Kenya and Norway signed a treaty after Sudan attacked a Kenyan port.", ["SUPPORT", "ASSAULT"]),
    ("Kenya arrested two Sudanese spies who had bombed an embassy.", ["COERCE", "ASSAULT"]),
    ("Norway denied that it had shelled Kenya.", ["ASSAULT"]),
    ("Norway said Kenya had expelled its ambassador.", ["SANCTION"]),
    ("If Sudan shells Kenyan villages, trade will suffer.", ["ASSAULT"]),
    ("Kenya freed two reporters before Sudan shelled a Kenyan port.", ["RETREAT", "ASSAULT"]),
])
def test_what_is_told_beside_an_act_is_an_event(text: str, expected: list[str]) -> None:
    assert types(text) == expected
