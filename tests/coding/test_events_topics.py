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


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya sent police to Mombasa after riots.", "PROTEST"),
    ("UN inspectors probing suspect sites met Norway's minister.", "ACCUSE"),
    ("Norway cancelled the visit in protest at the law.", "PROTEST"),
    ("Kenyan troops stayed in Mombasa to forestall more violence.", "ASSAULT"),
])
def test_a_setting_that_leaves_out_a_side_is_no_event(text: str, expected: str) -> None:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    found = [e.type for e in find_events(reading, find_statements(reading)) if e.status != "negated"]
    assert expected not in found


@pytest.mark.parametrize(("text", "expected"), [
    ("Norway recalled its envoy after attacks by Kenyan rebels on Norwegian nurses.", "ASSAULT"),
    ("Kenya downgraded ties two years after expelling Norway's envoy.", "SANCTION"),
    ("Kenyan students took part in riots in Mombasa.", "PROTEST"),
    ("Norway and Kenya held two days of talks in Oslo.", "CONSULT"),
])
def test_a_setting_that_says_who_does_it_is_an_event(text: str, expected: str) -> None:
    assert expected in types(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya's parliament voted to ratify the treaty with Norway.", ["SUPPORT"]),
    ("Kenyan men armed with machetes attacked a Somali camp.", ["ASSAULT"]),
    ("Kenya promised to continue military aid to Somalia.", ["AGREE"]),
    ("The Kenyan navy lifted its blockade of a Somali port.", ["RETREAT"]),
    ("The UN dispatched inspectors to a plant in Kenya.", ["ACCUSE"]),
    ("Norwegian peacekeepers arrived in Kenya.", ["AID"]),
    ("Kenya said that it had shelled the Somali camp.", ["ASSAULT"]),
    ("Kenya hinted that it would bomb Somali camps.", ["THREATEN"]),
])
def test_senses_by_object_and_complement(text: str, expected: list[str]) -> None:
    assert types(text) == expected
