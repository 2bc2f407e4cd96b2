"""The model that ships: it runs, says the same each time, and knows a meeting from a football match."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from communique.errors import ModelError
from communique.model import Tagger, load_tagger, told_events
from communique.model.tagger import COLUMNS


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    found = load_tagger()
    assert found is not None
    return found


def test_it_is_small() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "communique" / "model" / "weights"
    assert sum(f.stat().st_size for f in folder.iterdir()) <= 25_000_000


def test_it_tells_plain_events_and_leaves_a_match_alone(tagger: Tagger) -> None:
    texts = [
        "The foreign ministers of Kenya and Norway met in Oslo on Tuesday.",
        "Russia shelled the Ukrainian port on Friday.",
        "The striker scored twice as Leeds beat Derby at home.",
    ]
    told = [[t.type for t in told_events(tagging, tagger.labels, least=0.9)] for tagging in tagger(texts)]
    assert told == [["CONSULT"], ["ASSAULT"], []]


def test_company_changes_nothing(tagger: Tagger) -> None:
    text = "Chile expelled two Peruvian diplomats on Friday."
    (alone,) = tagger([text])
    beside = tagger(["Japan and India signed a pact on the sharing of waters.", text])[1]
    assert np.array_equal(alone.events, beside.events)


def test_the_same_input_gives_the_same_output(tagger: Tagger) -> None:
    text = ["Police in Cairo detained eleven journalists on Monday."]
    first, second = tagger(text)[0], tagger(text)[0]
    for name in COLUMNS:
        assert np.array_equal(getattr(first, name), getattr(second, name))


def test_long_and_empty_sentences(tagger: Tagger) -> None:
    long, empty = tagger(["Kenya met Norway and " * 100, ""])
    assert len(long.pieces.ids) == 128 and not told_events(empty, tagger.labels)
    assert tagger([]) == []


def test_a_folder_without_a_model_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_tagger.cache_clear()
    monkeypatch.setenv("COMMUNIQUE_TAGGER", str(tmp_path))
    try:
        with pytest.raises(ModelError, match="no model here"):
            load_tagger()
        monkeypatch.setenv("COMMUNIQUE_TAGGER", "none")
        assert load_tagger() is None
    finally:
        load_tagger.cache_clear()
