"""Whom an office means in a report that gives it to someone whom the tables do not know."""

from __future__ import annotations

import pytest

from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article, Role

NEW = "Kazakhstan's President Daniyar Seitkali opened a summit on Monday. "
OLD = "person:kassym-jomart-tokayev"
OWN = "person:daniyar-seitkali-kaz"


def meant(text: str, words: str) -> list[str | None]:
    reading = read_article(Article(id="t", text=text, published="2024-05-21"), load_knowledge())
    at = text.index(words)
    token = next(t for t in reading.doc if t.idx == at + words.rfind(" ") + 1)
    roles: tuple[Role, ...] = reading.roles_of(token)
    return [r.entity for r in roles]


@pytest.mark.parametrize(("text", "words", "entities"), [
    (NEW + "The Kazakh president thanked China.", "Kazakh president", [OWN]),
    ("President Daniyar Seitkali of Kazakhstan opened a summit. The Kazakh president thanked China.",
     "Kazakh president", [OWN]),
    ("Kazakhstan opened a summit on Monday. The Kazakh president thanked China.", "Kazakh president", [OLD]),
    ("Kazakhstan's former President Daniyar Seitkali opened a summit. The Kazakh president thanked China.",
     "Kazakh president", [OLD]),
    ("Kazakhstan's President-elect Daniyar Seitkali opened a summit. The Kazakh president thanked China.",
     "Kazakh president", [OLD]),
    ("Kazakhstan's Defence Minister Daniyar Seitkali opened a summit. The Kazakh president thanked China.",
     "Kazakh president", [OLD]),
    (NEW + "The Uzbek president thanked China.", "Uzbek president", ["person:shavkat-mirziyoyev"]),
    (NEW + "The Kazakh and Uzbek presidents met.", "Uzbek presidents", [OWN, "person:shavkat-mirziyoyev"]),
])
def test_an_office_means_whom_the_report_gives_it_to(text: str, words: str, entities: list[str]) -> None:
    assert meant(text, words) == entities
