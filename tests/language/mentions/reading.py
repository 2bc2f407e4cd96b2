"""Readings of short texts, for the tests of this room."""

from __future__ import annotations

from communique.knowledge import load_knowledge
from communique.language import Reading, read_article
from communique.records import Article, Mention


def read(text: str, published: str = "2017-03-01") -> Reading:
    return read_article(Article(id="a", text=text, published=published), load_knowledge())


def one(reading: Reading, text: str, form: str | None = None, nth: int = 0) -> Mention:
    """The nth mention that reads just so."""
    some = [m for m in reading.mentions if m.text == text and (form is None or m.form == form)]
    assert len(some) > nth, f"no {text!r} among {[m.text for m in reading.mentions]}"
    return some[nth]


def none(reading: Reading, text: str, entity: str | None = None) -> bool:
    return not any(m.text == text and (entity is None or m.entity == entity) for m in reading.mentions)
