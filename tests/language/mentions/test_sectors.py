"""The sector of bodies by their names, and of who speaks for them: trade unions, business chambers, companies."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import none, one, read


@pytest.mark.parametrize(("text", "words", "sector"), [
    ("The Lagos Chamber of Commerce and Industry urged the government to act.", "Lagos Chamber of Commerce and Industry",
     "BUS"),
    ("The Chamber of Mines condemned the strike in Zambia.", "Chamber of Mines", "BUS"),
    ("The chamber of commerce condemned the tax in Kenya.", "The chamber of commerce", "BUS"),
    ("The Chamber of Deputies passed the bill.", "The Chamber of Deputies", "LEG"),
    ("The National Union of Teachers called a strike in Kenya.", "National Union of Teachers", "LAB"),
    ("The Ghana Mine Workers Union criticised the company.", "Ghana Mine Workers Union", "LAB"),
    ("The Congress of Trade Unions called a strike in Zimbabwe.", "Congress of Trade Unions", "LAB"),
    ("The Fishers' Union blockaded the port on Monday.", "Fishers' Union", "LAB"),
    ("The teachers' union called a strike in Kenya.", "The teachers' union", "LAB"),
    ("The students' union marched in Accra.", "The students' union", "EDU"),
    ("The Credit Union of Kenya lent money to farmers.", "Credit Union of Kenya", "BUS"),
    ("The African Union condemned the coup.", "African Union", "IGO"),
    ("The Andean Customs Union met in Lima.", "Andean Customs Union", "IGO"),
    ("The Kenya National Commission on Human Rights condemned the police.",
     "Kenya National Commission on Human Rights", "GOV"),
    ("The airline's chief met the minister.", "The airline's chief", "BUS"),
    ("Airbus said it would cut jobs. Its chief accused Boeing.", "Its chief", "BUS"),
    ("Volvo's chief executive met the minister.", "Volvo's chief executive", "BUS"),
    ("Hong Kong's chief executive met reporters.", "Hong Kong's chief executive", "GOV"),
    ("The ministry's director met reporters in Oslo.", "The ministry's director", "GOV"),
    ("The union leader condemned the minister.", "The union leader", "LAB"),
])
def test_the_sector(text: str, words: str, sector: str) -> None:
    assert one(read(text), words).sector == sector


def test_a_newspaper_is_not_the_first_word_of_a_union() -> None:
    assert none(read("The National Union of Teachers called a strike."), "The National")
    assert one(read("The National reported the talks on Monday."), "The National").sector == "MED"


def test_a_chamber_of_commerce_is_one_body_and_no_chamber() -> None:
    reading = read("The dispute has cost Ghana 40 million dollars, according to the Chamber of Commerce.")
    assert [(m.text, m.sector) for m in reading.mentions if m.kind == "organisation"] == [
        ("the Chamber of Commerce", "BUS")]
