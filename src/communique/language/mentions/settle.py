"""What the report as a whole says of its candidate names: a place once is one throughout, lists are of one sort, a
surname is whose full name it ends, a common noun with a capital is no name."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.mentions.candidates import Chunk, singular
from communique.language.mentions.namekinds import kind_by_words
from communique.language.mentions.page import Page
from communique.language.mentions.standing import nobody, speaks, stands_in
from communique.language.mentions.words import firstnames, wordset

__all__ = ["settle"]

_HYPHENS = frozenset("-–‑")


def settle(page: Page, found: Sequence[Chunk]) -> None:
    """Mends what each chunk by itself was taken for by what the report says of the others."""
    _no_names(page, found)
    settled = {page.words(c.start, c.end) for c in found if c.there or (c.kind == "place" and c.label == "place")}
    settled &= page.located.keys()
    settled |= {page.words(c.start, c.end) for c in found  # no gazetteer has the village of Tin-Fadimata
                if c.kind == "place" and page.low[c.start - 1] == "of" and stands_in(page, c.start)}
    for c in found:  # what is a place once in a report is one throughout, unless it speaks
        if c.kind != "place" and c.title is None and page.words(c.start, c.end) in settled \
                and not speaks(page, c.start, c.end, ""):
            c.kind = "place"
    _surnames(page, found)
    places = {page.root(c.start, c.end) for c in found if c.kind == "place"}
    for c in found:  # "in Talbiseh and Maarrat Misrin"
        root = page.root(c.start, c.end)
        if c.kind == "place" or c.title is not None or page.dep[root] != "conj" or page.head[root] not in places \
                or page.text[root].isupper():
            continue
        known = page.words(c.start, c.end) in page.located and page.text[c.start] not in firstnames()
        if c.kind == c.label == "person" and _in_list(page, root) and nobody(page, c):
            c.kind = "place"
            places.add(root)
        if c.kind is None and c.label is None or (known and c.kind in ("person", "organisation")) \
                or c.kind == c.label == "organisation" and _in_list(page, root) and kind_by_words(
                    page.low[c.start:c.end]) is None:
            c.kind = "place"
            places.add(root)
    people = {page.root(c.start, c.end) for c in found if c.kind == "person"}
    for c in found:  # "Presidents A B and C D": what is coordinated with a person under a plural title
        root = page.root(c.start, c.end)
        if c.kind != "person" and c.end - c.start in (2, 3) and page.dep[root] == "conj" and page.head[root] in people \
                and any(page.tag[k] == "NNPS" for k in page.kids[page.head[root]]):
            c.kind = "person"


def _no_names(page: Page, found: Sequence[Chunk]) -> None:
    """Leaves out single words with a capital for their place alone, in a headline or where a sentence begins, that the
    report has as common nouns as well: "Strikes are no crime", "block Corridor"."""
    common = {w for w in page.text if len(w) > 3 and w.islower()}
    line = next((i for i, w in enumerate(page.text) if "\n" in w), 0)
    inside = {page.text[c.start] for c in found if c.start >= line and not page.starts_sentence(c.start)}
    for c in found:
        if c.end - c.start == 1 and c.kind in ("person", "organisation", "acronym") and c.title is None \
                and (c.start < line or page.starts_sentence(c.start)) and page.text[c.start] not in inside \
                and {page.low[c.start], singular(page.low[c.start])} & common and not page.text[c.start].isupper():
            c.kind = None


def _in_list(page: Page, root: int) -> bool:
    """Whether a name is in a list of what something is in or near."""
    prep, _ = page.governor(root)
    return prep in ("in", "near", "at", "between")


def _surnames(page: Page, found: Sequence[Chunk]) -> None:
    """One word that is the last of a person's full name elsewhere in the report is that person, whatever its label."""
    last = {page.text[c.end - 1] for c in found if c.kind == "person" and c.end - c.start > 1}
    last |= {page.text[d.end - 1] for d in page.drafts if d.kind == "person" and d.end - d.start > 1}
    last |= {page.text[c.start] for c in found  # Park Chung-hee: where the family's name comes first
             if c.kind == "person" and c.end - c.start == 4 and page.text[c.start + 2] in _HYPHENS}
    for c in found:
        if c.end - c.start == 1 and c.kind != "person" and page.text[c.start] in last \
                and not (c.kind == "place" and page.low[c.start - 1] in wordset("contexts", "locative")):
            c.kind = "person"
