"""Pieces of words: they lie in the sentence where they say, whatever the sentence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model import Encoder, Hint, load_tagger
from communique.model.encode import FEATURES, LONGEST, shape
from communique.model.labels import TYPES


def encoder() -> Encoder:
    tagger = load_tagger()
    assert tagger is not None
    return tagger.encoder


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_pieces_lie_in_order_within_the_text(text: str) -> None:
    (pieces,) = encoder()([text])
    assert len(pieces.ids) == len(pieces.shapes) == len(pieces.spans) <= LONGEST
    inner = [s for s in pieces.spans if s[1] > s[0]]
    assert all(0 <= a < b <= len(text) for a, b in inner)
    assert inner == sorted(inner)


def test_shapes() -> None:
    assert [shape(w) for w in ("met", "Kenya", "NATO", "MiG-29", "A")] == [1, 2, 3, 4, 2]


def test_hints_lie_over_the_pieces_that_they_touch() -> None:
    text = "Kenya denounced Norway"
    (pieces,) = encoder()([text])
    rows = pieces.features([Hint(6, 15, ("ACCUSE", "NONE")), Hint(6, 15, coded="ACCUSE", status="actual")])
    assert rows.shape == (len(pieces.ids), FEATURES)
    touched = pieces.covering(6, 15)
    k = TYPES.index("ACCUSE")
    for i in range(len(pieces.ids)):
        assert rows[i].sum() == (4 if i in touched else 0)
        assert rows[i, k] == rows[i, len(TYPES)] == rows[i, len(TYPES) + 1 + k] == (i in touched)
