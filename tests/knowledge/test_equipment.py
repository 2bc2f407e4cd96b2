"""Marks of weapons, aircraft and ships, listed or not; and what only looks like one."""

from __future__ import annotations

import pytest

from communique.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def equipment(knowledge: Knowledge, text: str) -> list[tuple[str, str, str | None]]:
    words = text.split()
    return [(" ".join(words[a:b]), es[0].id.removeprefix("equipment:"), es[0].sub)
            for a, b, es in knowledge.find_names(words) if es[0].kind == "equipment"]


@pytest.mark.parametrize(("text", "id_", "sub"), [
    ("Su-25s", "su-25", "attack aircraft"), ("Su-75", "su-75", "aircraft"), ("MiG-31K", "mig-31", "fighter"),
    ("Mi-8", "mi-8", "transport helicopter"), ("MQ-9", "mq-9", "unmanned aerial vehicle"),
    ("T-72B3", "t-72", "main battle tank"), ("S-550", "s-550", "air defence system"), ("AK-47s", "ak-47", "assault rifle"),
    ("DF-21D", "df-21", "ballistic missile"), ("HIMARS", "himars", "rocket artillery"),
    ("Patriot missiles", "patriot", "air defence system"), ("Kalashnikovs", "kalashnikov", "assault rifle"),
    ("DDG 70", "ddg-70", "destroyer"), ("CVN-70", "cvn-70", "aircraft carrier")])
def test_marks_and_names(knowledge: Knowledge, text: str, id_: str, sub: str) -> None:
    assert equipment(knowledge, f"they sent {text} there") == [(text, id_, sub)]


def test_nicknames_and_ships(knowledge: Knowledge) -> None:
    assert [e[0] for e in equipment(knowledge, "two F-16 Fighting Falcons met the USS Carl Vinson off HMS Queen Elizabeth , "
                                               "which sailed")] == ["F-16 Fighting Falcons", "USS Carl Vinson",
                                                                    "HMS Queen Elizabeth"]
    ship = knowledge.get("equipment:uss-carl-vinson")
    assert ship is not None and ship.country == "USA" and ship.sub == "warship"
    fighter = knowledge.get("equipment:su-35")
    assert fighter is not None and fighter.name == "Su-35"


@pytest.mark.parametrize("text", ["the G-20 met", "an H-1B visa", "vitamin B-12", "the P-5 states", "Article A-1", "in R-rated",
                                  "on 24-25 May", "T-shirts", "F-word", "the Patriot Act", "USS", "MV", "COVID-19", "U-17", "flight MH17", "a T20 match", "the A6 road", "MI5"])
def test_what_is_no_equipment(knowledge: Knowledge, text: str) -> None:
    assert equipment(knowledge, text) == []
