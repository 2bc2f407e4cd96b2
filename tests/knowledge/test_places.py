"""Which place a name means, by its company; and names that are no place at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.knowledge import Knowledge, gazetteer, load_knowledge
from communique.knowledge.locate import candidates


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def where(knowledge: Knowledge, forms: list[str], near: list[str] | None = None) -> dict[str, str]:
    found = knowledge.locate(forms, near or [])
    return {f: f"{e.country}" + (f".{e.extra['region'].split('.')[1]}" if "region" in e.extra else "")
            for f, e in found.items()}


def test_alone_the_best_known_one(knowledge: Knowledge) -> None:
    assert where(knowledge, ["Paris"])["Paris"] == "FRA.11"
    assert where(knowledge, ["Tripoli"])["Tripoli"].startswith("LBY")
    assert where(knowledge, ["WASHINGTON"])["WASHINGTON"] == "USA.DC"


def test_company_decides(knowledge: Knowledge) -> None:
    assert where(knowledge, ["Tripoli", "Beirut", "Sidon"], ["LBN"])["Tripoli"].startswith("LBN")
    assert where(knowledge, ["London", "Kentucky", "Lexington"])["London"] == "USA.KY"
    assert where(knowledge, ["London", "Paris", "Berlin"])["London"] == "GBR.ENG"
    assert where(knowledge, ["Hyderabad", "Karachi"], ["PAK"])["Hyderabad"].startswith("PAK")
    assert where(knowledge, ["Hyderabad", "Delhi"], ["IND"])["Hyderabad"].startswith("IND")


def test_what_some_language_calls_so_comes_after_whose_name_it_is(knowledge: Knowledge) -> None:
    assert knowledge.locate(["Bethlehem"], ["ISR"])["Bethlehem"].country == "PSE"  # not Belém
    assert knowledge.locate(["Palmyra"], ["SYR"])["Palmyra"].country == "SYR"
    assert knowledge.locate(["Saigon"])["Saigon"].name == "Ho Chi Minh City"
    assert knowledge.locate(["Aden"], ["YEM"])["Aden"].sub == "city"


def test_a_qualifier_decides(knowledge: Knowledge) -> None:
    assert where(knowledge, ["Paris, Texas"])["Paris, Texas"] == "USA.TX"
    assert where(knowledge, ["London, Ont."])["London, Ont."] == "CAN.08"
    assert where(knowledge, ["Alexandria, VA"])["Alexandria, VA"] == "USA.VA"
    assert where(knowledge, ["Tripoli, Lebanon"])["Tripoli, Lebanon"].startswith("LBN")


def test_georgia_by_its_company(knowledge: Knowledge) -> None:
    assert where(knowledge, ["Georgia", "Tbilisi"])["Georgia"] == "GEO"
    assert where(knowledge, ["Georgia", "Atlanta", "Alabama"])["Georgia"] == "USA.GA"
    assert where(knowledge, ["Georgia", "Ukraine"], ["USA", "USA", "UKR"])["Georgia"] == "GEO"


def test_a_state_of_the_union_is_no_town_elsewhere(knowledge: Knowledge) -> None:
    found = where(knowledge, ["Iowa", "Nevada", "Florida", "Oklahoma", "Middle East", "New York"], ["USA", "PRI"])
    assert found == {"Iowa": "USA.IA", "Nevada": "USA.NV", "Florida": "USA.FL", "Oklahoma": "USA.OK",
                     "Middle East": "None", "New York": "USA.NY"}
    assert knowledge.locate(["New York"])["New York"].sub == "city"


def test_a_bare_name_shared_with_a_division(knowledge: Knowledge) -> None:
    found = knowledge.locate(["Quebec", "Irkutsk", "Helmand", "Irkutsk oblast"])
    assert [found[f].sub for f in found] == ["region", "city", "region", "region"]


@pytest.mark.parametrize(("form", "country"), [
    ("Deir al-Zor", "SYR"), ("DEIR EZ-ZOR", "SYR"), ("Nineveh province", "IRQ"), ("the city of Mosul", "IRQ"),
    ("northern Iraq", "IRQ"), ("Kyiv", "UKR"), ("Kiev", "UKR"), ("Aleppo airport", "SYR"), ("al-Bab", "SYR"),
    ("Straits of Hormuz", None), ("Strait of Hormuz", None), ("Donbass", "UKR"), ("Xinjiang", "CHN"), ("Darfur", "SDN")])
def test_as_reports_write_them(knowledge: Knowledge, form: str, country: str | None) -> None:
    place = knowledge.place(form, ["SYR"] if country == "SYR" else [])
    assert place is not None and place.country == country and place.latitude is not None


@pytest.mark.parametrize("form", ["Police", "Best", "Trump", "Clinton", "Union", "Most", "Lavrov", "Of", "Normal",
                                  "Earlier", "Merkel", "Putin", "", " ", "the", "Secretary", "March"])
def test_words_and_people_are_no_places(knowledge: Knowledge, form: str) -> None:
    assert knowledge.place(form, ["DEU", "POL", "RUS"]) is None


def test_an_obscure_village_needs_company(knowledge: Knowledge) -> None:
    assert knowledge.place("Kobrinskoye", ["FRA"]) is None
    village = knowledge.place("Kobrinskoye", ["RUS"])
    assert village is not None and village.country == "RUS"


def test_compiled_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Paris", "Kandahar", "São Paulo", "Sao Paulo", "Baltic Sea", "no such place"]
    cached = gazetteer.gazetteer()
    fresh = gazetteer.Gazetteer(gazetteer.compiled())
    assert len(fresh) == len(cached) > 200_000
    assert [fresh.lookup(n) for n in names] == [cached.lookup(n) for n in names]


@given(st.text(max_size=30))
def test_any_text_is_answered(form: str) -> None:
    candidates(gazetteer.gazetteer(), form)


def test_towns_in_running_text(knowledge: Knowledge) -> None:
    text = ("Envoys from Addis Ababa , Rostov - on - Don and al - Bab flew to Kandahar after President Vladimir Petrov , "
            "Hamas , French police and Mr Lincoln met Human Free near SAMARKAND")
    words = text.split()
    assert [form for _, _, form in knowledge.find_places(words)] == [
        "Addis Ababa", "Rostov-on-Don", "al-Bab", "Kandahar", "SAMARKAND"]


def test_compiled_once_where_many_start_together(tmp_path: Path) -> None:
    code = "from communique.knowledge.gazetteer import gazetteer; print(len(gazetteer()))"
    env = os.environ | {"COMMUNIQUE_CACHE": str(tmp_path)}
    some = [subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert len({p.communicate()[0] for p in some}) == 1 and all(p.returncode == 0 for p in some)
    assert [f.suffix for f in tmp_path.iterdir()] == [".bin"]


def test_a_small_namesake_abroad_needs_what_lies_near_it(knowledge: Knowledge) -> None:
    near = ["USA"] * 4
    assert where(knowledge, ["Geneva"], near)["Geneva"].startswith("CHE")
    assert where(knowledge, ["Calais"], near)["Calais"].startswith("FRA")
    assert where(knowledge, ["Geneva", "Rochester", "Syracuse"], near)["Geneva"] == "USA.NY"
    assert where(knowledge, ["Calais", "Maine"], near)["Calais"] == "USA.ME"
    assert where(knowledge, ["London"], ["CAN"])["London"] == "CAN.08"  # large enough to be known itself


def test_the_beginning_of_a_longer_name_is_its_own(knowledge: Knowledge) -> None:
    assert where(knowledge, ["Newcastle"], ["GBR", "GBR"])["Newcastle"] == "GBR.ENG"
    assert where(knowledge, ["Newcastle"], ["AUS", "AUS"])["Newcastle"].startswith("AUS")


@pytest.mark.parametrize("form", ["Central", "Southern", "Southern District", "Eastern Region"])
def test_points_of_the_compass_are_no_province_of_anywhere(knowledge: Knowledge, form: str) -> None:
    assert not knowledge.locate([form], ["TUR"], [form])
