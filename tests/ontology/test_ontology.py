"""The tables of codes: whole, consistent with each other, and answering as their users ask."""

import pytest

from communique import ontology
from communique.knowledge import load_knowledge


def test_sixteen_types_in_four_quad_classes():
    assert len(ontology.types()) == 16
    assert {t.quad for t in ontology.types().values()} == {
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}
    for name, t in ontology.types().items():
        assert (t.score > 0) == t.quad.endswith("cooperation"), name


def test_every_mode_belongs_to_a_type_and_has_a_cameo_code_that_exists():
    for name in ontology.types():
        for mode in ontology.modes(name):
            found = ontology.cameo_code(mode.cameo)
            assert found and found.code == mode.cameo, mode
            assert mode.mode == mode.mode.lower()


def test_every_cameo_code_but_comments_falls_under_a_type():
    for row in ontology.codes.table("cameo.tsv"):
        code, value, plover, label = row
        assert -10 <= float(value) <= 10 and label
        assert plover in ontology.types() if plover else code.startswith("01")
        assert len(code) == 3 or ontology.cameo_code(code[:3]).code == code[:3]


@pytest.mark.parametrize(("code", "value"), [("042", 1.9), ("0874", 9.0), ("195", -10.0), ("1952", -10.0), ("20", -10.0)])
def test_goldstein(code, value):
    assert ontology.goldstein(code) == value


def test_unknown_codes_have_no_value_and_no_type():
    assert ontology.goldstein("999") is None and ontology.goldstein(None) is None
    assert ontology.plover_of("999") is None and ontology.plover_of("010") is None


def test_cameo_of_a_type_and_mode():
    assert ontology.cameo_of("CONSULT", "visit") == "042"
    assert ontology.cameo_of("ASSAULT", "aerial") == "195"
    assert ontology.cameo_of("AID") == ontology.types()["AID"].cameo
    assert ontology.cameo_of("AID", "no such mode") == ontology.cameo_of("AID")


@pytest.mark.parametrize(("words", "context", "holds"), [
    ("the two navy hold a drill in the strait", "military", True),
    ("the parliament pass the bill", "legislative", True),
    ("the minister praise the singer", "military", False),
    ("the suicide bomber strike a market", "terrorism", True),
    ("he cast a vote for the award", "election", False),
    ("voter queue at the polling station", "election", True),
    ("migrant reach the island", "migration", True),
    ("the court free the activist", "legal", True),
    ("the tariff on steel", "economic", True),
    ("the actor visit the garden", "diplomatic", False),
])
def test_contexts(words, context, holds):
    assert (context in ontology.contexts_of(words.split())) is holds


def test_a_weak_word_alone_says_nothing_two_do():
    assert "economic" not in ontology.contexts_of(["company"])
    assert "economic" in ontology.contexts_of(["company", "price"])
    assert "economic" not in ontology.contexts_of(["company", "company"])


def test_every_sector_that_the_knowledge_tables_give_is_in_the_table():
    assert {e.sector for e in load_knowledge().entities() if e.sector} <= ontology.sectors().keys()
