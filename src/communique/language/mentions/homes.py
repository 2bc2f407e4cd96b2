"""Whose the bodies are that the report alone names: the state's that its sentence, paragraph or whole is about."""

from __future__ import annotations

from communique.language.mentions.giving import give, whose
from communique.language.mentions.namekinds import kind_by_words
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import sector_of_modifier

__all__ = ["LOCAL", "around", "give_bodies", "paragraphs"]

#: Sectors of which states have their own: what a report on one of them names is likely its.
LOCAL = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "LAB"))


def paragraphs(page: Page) -> dict[int, list[tuple[int, str]]]:
    """The states that each paragraph names or whose capital acts in it, by its number: (token, country)."""
    found: dict[int, list[tuple[int, str]]] = {}
    for d in page.drafts:
        if d.country and d.kind == "state" and d.form in ("named", "metonym") and d.label != "demonym":
            found.setdefault(page.article.text.count("\n", 0, page.idx[d.start]), []).append((d.start, d.country))
    return found


def around(page: Page, spoken: dict[int, list[tuple[int, str]]], d: Draft) -> set[str]:
    """The states that the paragraph of a draft has named by the end of its sentence."""
    end = page.sents[page.sent[d.start]][1]
    some = spoken.get(page.article.text.count("\n", 0, page.idx[d.start]), ())
    return {country for start, country in some if start < end}


def give_bodies(page: Page, main: str | None, places: dict[int, set[str]], named: dict[int, set[str]],
                 spoken: dict[int, list[tuple[int, str]]]) -> None:
    """Gives bodies that the report names and no table has, of a sort that states have their own of, the one country
    of the place of what is told, or the one that the report is about; and with them their people."""
    home: dict[str, str] = {}
    for d in sorted(page.drafts, key=lambda d: d.start):
        if d.form != "named" or d.how != "named by the report" or d.country or d.sector not in LOCAL \
                or d.kind not in ("organisation", "force") or not d.entity or not _says(page, d):
            continue
        sentence, here = named.get(page.sent[d.start], set()), places.get(page.sent[d.start], set())
        if d.entity in home:
            pass
        elif len(here) == 1 and sentence <= here:
            home[d.entity] = next(iter(here))
        elif main is not None and sentence <= {main}:
            some = around(page, spoken, d)
            if not some or main in some:
                home[d.entity] = main
            elif len(some) == 1:
                home[d.entity] = next(iter(some))
    for d in page.drafts:
        if d.entity in home and not d.country and d.kind in ("organisation", "force"):
            d.country, d.confidence = home[d.entity], 0.65
            d.how += "; of the country that the report is about"
    for d in page.drafts:
        if d.form == "descriptive" and d.kind == "person" and not d.country and (of := whose(page, d)) is not None \
                and of.entity in home:
            give(page, d, home[of.entity or ""], f"of {of.name}", 0.65)


def _says(page: Page, d: Draft) -> bool:
    """Whether a body's own name or the word for its side says of what sort it is."""
    kind = kind_by_words(page.low[d.start:d.end])
    return kind is not None and kind[1] == d.sector or page.low[d.start - 1] in sector_of_modifier()
