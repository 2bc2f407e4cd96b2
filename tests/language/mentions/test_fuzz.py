"""Whatever the text, mentions are found without an error, and each cites the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.language.mentions.reading import read

WORDS = ["the", "President", "of", "Kenya", "Moscow", "said", "he", "its", "(", "PKK", ")", "-", "'s", "“", "”", "\n", "\n\n",
         "Foreign", "Minister", "two", "leaders", "both", "sides", "who", "Su-25", "US", "-backed", "rebels", "…", "", "İ",
         "and", ",", ".", "U.S.", "McX", "AL", "al-", "they", "'", "Ban", "Ki-moon", "\u200b", "🙂"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from([" ", ""]))
def test_any_words(words: list[str], joint: str) -> None:
    text = joint.join(words)
    reading = read(text)
    assert all(text[slice(*m.span)] == m.text and m.text for m in reading.mentions)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    reading = read(text)
    assert all(text[slice(*m.span)] == m.text for m in reading.mentions)


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "…", "''", "The", "A (B)", "X-1", "(PKK)"])
def test_short_text(text: str) -> None:
    assert isinstance(read(text).mentions, list)
