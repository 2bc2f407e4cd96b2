"""People: the name, the surname alone, titles and appositions."""

from __future__ import annotations

from tests.language.mentions.reading import one, read


def test_a_title_gives_country_and_sector() -> None:
    reading = read("Kenyan Foreign Minister Oduya Wanjala arrived on Monday. Wanjala signed the treaty.")
    full, short = one(reading, "Oduya Wanjala"), one(reading, "Wanjala")
    assert (full.country, full.sector) == ("KEN", "GOV")
    assert short.entity == full.entity == "person:oduya-wanjala-ken"
    assert one(reading, "Kenyan Foreign Minister").entity == full.entity


def test_an_apposition_is_the_person() -> None:
    reading = read("The Zambian army commander, Gen. Mulenga Chisanga, denied it.")
    person = one(reading, "Mulenga Chisanga")
    assert (person.country, person.sector, person.kind) == ("ZMB", "MIL", "person")
    assert one(reading, "The Zambian army commander").entity == person.entity


def test_a_full_name_after_the_surname() -> None:
    reading = read("Chisanga denied it on Monday.\n\nThe spokesman, Mulenga Chisanga, gave no reason.")
    assert one(reading, "Chisanga").entity == one(reading, "Mulenga Chisanga").entity


def test_the_one_in_office_then() -> None:
    assert one(read("President Bush said so.", "2003-05-01"), "Bush").entity == "person:george-w-bush"
    assert one(read("President Bush said so.", "1990-05-01"), "Bush").entity == "person:george-h-w-bush"


def test_a_common_name_needs_company() -> None:
    lone = one(read("A driver, Michael Smith, was hurt in the crash.", "2003-05-01"), "Michael Smith")
    assert lone.entity != "person:michael-smith"
    irish = one(read("Irish Defence Minister Michael Smith spoke in Dublin.", "2003-05-01"), "Michael Smith")
    assert irish.entity == "person:michael-smith"
    late = one(read("Michael Smith, a driver from Dublin, was hurt.", "2019-05-01"), "Michael Smith")
    assert late.entity != "person:michael-smith"
    rare = one(read("Condoleezza Rice spoke at length.", "2003-05-01"), "Condoleezza Rice")
    assert rare.entity == "person:condoleezza-rice"


def test_a_states_name_that_is_someones_first_name() -> None:
    reading = read("Georgia Merrow skated well. Georgia said she was glad. A coach praised Georgia.")
    assert {m.entity for m in reading.mentions if m.text == "Georgia"} == {"person:georgia-merrow"}
    assert not any(m.country == "GEO" for m in reading.mentions)
    reading = read("Georgia Merrow met officials in Tbilisi. Georgia said the talks went well.")
    assert one(reading, "Georgia").entity == "state:GEO"
    assert one(read("Jordan King Abdullah left Amman."), "Jordan").entity == "state:JOR"
