"""Who did it to whom, where the words beside the act say so only by way of others."""

from __future__ import annotations

import pytest

from communique.coding.events import find_events
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article, Role


def told(text: str) -> list[str]:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    return [f"{e.type} {states(e.actors)}>{states(e.recipients)}" for e in find_events(reading, find_statements(reading))]


def states(roles: tuple[Role, ...]) -> str:
    return ",".join(dict.fromkeys(r.country or r.sector or "?" for r in roles)) or "-"


@pytest.mark.parametrize(("text", "expected"), [
    ("The UN repeated its demand that Kenya ease curbs on Somali traders.", "REQUEST IGO>KEN"),
    ("Norway issued a reminder to Kenya that it must cooperate with inspectors.", "REQUEST NOR>KEN"),
    ("Norway told Kenya that it must leave.", "REQUEST NOR>KEN"),
    ("Norway demanded the withdrawal of Kenyan troops from Somalia.", "REQUEST NOR>KEN"),
    ("Kenyan deserters sought asylum in Norway.", "REQUEST KEN>NOR"),
    ("Kenya opened an inquiry into crimes committed by Sudanese forces.", "ACCUSE KEN>SDN"),
    ("Kenyan rebels kidnapped up to 16 Norwegian engineers.", "ASSAULT KEN>NOR"),
    ("Kenyan police used tear gas to disperse Somali demonstrators.", "ASSAULT KEN>SOM"),
    ("Kenya offered to negotiate with Somalia.", "AGREE KEN>SOM"),
    ("Kenya agreed to Norwegian mediation in its talks with Somalia.", "AGREE KEN>NOR"),
    ("Kenya refused admission to Somali traders.", "REJECT KEN>SOM"),
    ("A Kenyan banker was arrested in Norway.", "COERCE NOR>KEN"),
])
def test_the_other_side(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya closed its consulate in Oslo.", "KEN>KEN"),
    ("Kenya agreed to Norwegian mediation in its talks with Somalia.", "KEN,NOR>"),
    ("A Kenyan nurse was killed in Norway.", "ASSAULT NOR>"),
    ("Kenyan students marched against the Norwegian government.", ">KEN"),
    ("Two Somali nurses were held by rebels in Kenya.", "COERCE SOM>"),
])
def test_who_is_not_the_other_side(text: str, expected: str) -> None:
    assert not any(expected in line for line in told(text))
