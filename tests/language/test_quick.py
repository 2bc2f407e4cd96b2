"""What stands in the place of spaCy's components gives what they give."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from communique.language.entities import Entities
from communique.language.pieces import Pieces
from communique.language.pipeline import load_model, parse
from communique.language.vectors import Unknown, Vectors

TEXT = """PODGORICA, Montenegro - The prime minister of Montenegro met Chancellor Ilse Brandt of Austria in Vienna on 3 May.

"We shall build the bridge," she told Radio Nova on Tuesday. It will cost $40 million and take 18 months.
Officials of the European Union, the World Bank and the Kingdom of Norway were there

Shares of Brightwater Holdings rose 4.5% in Tokyo.  Nobody knows why!"""

SOME = [*TEXT.split(" "), "\n\n", "(", "''", "naïve", "🙂", "COVID-19", "U.S."]
words = st.lists(st.sampled_from(SOME), max_size=60).map(" ".join)


def component(name: str) -> Any:
    return dict(load_model()._components)[name]


def upto(name: str, text: str) -> Doc:
    """The document as the component of this name finds it."""
    nlp = load_model()
    doc = nlp.make_doc(text)
    for found, part in nlp.pipeline:
        if found == name:
            break
        doc = part(doc)
    return doc


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
@settings(max_examples=40, deadline=None)
@given(text=words)
def test_vectors_are_those_of_spacy(name: str, text: str) -> None:
    layer = component(name).model
    layer = layer if name == "tok2vec" else layer.get_ref("tok2vec").layers[0]
    doc = load_model().make_doc(text)
    ours = Vectors.of(layer).rows(doc)
    assert ours.shape == (len(doc), 96)
    if len(doc):
        np.testing.assert_allclose(ours, layer.predict([doc])[0], atol=2e-4)


def test_a_word_is_told_from_the_same_word_before_a_blank() -> None:
    layer = component("tok2vec").model
    vectors = Vectors.of(layer)
    for text in ("peace", "peace ", "peace talks", "peace,talks"):
        doc = load_model().make_doc(text)
        np.testing.assert_allclose(vectors.rows(doc), layer.predict([doc])[0], atol=2e-4)


def test_more_words_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.language.vectors.MOST_WORDS", 10)
    layer = component("tok2vec").model
    vectors = Vectors.of(layer)
    for text in (TEXT, "One two three.", TEXT):
        doc = load_model().make_doc(text)
        np.testing.assert_allclose(vectors.rows(doc), layer.predict([doc])[0], atol=2e-4)


def test_the_same_numbers_whatever_came_before() -> None:
    layer = component("tok2vec").model
    fresh, used = Vectors.of(layer), Vectors.of(layer)
    for text in ("The bridge.", "Who met the chancellor?", "Shares rose on 3 May"):
        used.rows(load_model().make_doc(text))
    doc = load_model().make_doc(TEXT)
    assert (fresh.rows(doc) == used.rows(doc)).all()


def test_layers_that_are_not_known_are_refused() -> None:
    with pytest.raises(Unknown):
        Vectors.of(component("tagger").model)


@settings(max_examples=60, deadline=None)
@given(text=words)
def test_entities_are_those_of_spacy(text: str) -> None:
    theirs = component("ner")(upto("communique_ner", text))
    ours = Entities(component("ner"))(upto("communique_ner", text))
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents]
    assert [t.ent_iob for t in ours] == [t.ent_iob for t in theirs]


def test_there_are_entities_of_one_word_and_of_several() -> None:
    found = {(e.text, e.label_) for e in parse(TEXT).ents}
    assert {("Montenegro", "GPE"), ("Ilse Brandt", "PERSON"), ("the European Union", "ORG")} <= found


def test_paragraphs_are_parsed_as_they_are_alone() -> None:
    """But for the vectors, which see over the paragraph's end, and so are taken from the whole."""
    doc = upto("communique_parser", TEXT)
    whole = component("parser")(doc.copy())
    pieced = Pieces(component("parser"))(doc.copy())
    assert [(t.head.i, t.dep_, t.is_sent_start) for t in pieced] == [(t.head.i, t.dep_, t.is_sent_start) for t in whole]


@settings(max_examples=60, deadline=None)
@given(text=words)
def test_no_arc_goes_over_a_line_s_end(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    line = np.cumsum([0, *("\n" in t.text for t in doc)])[:-1] if len(doc) else []
    assert all(line[t.i] == line[t.head.i] for t in doc if not t.is_space)
    assert sum(1 for s in doc.sents for _ in s) == len(doc)


def test_the_same_text_gives_the_same_parse_whatever_came_before() -> None:
    def seen(doc: Doc) -> list[tuple[str, int, str, str]]:
        return [(t.tag_, t.head.i, t.dep_, t.ent_type_) for t in doc]

    first = seen(parse(TEXT))
    parse("Something else was read in between, in Lima.\n\nAnd more.")
    assert seen(parse(TEXT)) == first
