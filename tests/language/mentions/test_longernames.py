"""Names that go on: over a hyphen, past the name of someone else, into the name of another body."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import none, one, read


@pytest.mark.parametrize("name", ["Park Dong-seok", "Cho Min-ah", "Lim Jae-hyun"])
def test_a_name_goes_on_over_a_hyphen(name: str) -> None:
    reading = read(f"South Korean President {name} met Danish Prime Minister Lise Holm on Friday.\n\n"
                   f"{name.split()[0]} will fly home on Sunday.", "2024-06-07")
    full, short = one(reading, name), one(reading, name.split()[0])
    assert (full.kind, full.country) == ("person", "KOR")
    assert short.entity == full.entity, "the report's own person, not an office-holder of that surname"


def test_a_family_name_that_comes_first() -> None:
    reading = read("Chinese Vice Premier Wu Lanying arrived in Oslo. Wu signed the accord.", "2024-06-07")
    assert one(reading, "Wu").entity == one(reading, "Wu Lanying").entity


def test_no_one_of_the_tables_within_a_longer_name() -> None:
    reading = read("Omani Oil Minister Sheikh Rashid bin Saif Al Mahri spoke in Muscat on Monday.", "2021-03-01")
    assert none(reading, "Sheikh Rashid")
    assert one(reading, "Rashid bin Saif Al Mahri").country == "OMN"


@pytest.mark.parametrize(("text", "name", "entity"), [
    ("Sheikh Rashid spoke in Islamabad on Monday.", "Sheikh Rashid", "person:sheikh-rashid-ahmed"),
    ("US President Barack Hussein Obama spoke on Monday.", "Barack Hussein Obama", "person:barack-obama"),
    ("President Nicolas Maduro Moros spoke in Caracas.", "Nicolas Maduro Moros", "person:nicolas-maduro"),
])
def test_someone_of_the_tables_still(text: str, name: str, entity: str) -> None:
    assert one(read(text, "2014-03-03"), name).entity == entity


@pytest.mark.parametrize(("text", "inside"), [
    ("The opposition Social Democratic Party left the talks in Podgorica.", "Democratic Party"),
    ("Leaders of the Israeli Labour Party met in Haifa.", "Labour Party"),
])
def test_no_body_within_the_name_of_another(text: str, inside: str) -> None:
    reading = read(text, "2024-06-07")
    assert none(reading, inside)
    assert all(m.country not in ("USA", "GBR") for m in reading.mentions)


@pytest.mark.parametrize(("text", "name", "country"), [
    ("The Democratic Party lost the vote in Washington.", "Democratic Party", "USA"),
    ("The British Labour Party met on Monday.", "British Labour Party", "GBR"),
    ("The Labour Party met in London on Monday.", "Labour Party", "GBR"),
])
def test_a_body_with_its_own_peoples_name(text: str, name: str, country: str) -> None:
    assert one(read(text, "2024-06-07"), name).country == country


@pytest.mark.parametrize(("text", "name", "kind", "sector"), [
    ("The opposition Dawn Movement rejected the vote in Kenya.", "Dawn Movement", "organisation", "OPP"),
    ("The rebel Dawn Movement took the town in Kenya.", "Dawn Movement", "force", "REB"),
    ("Kenya fought the Dawn Liberation Front in the north.", "Dawn Liberation Front", "force", "REB"),
])
def test_a_movement_of_the_opposition_is_no_armed_one(text: str, name: str, kind: str, sector: str) -> None:
    found = one(read(text), name)
    assert (found.kind, found.sector) == (kind, sector)
