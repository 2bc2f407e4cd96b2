"""Short names, hyphened states, names by where they stand, and whom a report's country is not given."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import none, one, read


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("Shelling in Talbiseh killed nine.", "Talbiseh", "place"),
    ("Officials in Suwalki said nothing.", "Suwalki", "place"),
    ("Shelling in Talbiseh and Maarrat Misrin killed nine.", "Maarrat Misrin", "place"),
    ("The shells fell on the Al-Salam neighborhood of Daraa.", "Al-Salam", "place"),
    ("The shells fell on the Al-Salam neighborhood of Daraa.", "Daraa", "place"),
    ("Elders of the Al Zubaid tribe met the governor.", "Al Zubaid", "group"),
    ("Knox Ferrow, the Special Envoy to Libya, landed on Monday.", "Knox Ferrow", "person"),
    ("The Minister for Africa Henry Mulgrew spoke first.", "Henry Mulgrew", "person"),
    ("Crowds gathered at the Kandal Gate in Lahore.", "Kandal Gate", "facility"),
])
def test_what_a_name_is_by_where_it_stands(text: str, name: str, kind: str) -> None:
    assert one(read(text), name).kind == kind


@pytest.mark.parametrize(("text", "name"), [
    ("The fund sold its stake in Kerrovan last week.", "Kerrovan"),
    ("He lost all confidence in Kerrovan after that.", "Kerrovan"),
    ("She wrote in Haaretz that the talks had failed.", "Haaretz"),
])
def test_what_is_in_no_place(text: str, name: str) -> None:
    assert all(m.kind != "place" for m in read(text).mentions if m.text == name)


def test_a_quarter_is_not_a_town_of_its_name() -> None:
    assert one(read("The shells fell on the Al-Salam neighborhood of Daraa."), "Al-Salam").country is None


def test_an_office_before_a_name_that_a_river_has() -> None:
    assert none(read("Special Envoy Severn landed in Amman."), "Severn", "place:severn")


def test_states_in_one_word_with_a_hyphen() -> None:
    reading = read("The U.S.-Japan alliance is old.")
    assert one(reading, "U.S.").entity == "state:USA"
    assert one(reading, "Japan").entity == "state:JPN"
    assert one(read("The U.S.-led coalition struck."), "the U.S.-led coalition".capitalize().replace(
        "u.s.", "U.S.")).country == "USA"
    assert one(read("The U.S.-backed fighters left."), "The U.S.-backed fighters").country is None


def test_a_noun_that_the_report_writes_with_a_capital() -> None:
    reading = read("Members of the Global Coalition met. Planes of the Coalition flew on, and two Coalition aircraft "
                   "were lost. Later Coalition partners sent aid.")
    assert one(reading, "Coalition", "named").kind == "organisation"
    assert len([m for m in reading.mentions if m.text == "Coalition"]) == 2
    assert none(read("The coalition aircraft flew on. Coalition partners sent aid."), "Coalition")


def test_ships_for_short_and_by_hull() -> None:
    reading = read("The frigate FS Surcouf joined the group. Surcouf will stay until May. HMS Bulwark (L 15) sailed.")
    assert one(reading, "Surcouf").entity == "equipment:fs-surcouf"
    assert one(reading, "L 15").entity == "equipment:hms-bulwark"
    assert none(read("Martin Surcouf spoke. The frigate sailed."), "Surcouf", "equipment:fs-surcouf")


@pytest.mark.parametrize(("text", "phrase", "country"), [
    ("On Sunday the Assad regime shelled it.", "the Assad regime", "SYR"),
    ("Merkel's spokesman denied it.", "Merkel's spokesman", "DEU"),
    ("The government of Mariano Rajoy fell.", "The government", "ESP"),
])
def test_of_the_country_of_whose_they_are(text: str, phrase: str, country: str) -> None:
    assert one(read(text), phrase).country == country


@pytest.mark.parametrize(("text", "phrase"), [
    ("The embassy in Tbilisi closed its doors.", "The embassy"),
    ("The special envoy landed in Amman.", "The special envoy"),
    ("Seven Turkish teachers were held. The ministry said so.", "The ministry"),
    ("Kerrovan's spokesman denied it in Paris.", "Kerrovan's spokesman"),
])
def test_whom_neither_the_place_nor_an_adjective_tells(text: str, phrase: str) -> None:
    assert all(m.country is None for m in read(text).mentions if m.text == phrase)


def test_what_no_reader_sees_is_no_part_of_a_name() -> None:
    assert one(read("The liberation of Mosul\u200e, he said, came late."), "Mosul").country == "IRQ"


def test_the_kurdistan_regional_government_is_in_iraq() -> None:
    assert one(read("The Kurdistan regional government said so."), "Kurdistan regional government").country == "IRQ"


@pytest.mark.parametrize(("text", "name", "country"), [
    ("In Argentina the UCR said it would back the bill.", "UCR", "ARG"),
    ("In the Netherlands the Labour Party won nine seats.", "Labour Party", "NLD"),
    ("In Britain the Labour Party won nine seats.", "Labour Party", "GBR"),
    ("The Labour Party won nine seats.", "Labour Party", "GBR"),
    ("Germany watched as the Radical Civic Union split in Argentina.", "Radical Civic Union", "ARG"),
    ("Italian Tourism Ministry officials met the press.", "Italian Tourism Ministry", "ITA"),
])
def test_names_that_several_states_have(text: str, name: str, country: str) -> None:
    assert one(read(text), name).country == country


def test_an_acronym_of_a_country_that_is_not_there_is_not_guessed() -> None:
    assert all(m.country != "ARG" for m in read("The UCR met in Oslo.").mentions)


@pytest.mark.parametrize(("text", "phrase", "country"), [
    ("Opposition leaders in Batumi and Kutaisi said so.", "Kutaisi", "GEO"),
    ("Kenya has troops in Somalia.", "troops", "KEN"),
    ("Moscow, which has troops in Abkhazia, denied it.", "troops", "RUS"),
    ("Troops in Somalia mutinied.", "Troops", "SOM"),
    ("The prime minister is in Doha for talks.", "The prime minister", None),
    ("Police were out in Doha on Monday.", "Police", "QAT"),
])
def test_where_someone_is_and_whose_they_are(text: str, phrase: str, country: str | None) -> None:
    assert one(read(text), phrase).country == country
