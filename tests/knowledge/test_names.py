"""Names are found whichever way a tokenizer cuts them, and nothing else is."""

from __future__ import annotations

import pytest

from communique.knowledge import Knowledge, load_knowledge
from communique.knowledge.names import NameIndex, plain


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def found(knowledge: Knowledge, text: str) -> list[tuple[str, str]]:
    words = text.split()
    return [(" ".join(words[a:b]), es[0].id) for a, b, es in knowledge.find_names(words)]


def test_the_longest_name_wins(knowledge: Knowledge) -> None:
    assert found(knowledge, "the UN Security Council met as South Sudan and Sudan spoke") == [
        ("UN Security Council", "organisation:UNSC"), ("South Sudan", "state:SSD"), ("Sudan", "state:SDN")]


@pytest.mark.parametrize("text", ["Guinea-Bissau", "Guinea - Bissau", "GUINEA - BISSAU"])
def test_tokens_may_be_cut_anywhere(knowledge: Knowledge, text: str) -> None:
    assert [i for _, i in found(knowledge, text)] == ["state:GNB"]


def test_accents_and_apostrophes(knowledge: Knowledge) -> None:
    for text in ("Côte d’Ivoire", "Cote d'Ivoire", "Cote d ' Ivoire"):
        assert [i for _, i in found(knowledge, text)] == ["state:CIV"]
    assert plain("Élysée, Łódź, Tromsø") == "Elysee, Lodz, Tromso"


def test_case_decides(knowledge: Knowledge) -> None:
    assert found(knowledge, "tell us who will turkey") == []
    assert found(knowledge, "RUSSIA AND TURKEY SIGN ACCORD") == [("RUSSIA", "state:RUS"), ("TURKEY", "state:TUR")]
    assert [i for _, i in found(knowledge, "the US and the U.S. and the EU")] == [
        "state:USA", "state:USA", "organisation:EU"]


def test_a_name_does_not_match_inside_a_word(knowledge: Knowledge) -> None:
    assert found(knowledge, "Turkeys Omani Nigeriens Chadwick") == []


def test_index_keeps_everyone_of_a_name() -> None:
    index = NameIndex([("Georgia", 1), ("Georgia", 2), ("Georgia", 1)])
    assert index.get("Georgia") == (1, 2) and index.get("GEORGIA") == (1, 2) and index.get("Geor") == ()


def test_common_names_need_the_company_of_their_country(knowledge: Knowledge) -> None:
    words = ["the", "ADF", "and", "the", "Federal", "Police"]
    assert knowledge.find_names(words) == []
    with_uganda = knowledge.find_names(words, ["UGA", "COD"])
    assert [(i, j, e[0].id) for i, j, e in with_uganda] == [(1, 2, "force:allied-democratic-forces")]
    assert [e[0].id for _, _, e in knowledge.find_names(words, ["AUS"])] == ["force:aus-armed-forces"]


def test_of_several_the_one_in_company_comes_first(knowledge: Knowledge) -> None:
    words = ["Congo", "said"]
    assert knowledge.find_names(words)[0][2][0].id == "state:COD"
    assert knowledge.find_names(words, ["COG"])[0][2][0].id == "state:COG"
