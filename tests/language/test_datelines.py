"""A dateline is no part of the sentence after it."""

from __future__ import annotations

import pytest

from communique.language.datelines import datelines
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


@pytest.mark.parametrize(("text", "line"), [
    ("LIMA, Peru (Andean Times) - Peru agreed to cut tariffs.", "LIMA, Peru (Andean Times) -"),
    ("LA PAZ, Aug 21 - A court sentenced two men on Thursday.", "LA PAZ, Aug 21 -"),
    ("ST. GEORGE'S, Grenada — The harbour was closed.", "ST. GEORGE'S, Grenada —"),
    ("Nairobi (Coast News) -- Kenya sent more police.", "Nairobi (Coast News) --"),
    ("Port Louis, Mauritius (Coast News) – The vote was delayed.", "Port Louis, Mauritius (Coast News) –"),
    ("KHARTOUM: The two sides met again.", "KHARTOUM:"),
    ("Vote delayed in Mauritius\n\nPORT LOUIS, May 3 - The vote was delayed.", "PORT LOUIS, May 3 -"),
])
def test_datelines(text: str, line: str) -> None:
    doc = parse(text)
    assert [doc[a:b].text for a, b in datelines(doc)] == [line]


@pytest.mark.parametrize("text", [
    "NATO said - and Norway agreed - that the ships would leave.",
    "Chad (the country) has signed - at last.",
    "Norway, Sweden - and Denmark - signed.",
    "The minister said: We agree.",
    "EU ministers met in Brussels - a first.",
    "Ghana's Foreign Ministry (GFM) said so.",
    "",
])
def test_what_is_no_dateline(text: str) -> None:
    assert datelines(parse(text)) == []
