"""How a name stands in its sentence: where places do, as who speaks, as nobody's that the parser alone calls so."""

from __future__ import annotations

from communique.language.mentions.candidates import Chunk
from communique.language.mentions.page import Page
from communique.language.mentions.words import firstnames, spread, wordset

__all__ = ["goes_to", "nobody", "speaks", "stands_in", "word_after"]

_IN = spread("in near around outside inside across throughout")


def word_after(page: Page, end: int) -> str:
    """The word after a name, in lower case; empty at the end of the sentence."""
    return page.low[end] if end < page.sents[page.sent[end - 1]][1] else ""


def stands_in(page: Page, start: int) -> bool:
    """Whether a name stands where places do far oftener than anything else that has a name: "in Suwalki", "the village
    of Kibumba"; not "a stake in Sibur"."""
    i = start - 1
    if i < page.sents[page.sent[start]][0]:
        return False
    if page.low[i] == "of":
        return page.lemma[i - 1] in wordset("contexts", "place-of")
    return page.low[i] in _IN and (page.dep[i] != "prep"
                                   or page.lemma[page.head[i]] not in wordset("contexts", "in-no-place"))


def goes_to(page: Page, start: int) -> bool:
    """Whether a name is where someone goes: "flew to Batken", "visited Bodh Gaya"."""
    i = start - 1
    over = page.head[start] if page.dep[start] != "compound" else page.head[page.head[start]]
    if page.lemma[over] in ("visit", "tour", "reach", "enter", "shell", "bomb") and over < start:
        return True
    return i > 0 and page.low[i] == "to" and page.lemma[page.head[i]] in wordset("contexts", "travel")


def speaks(page: Page, start: int, end: int, after: str) -> bool:
    """Whether the name is the subject of a verb that only people and bodies can be the subject of."""
    root = page.root(start, end)
    if page.dep[root] in ("nsubj",) and page.lemma[page.head[root]] in wordset("contexts", "speech"):
        return True
    return after in ("said", "says", "told", "added")


def nobody(page: Page, c: Chunk) -> bool:
    """Whether nothing but the parser's label says that a name is a person's."""
    return c.title is None and page.text[c.start] not in firstnames() and not page.knowledge.lookup_surname(
        page.text[c.end - 1])
