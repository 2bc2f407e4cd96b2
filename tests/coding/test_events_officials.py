"""Whom an act is done to where the object is somebody of a state: they, not the state of the adjective alone."""

from __future__ import annotations

import pytest

from communique.coding import code_article
from communique.knowledge import load_knowledge
from communique.records import Article, Event


def recipients(text: str) -> list[tuple[str, str | None, str | None]]:
    records = code_article(Article(id="a", text=text, published="2017-03-01"), load_knowledge())
    return [(r.text or "", r.country, r.sector) for e in records if isinstance(e, Event) for r in e.recipients]


@pytest.mark.parametrize(("text", "recipient"), [
    ("Protesters condemned Norwegian officials on Monday.", ("Norwegian officials", "NOR", "GOV")),
    ("Kenya condemned Norwegian officials over the arrest of a minister.", ("Norwegian officials", "NOR", "GOV")),
    ("Sudan criticised senior French diplomats.", ("senior French diplomats", "FRA", "GOV")),
    ("Kenya denounced the Somali army.", ("Somali army", "SOM", "MIL")),
    ("Kenya condemned the Norwegian law on fishing.", ("Norwegian", "NOR", None)),  # the law is nobody
])
def test_whom_criticism_is_of(text: str, recipient: tuple[str, str, str | None]) -> None:
    assert recipient in recipients(text)
