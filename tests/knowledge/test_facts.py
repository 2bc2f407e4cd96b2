"""States, their words, and who belongs to what when."""

from __future__ import annotations

import pytest

from communique.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def members(knowledge: Knowledge, org: str, day: str, standing: str = "member") -> set[str]:
    return {m.member[6:] for m in knowledge.members(f"organisation:{org}", day) if m.standing == standing}


def test_membership_goes_by_the_day(knowledge: Knowledge) -> None:
    assert members(knowledge, "EAEU", "2017-03-01") == {"ARM", "BLR", "KAZ", "KGZ", "RUS"}
    assert members(knowledge, "EAEU", "2015-01-01") == {"BLR", "KAZ", "RUS"}
    assert "GBR" in members(knowledge, "EU", "2020-01-31") and "GBR" not in members(knowledge, "EU", "2020-02-01")
    assert len(members(knowledge, "NATO", "2017-06-04")) == 28 and len(members(knowledge, "NATO", "2017-06-05")) == 29
    assert members(knowledge, "LAS", "2015", "suspended") == {"SYR"}


@pytest.mark.parametrize(("org", "day", "count"), [
    ("UN", "2012-01-01", 193), ("UN", "1989-06-01", 159), ("EU", "2014-01-01", 28), ("EU", "2021-01-01", 27),
    ("NATO", "2024-04-01", 32), ("AU", "2018-01-01", 55), ("ASEAN", "2017-01-01", 10), ("UNSC", "2016-07-01", 15),
    ("UNSC", "1995-07-01", 15), ("COE", "2010-01-01", 47), ("OSCE", "2015-01-01", 57), ("OECD", "2019-01-01", 36),
    ("ECOWAS", "2016-01-01", 15), ("SADC", "2020-01-01", 16), ("CARICOM", "2010-01-01", 15),
    ("ICC", "2016-01-01", 123), ("ICC", "2024-06-01", 124), ("WTO", "2001-01-01", 140),
    ("WTO", "2017-01-01", 164), ("COMMONWEALTH", "2017-06-01", 52), ("OPEC", "2018-01-01", 14), ("OPEC", "2024-06-01", 12),
    ("PIF", "2018-01-01", 18), ("CELAC", "2015-01-01", 33), ("ECCAS", "2017-01-01", 11), ("COMESA", "2019-01-01", 21),
    ("UNASUR", "2015-01-01", 12), ("EUROZONE", "2020-01-01", 19), ("SCHENGEN", "2020-01-01", 26), ("BRICS", "2025-06-01", 10),
    ("APEC", "2010-01-01", 21), ("LAS", "2000-01-01", 22), ("OIC", "2005-01-01", 57), ("OAS", "2010-01-01", 34)])
def test_known_sizes(knowledge: Knowledge, org: str, day: str, count: int) -> None:
    assert len(members(knowledge, org, day)) == count


def test_memberships_of_a_state(knowledge: Knowledge) -> None:
    some = {m.organisation[13:] for m in knowledge.memberships("state:KGZ", "2017-03-01") if m.standing == "member"}
    assert {"UN", "EAEU", "CSTO", "CIS", "SCO", "OSCE", "OIC", "WTO"} <= some and "EU" not in some


def test_chairs(knowledge: Knowledge) -> None:
    assert [t.person for t in knowledge.chairs("organisation:EAEU", "2017-03-01")] == ["state:KGZ"]
    assert [t.person for t in knowledge.chairs("organisation:EUCOUNCIL", "2017-02-28")] == ["state:MLT"]


def test_words_of_a_state(knowledge: Knowledge) -> None:
    for form, iso3 in {"Kyrgyz": "KGZ", "Britons": "GBR", "FRENCH": "FRA", "Soviet": "SUN", "Congolese": "COD"}.items():
        assert knowledge.demonym(form) == iso3
    assert knowledge.demonym("Abkhaz") is None
    abkhazia = knowledge.people_called("Abkhaz")
    assert abkhazia is not None and abkhazia.id == "state:ABKHAZIA" and abkhazia.country == "GEO"
    assert knowledge.combining("Sino") == "CHN"


def test_metonyms(knowledge: Knowledge) -> None:
    assert knowledge.capital_of("Kremlin") == "RUS" and knowledge.is_seat("Kremlin")
    assert knowledge.capital_of("Moscow") == "RUS" and not knowledge.is_seat("Moscow")
    assert knowledge.metonym("Brussels") == ("organisation:EU", "state:BEL")
    assert knowledge.capital_of("Victoria") is None


def test_states_are_on_the_map_and_dated(knowledge: Knowledge) -> None:
    states = knowledge.entities("state")
    assert sum(s.sub == "member" for s in states) == 193
    assert all(s.latitude is not None for s in states)
    ussr = knowledge.get("state:SUN")
    assert ussr is not None and ussr.to == "1991-12-26" and "state:KAZ" in ussr.extra["successors"].split("|")


def test_bodies(knowledge: Knowledge) -> None:
    assert {"organisation:UNSC", "organisation:UNGA"} <= {e.id for e in knowledge.bodies("organisation:UN")}
