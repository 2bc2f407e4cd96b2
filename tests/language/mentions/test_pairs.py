"""Which two "the two countries" and "both sides" are."""

from __future__ import annotations

import pytest

from communique.language import Reading
from tests.language.mentions.reading import read


def _pair(reading: Reading, text: str) -> list[str | None]:
    at = reading.text.index(text)
    token = next(t for t in reading.doc if t.idx == at + text.rindex(" ") + 1)
    return [r.country for r in reading.roles_of(token) if r.country]


@pytest.mark.parametrize(("text", "of", "pair"), [
    ("Chad and Niger sent envoys. The two countries signed a treaty.", "The two countries", ["TCD", "NER"]),
    ("Chad closed the border. Niger protested. The two countries have met twice.", "The two countries",
     ["TCD", "NER"]),
    # a third that was only just mentioned
    ("Chad and Niger fought. Niger accused Chad of raids. Chad accused Niger of theft. Niger and Chad met in May. "
     "Niger lost a post to Chad.\n\nKenya may send food. The two countries signed a treaty in March.",
     "The two countries", ["TCD", "NER"]),
    # who mediates, or is where they meet, is no side
    ("Chad and Niger sent envoys. Qatar mediated. Both countries agreed to a truce.", "Both countries",
     ["TCD", "NER"]),
])
def test_the_pair(text: str, of: str, pair: list[str]) -> None:
    assert sorted(str(c) for c in _pair(read(text), of)) == sorted(pair)


@pytest.mark.parametrize(("text", "of"), [
    ("Yemen's government met the Houthis in Oman. Yemen and Oman have a border. Both sides agreed to a truce.",
     "Both sides"),
    ("Chad accused Mali. Mali was silent. Mali and Togo trade. Kenya may send food. The two countries signed a "
     "treaty.", "The two countries"),
])
def test_no_pair_rather_than_a_wrong_one(text: str, of: str) -> None:
    assert len(set(_pair(read(text), of))) < 2
