"""Weapons and platforms by the pattern of their marks: Su-25, F-16, S-400, T-72, MiG-29, also ones never seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.language.mentions.owners import owner_of
from communique.language.mentions.page import Draft, Page

__all__ = ["find_equipment", "own_equipment"]

#: Maker's or class letters, a hyphen, a number, a variant: Su-25, Mi-8MT, F/A-18, S-400, BMP-2, AK-47, AH-64D, Tu-95MS.
_MARK = re.compile(r"(?:[A-Z][A-Za-z]{0,4}|[A-Z]/[A-Z])-\d{1,4}[A-Za-z]{0,3}$")
#: Letters that are no weapon's: roads, vitamins, groups of states, visas, standards, diseases, papers.
_NOT = re.compile(r"(?:Covid|COVID|G|A-1[0-9]{2}|B-?12|M-25|Omega|Article|Sars|SARS|H|UN|EU|ISO|IEEE|GPT|Top|Mid|"
                  r"Under|Pre|Post|Non|Re|Co)-\d")
_RANGE = re.compile(r"[A-Z][a-z]{2,4}-\d{4}$")


def own_equipment(page: Page) -> None:
    """Arms are whose the words beside them say, not their maker's: "Turkish F-16s" are Turkey's."""
    for d in page.drafts:
        if d.kind == "equipment":
            owner = owner_of(page, d.head, d.start, lambda page, i: page.headed.get(i))
            d.country = owner.country
            d.sector = "MIL" if d.country else None


def find_equipment(page: Page) -> None:
    """Drafts for marks of weapons and platforms outside what the tables know."""
    for start, end in _marks(page):
        name = page.words(start, end)
        page.add(Draft(start, end, end - 1, "equipment", entity=f"equipment:{name.lower().replace('/', '')}", name=name,
                       how="the mark of a weapon or platform"))


def _marks(page: Page) -> Iterator[tuple[int, int]]:
    text, n, i = page.text, len(page.text), 0
    while i < n:
        if text[i][:1].isupper() and page.named[i] is None:
            for end in (i + 1, i + 2, i + 3, i + 4):
                if end > n or (end > i + 1 and page.doc[end - 2].whitespace_):
                    break
                joined = "".join(text[i:end]).rstrip(".")
                if _MARK.match(joined) and not _NOT.match(joined) and not _RANGE.match(joined):
                    yield i, end
                    i = end - 1
                    break
        i += 1
