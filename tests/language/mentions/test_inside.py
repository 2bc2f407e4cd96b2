"""Places inside what is called after them: before an office, in the name of a meeting or of a local body."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import one, read


@pytest.mark.parametrize(("text", "place", "country"), [
    ("Leeds Mayor Anita Holroyd opened the inquiry on Monday.", "Leeds", "GBR"),
    ("Medellin Mayor Tulio Arango said the talks had failed.", "Medellin", "COL"),
    ("Quebec Health Minister Odile Garneau met doctors in Canada.", "Quebec", "CAN"),
    ("Kisumu Governor Achieng Odera met the president of Kenya.", "Kisumu", "KEN"),
    ("The Orange County Sheriff's Office arrested two men in Florida.", "Orange County", "USA"),
    ("A judge of the Durban High Court freed the men in South Africa.", "Durban", "ZAF"),
    ("The Karachi Police Department in Pakistan arrested two men.", "Karachi", "PAK"),
    ("Ministers pledged funds at the Tokyo Conference, Japan said.", "Tokyo", "JPN"),
    ("He lived in Salford in Britain. A nurse at Salford Royal Infirmary treated him.", "Salford", "GBR"),
])
def test_a_place_within_a_name_is_one(text: str, place: str, country: str) -> None:
    reading = read(text)
    found = [m for m in reading.mentions if m.text == place and m.kind == "place"]
    assert found and found[-1].country == country and found[-1].latitude is not None


@pytest.mark.parametrize(("text", "name"), [
    ("Paris Hilton spoke in Vienna on Monday.", "Paris"),
    ("Judge Victoria Chandler freed the men.", "Victoria"),
    ("A reporter of the Houston Herald was held in Mali.", "Houston"),
    ("Boston Holdings bought the mine in Chile.", "Boston"),
    ("Professor Leeds Abara said the vote was fair.", "Leeds"),
])
def test_what_is_a_persons_or_a_firms_is_no_place(text: str, name: str) -> None:
    assert not any(m.text == name and m.kind == "place" for m in read(text).mentions)


def test_an_office_of_a_place_is_of_its_country() -> None:
    reading = read("Medellin Mayor Tulio Arango said the talks had failed.")
    assert one(reading, "Tulio Arango").country == "COL"
