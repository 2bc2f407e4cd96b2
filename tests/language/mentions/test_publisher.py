"""In a release of a government, an office without a country is that government's; the press has no country."""

from __future__ import annotations

import pytest

from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article
from tests.language.mentions.reading import one

TEXT = "Talks with the Prime Minister of Norway were useful. The talks lasted two days and the Foreign Secretary chaired them."


@pytest.mark.parametrize(("outlet", "country"), [
    ("UK Government", "GBR"),
    ("Ministry of Foreign Affairs of Kenya", "KEN"),
    ("The Lusaka Herald", None),
    (None, None),
])
def test_an_office_without_a_country(outlet: str | None, country: str | None) -> None:
    article = Article(id="a", text="The Foreign Secretary will meet envoys of Norway and Chile on Monday.",
                      outlet=outlet, published="2018-01-01")
    text = "The Foreign Secretary"
    assert one(read_article(article, load_knowledge()), text).country == country


def test_an_office_with_a_country_keeps_it() -> None:
    article = Article(id="a", text=TEXT, outlet="UK Government", published="2018-01-01")
    reading = read_article(article, load_knowledge())
    assert one(reading, "the Prime Minister of Norway").country == "NOR"
