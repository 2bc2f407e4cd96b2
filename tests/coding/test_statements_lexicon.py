"""The tables of words that attribute: their schema, and every row's own example coded."""

import pytest

from communique.coding.statements import find_statements
from communique.coding.statements.cues import CLASSES, FRAMES, confidence, load_cues, words
from communique.errors import LexiconError
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article

CUES = load_cues().all
KNOWLEDGE = load_knowledge()


def test_there_are_several_hundred_each_once():
    assert len(CUES) > 700
    assert len({(c.table, c.words) for c in CUES}) == len(CUES)


def test_rows_keep_to_the_schema():
    for cue in CUES:
        assert cue.kind in CLASSES and cue.frames <= FRAMES and (cue.frames or cue.prepositions), cue
        assert cue.example and cue.example[-1] in '."', cue


@pytest.mark.parametrize("table", sorted({c.table for c in CUES}))
def test_every_example_gives_a_statement_by_its_word(table):
    silent = []
    for cue in (c for c in CUES if c.table == table):
        reading = read_article(Article(id="t", text=cue.example), KNOWLEDGE)
        for s in find_statements(reading):
            by = {w for a, b in s.cue for t in reading.doc if a <= t.idx < b for w in (t.lemma_, t.lower_)}
            if cue.words[0] in by or (cue.words == ("have",) and "has" in by):
                assert s.content and (s.source or cue.kind in ("hearsay", "appearance")), cue.example
                break
        else:
            silent.append(cue.example)
    assert silent == []


def test_a_class_of_words_that_is_not_there_is_an_error():
    assert "newspaper" in words("media")
    with pytest.raises(LexiconError, match=r"statements/words\.tsv: no class 'nonsense'"):
        words("nonsense")


def test_confidences_are_probabilities_for_every_frame_in_use():
    for cue in CUES:
        table = cue.table.removesuffix("s")
        for frame in cue.frames & {"that", "to", "oto", "obj", "as", "oc", "psv", "ing", "adverb"}:
            if table != "phrase" or frame == "adverb":
                assert 0.2 < confidence(table, cue.kind, frame) < 1
    assert confidence("verb", "speech", "q after") > confidence("verb", "speech", "obj")
