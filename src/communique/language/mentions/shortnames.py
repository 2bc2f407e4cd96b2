"""Short names of what the report has named or treats as named: the Coalition, a ship's name without its prefix."""

from __future__ import annotations

from collections import Counter

from communique.language.mentions.candidates import slug
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import firstnames, nouns

__all__ = ["find_short_names", "find_short_ships"]

_BESIDE = frozenset(("compound", "amod", "nmod", "npadvmod"))
_KINDS = frozenset(("group", "organisation"))


def find_short_ships(page: Page) -> None:
    """Drafts for ships called without what stood before their name: "Forbin" after "FS Forbin", "the Carl Vinson"."""
    ships: dict[str, Draft] = {}
    for d in page.drafts:
        if d.kind == "equipment" and d.end - d.start > 1 and page.text[d.start].isupper() \
                and page.knowledge.is_ship(page.text[d.start]):
            for first in range(d.start + 1, d.end):
                ships.setdefault(page.words(first, d.end), d)
    if not ships:
        return
    for d in list(dict.fromkeys(ships.values())):
        for name in [n for n, of in ships.items() if of is d]:
            words = name.split()
            if len(words) == 1 and name in firstnames():
                continue
            for i in range(d.end, len(page.text) - len(words) + 1):
                whole = len(words) == d.end - d.start - 1
                if page.text[i] == words[0] and page.text[i:i + len(words)] == words and page.named[i] is None \
                        and page.text[i - 1][:1].islower() | page.starts_sentence(i) \
                        and (whole or page.low[i - 1] == "the"):
                    short = Draft(i, i + len(words), i + len(words) - 1, "equipment")
                    page.add(short.follow(d, f"for short: {d.name}"))


def find_short_names(page: Page) -> None:
    """Drafts for a common noun that the report writes with a capital wherever it has it, before another noun: the
    "Coalition" of "Coalition aircraft". It stands for the body last named that has the word in its name."""
    loud = _capitalised(page)
    if not loud:
        return
    for i, low in enumerate(page.low):
        if low not in loud or page.named[i] is not None or page.dep[i] not in _BESIDE:
            continue
        of = [d for d in page.drafts if d.form == "named" and d.kind in ("organisation", "force", "group")
              and d.entity and low in (d.name or "").lower().split()]
        best = max((d for d in of if d.start < i), key=lambda d: d.start, default=of[0] if of else None)
        name = page.text[i]
        short = Draft(i, i + 1, i, "organisation", entity=f"organisation:{slug(name)}", name=name,
                      how="named by the report")
        if best is not None:
            short.follow(best, f"for short: {best.name}")
        old = page.headed.get(i)
        page.add(short)
        if old is not None:
            page.headed[i] = old


def _capitalised(page: Page) -> set[str]:
    """The weak nouns for bodies that stand with a capital inside sentences, and more often than without one."""
    found: Counter[str] = Counter()
    for i, word in enumerate(page.text):
        noun = nouns().get(page.low[i])
        if noun is None or noun.kind not in _KINDS or not noun.flags >= {"weak", "collective"}:
            continue
        if word.islower():
            found[page.low[i]] -= 1
        elif word.istitle() and not page.starts_sentence(i) and (page.text[i - 1].islower()
                                                                 or page.text[i - 1] == ",") \
                and page.text[i + 1:i + 2] and page.text[i + 1].islower():
            found[page.low[i]] += 1
    return {low for low, count in found.items() if count > 0}
