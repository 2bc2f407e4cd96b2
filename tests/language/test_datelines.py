"""A dateline is no part of the sentence after it."""

from __future__ import annotations

import pytest

from communique.language.pipeline import parse


@pytest.mark.parametrize(("text", "first"), [
    ("LIMA, Peru (Andean Times) - Peru agreed to cut tariffs.", "Peru agreed"),
    ("DUBAI, United Arab Emirates — Iran has freed the crew.", "Iran has"),
    ("BISHKEK, April 18 - The minister spoke on Thursday.", "The minister"),
    ("GENEVA – Talks went on.\nBERN – Others began.", "Talks went"),
])
def test_the_report_starts_after_the_dash(text: str, first: str) -> None:
    assert any(s.text.startswith(first) for s in parse(text).sents)


@pytest.mark.parametrize("text", [
    "NATO said - and Norway agreed - that the ships would leave.",
    "UN officials met rebel leaders - a first - on Monday.",
    "EU-Turkey talks failed.",
])
def test_a_dash_within_a_sentence_is_none(text: str) -> None:
    assert not any(s.text.startswith(("and Norway", "a first", "Turkey")) for s in parse(text).sents)
