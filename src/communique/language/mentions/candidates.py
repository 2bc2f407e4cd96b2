"""A candidate for a name that no table has, and the small things that are asked of its words."""

from __future__ import annotations

import re

from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import Noun, nouns

__all__ = ["Chunk", "draft_of", "is_title", "singular", "slug"]


def slug(name: str) -> str:
    """A name as part of an id: lower case, a hyphen for what is no letter or digit."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def singular(word: str) -> str:
    """The singular of a capitalised plural, which the parser does not give: ministers, deputies, MPs."""
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("men"):
        return low[:-2] + "an"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def is_title(word: str) -> Noun | None:
    """The noun that a word before a name is, where it can be a title."""
    noun = nouns().get(word.lower().rstrip("."))
    return noun if noun is not None and noun.kind == "person" else None


class Chunk:
    """A candidate name, tokens [start, end), with the parser's label for it and the title that it began with."""

    __slots__ = ("around", "end", "kind", "label", "sector", "start", "there", "title", "town")

    def __init__(self, start: int, end: int, label: str | None) -> None:
        self.start, self.end, self.label = start, end, label
        self.kind: str | None = None
        self.sector: str | None = None
        self.title: tuple[int, int] | None = None
        self.town = False  # a town's or region's name in several parts, that nothing is cut from
        self.there = False  # a place that something is "in" or "near"
        self.around: Chunk | None = None  # the longer name that it is only part of


def draft_of(page: Page, chunk: Chunk, kind: str) -> Draft:
    """A draft over a chunk."""
    return Draft(chunk.start, chunk.end, page.root(chunk.start, chunk.end), kind)
