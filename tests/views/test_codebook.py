"""The codebook: every type, mode, context and code is explained from the tables the coder uses."""

import pytest

from communique import ontology
from communique.errors import QueryError
from communique.views.codebook import codebook


def test_the_list_has_every_type():
    assert [line.split()[0] for line in codebook().splitlines()] == list(ontology.types())


@pytest.mark.parametrize("name", ontology.types())
def test_each_type_tells_its_modes_and_its_ways(name):
    said = codebook(name.lower())
    assert ontology.types()[name].definition in said and f"{ontology.score(name):g} (PLOVER" in said
    assert all(m.definition in said for m in ontology.modes(name))
    ways = int(said.split("found by ")[1].split()[0])
    assert ways > 20 and said.rstrip().endswith(".")


def test_modes_contexts_and_codes():
    assert "CONSULT/visit" in codebook("visit") and "042" in codebook("visit")
    assert "strait" in codebook("maritime")
    assert "withdraws militarily" in codebook("087") and "Goldstein   9" in codebook("0874")
    for wrong in ("999", "nonsense", "0"):
        with pytest.raises(QueryError):
            codebook(wrong)
