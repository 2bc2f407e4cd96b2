"""Names of several parts and of no table: units and task forces, parts of the world, houses, towns with their noun."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import none, one, read


@pytest.mark.parametrize(("text", "name", "form", "entity"), [
    ("The Assad regime bombed the town. Syria denied it.", "The Assad regime", "metonym", "state:SYR"),
    ("Syria's rebels rejected the Asad regime.", "the Asad regime", "metonym", "state:SYR"),
    ("The Merkel government rejected the plan. Germany agreed.", "The Merkel government", "metonym", "state:DEU"),
    ("The Syrian regime bombed the town.", "The Syrian regime", "descriptive", "state:SYR"),
    ("The West condemned the coup in Mali.", "West", "named", "group:the-west"),
    ("Ties between Russia and the West have soured.", "West", "named", "group:the-west"),
    ("Leaders of the Global South met in Delhi.", "Global South", "named", "group:the-global-south"),
    ("They met at the Pentagon on Monday.", "Pentagon", "named", "facility:pentagon"),
    ("The Pentagon said it would send troops.", "Pentagon", "named", "organisation:usa-defence-ministry"),
    ("An official at the Pentagon said so.", "Pentagon", "named", "organisation:usa-defence-ministry"),
    ("Troops took the port city of Tartus in Syria.", "the port city of Tartus", "named", "place:163345"),
    ("The men of the 3rd Battalion, 21st Infantry Regiment, landed.", "3rd Battalion, 21st Infantry Regiment", "named",
     "force:3rd-battalion-21st-infantry-regiment"),
    ("The men of the 3rd Battalion, 21st Infantry Regiment, landed.", "21st Infantry Regiment", "named",
     "force:21st-infantry-regiment"),
    ("The frigate joined Combined Task Force (CTF) 150.", "Combined Task Force (CTF) 150", "named",
     "force:combined-task-force-150"),
    ("The talks were led by the UN Special Envoy de Mistura.", "de Mistura", "named", "person:staffan-de-mistura"),
    ("The Commission of Inquiry (CoI) met in Juba. The COI said no more.", "COI", "named",
     "organisation:commission-of-inquiry"),
    ("Planes left Ravel Air Force Base. Crews returned to Ravel on Monday.", "Ravel", "named",
     "facility:ravel-air-force-base"),
    ("They spoke at the Raisina Dialogue.", "Raisina Dialogue", "named", "organisation:raisina-dialogue"),
])
def test_names(text: str, name: str, form: str, entity: str) -> None:
    assert one(read(text), name, form).entity == entity


@pytest.mark.parametrize(("text", "name"), [
    ("Israel holds the West Bank.", "West"),
    ("Drought hit the American West.", "West"),
    ("Rain fell in the west of Mali.", "west"),
    ("The Men and Women of the 12th Brigade left Kabul.", "Men and Women"),
    ("The lawyer for minister Adan spoke of lawyers de facto.", "de facto"),
])
def test_no_names(text: str, name: str) -> None:
    assert none(read(text), name)


@pytest.mark.parametrize(("text", "places"), [
    ("Shells fell in Qarima, Telbis and Ruhan on Monday, Syria said.", ["Qarima", "Telbis", "Ruhan"]),
    ("DETROIT The Transport Department fined a firm in Ohio.", ["DETROIT"]),
    ("The village of Ximo in China was buried.", ["Ximo"]),
    ("Strikes hit Dayr az Zawr on Monday.", ["Dayr az Zawr"]),
])
def test_places(text: str, places: list[str]) -> None:
    reading = read(text)
    assert [one(reading, p).kind for p in places] == ["place"] * len(places)


def test_airmen_are_of_the_force_before_them() -> None:
    reading = read("On board were 300 ANG Airmen from Vermont.")
    assert one(reading, "ANG").kind == "force"
    assert one(reading, "300 ANG Airmen").kind == "group"


@pytest.mark.parametrize(("text", "country", "sector"), [
    ("SUVA, May 3 (AFP) - Australia warned Tonga. Australia later told AFP so.", "FRA", "MED"),
    ("Officers of the AFP searched a house in Sydney, Australia, as Australian police watched.", "AUS", "COP"),
])
def test_an_agency_is_no_police_in_its_own_report(text: str, country: str, sector: str) -> None:
    found = [m for m in read(text, "2024-05-03").mentions if m.text == "AFP"]
    assert found and all((m.country, m.sector) == (country, sector) for m in found)


def test_a_party_is_that_of_the_country_that_the_report_speaks_of() -> None:
    benin = "Benin's parliament votes on Monday. Benin's opposition Democrats will vote against it."
    assert [m.country for m in read(benin, "2024-05-03").mentions if m.text == "Democrats"] == ["BEN"]
    usa = "The Senate votes on Monday. Democrats will vote against it, the White House said."
    assert [m.country for m in read(usa, "2024-05-03").mentions if m.text == "Democrats"] == ["USA"]
