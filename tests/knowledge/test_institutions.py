"""Institutions by the state that they are of, and the well-known ones under their own names."""

from __future__ import annotations

import pytest

from communique.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def found(knowledge: Knowledge, text: str) -> list[tuple[str, str]]:
    words = text.split()
    return [(" ".join(words[a:b]), es[0].id) for a, b, es in knowledge.find_names(words)]


@pytest.mark.parametrize(("text", "span", "id_"), [
    ("the Kyrgyz Foreign Ministry said", "Kyrgyz Foreign Ministry", "organisation:kgz-foreign-ministry"),
    ("the Ministry of Defence of Iraq said", "Ministry of Defence of Iraq", "organisation:irq-defence-ministry"),
    ("South Korean Navy ships", "South Korean Navy", "force:kor-navy"),
    ("the Pakistan Army fired", "Pakistan Army", "force:pak-army"),
    ("FRENCH PARLIAMENT VOTES", "FRENCH PARLIAMENT", "organisation:fra-parliament"),
    ("the State Department said", "State Department", "organisation:usa-foreign-ministry"),
    ("the Royal Navy sailed", "Royal Navy", "force:gbr-navy"),
    ("the Knesset voted", "Knesset", "organisation:isr-parliament")])
def test_institutions(knowledge: Knowledge, text: str, span: str, id_: str) -> None:
    assert (span, id_) in found(knowledge, text)


def test_after_a_possessive_the_state_stands_for_itself(knowledge: Knowledge) -> None:
    assert found(knowledge, "Kenya 's Defence Ministry said") == [("Kenya", "state:KEN"),
                                                                   ("Defence Ministry", "organisation:ken-defence-ministry")]


def test_without_a_state_it_is_nobodys(knowledge: Knowledge) -> None:
    assert found(knowledge, "the Foreign Ministry and the Army met") == []


def test_made_once_and_found_by_id(knowledge: Knowledge) -> None:
    ministry = knowledge.get("organisation:nor-foreign-ministry")
    assert ministry is not None and ministry.country == "NOR" and ministry.sector == "GOV"
    assert ministry.name == "Norwegian Foreign Ministry"
    assert knowledge.get("organisation:xyz-foreign-ministry") is None


@pytest.mark.parametrize(("name", "kind", "country", "sector"), [
    ("PKK", "force", "TUR", "REB"), ("Hizbullah", "force", "LBN", "REB"), ("FSB", "organisation", "RUS", "SPY"),
    ("IDF", "force", "ISR", "MIL"), ("RSF", "force", "SDN", "MIL"), ("Agence France-Presse", "organisation", "FRA", "MED"),
    ("Saudi Aramco", "organisation", "SAU", "BUS"), ("MSF", "organisation", None, "NGO"), ("AKP", "organisation", "TUR", "PTY"),
    ("State Duma", "organisation", "RUS", "LEG"), ("KFOR", "force", None, "IGO")])
def test_well_known_ones(knowledge: Knowledge, name: str, kind: str, country: str | None, sector: str) -> None:
    first = knowledge.lookup(name)[0]
    assert (first.kind, first.country, first.sector) == (kind, country, sector)


def test_bases_have_operator_and_host(knowledge: Knowledge) -> None:
    kant = knowledge.get("facility:kant-air-base")
    assert kant is not None and kant.country == "KGZ" and kant.extra == {"operator": "state:RUS", "host": "state:KGZ"}
    assert kant.latitude is not None and kant.from_ == "2003-10-23"
    for form in ("Kant air base", "Kant airbase", "Kant Air Base"):
        assert [e.id for e in knowledge.lookup(form)] == ["facility:kant-air-base"]


def test_missions_stand_under_their_organisation(knowledge: Knowledge) -> None:
    assert {"force:kfor", "force:resolute-support-mission"} <= {e.id for e in knowledge.bodies("organisation:NATO")}


def test_peoples_without_a_state(knowledge: Knowledge) -> None:
    for form, id_ in {"Kurdish": "group:kurds", "Rohingyas": "group:rohingya", "Catalan": "place:catalonia"}.items():
        entity = knowledge.people_called(form)
        assert entity is not None and entity.id == id_
    assert knowledge.demonym("Kurdish") is None


@pytest.mark.parametrize(("name", "what"), [
    ("Lakeside University", ("organisation", "university", "EDU")), ("University of the Lakes", ("organisation", "university", "EDU")),
    ("Northern Provincial Court", ("organisation", "court", "JUD")), ("Harbour Bridge", ("facility", "bridge", None)),
    ("Lake Basin Treaty", ("document", "treaty", None)), ("Acme Mining Corp.", ("organisation", "company", "BUS")),
    ("Ada Example", None), ("", None)])
def test_a_name_says_what_it_is(knowledge: Knowledge, name: str, what: tuple[str, str, str | None] | None) -> None:
    assert knowledge.kind_of(name) == what


def test_treaties(knowledge: Knowledge) -> None:
    deal = knowledge.lookup("JCPOA")[0]
    assert (deal.id, deal.kind, deal.from_) == ("document:joint-comprehensive-plan-of-action", "document", "2015-07-14")
