"""What the report as a whole is about: the country of those who are named without one, and who acts as a government."""

from __future__ import annotations

from collections import Counter

from communique.language.mentions.owners import behind
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import wordset

__all__ = ["dominant", "give_countries", "give_sectors"]

_LOCATIVE = frozenset(("in", "near", "at", "outside", "around", "across", "throughout", "inside", "within", "off"))
_VOTERS = frozenset(("state", "place", "organisation", "facility", "person", "force"))
#: Whose country a report's place does not tell: they may be anyone's.
_ROAMING = frozenset(("IGO", "NGO", "BUS", "MED", "REL", "CRM"))


def dominant(page: Page) -> str | None:
    """The country that the report is plainly about: named at least twice as often as any other, or alone."""
    votes: Counter[str] = Counter()
    third = max(1, len(page.sents) // 4)
    for d in page.drafts:  # points: four for a state or place in the first quarter, two later, half for others
        if d.form in ("named", "metonym") and d.country and d.kind in _VOTERS and not behind(page, d):
            votes[d.country] += (2 if page.sent[d.start] < third else 1) * (2 if d.kind in ("state", "place") else 1)
    ranked = votes.most_common(2)
    if not ranked:
        return None
    if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
        return ranked[0][0]
    return None


def _places(page: Page) -> dict[int, set[str]]:
    """Sentence -> the countries of the places that something is said to happen in there."""
    found: dict[int, set[str]] = {}
    for d in page.drafts:
        if d.form == "named" and d.kind in ("place", "state") and d.country:
            prep, _ = page.governor(d.head)
            if prep in _LOCATIVE:
                found.setdefault(page.sent[d.start], set()).add(d.country)
    return found


def give_countries(page: Page) -> None:
    """Gives those described without a country the one where they are, or the one that the report is plainly about."""
    main, places = dominant(page), _places(page)
    said: dict[str, str] = {}
    for d in sorted(page.drafts, key=lambda d: d.start):
        if d.form != "descriptive" or d.kind in ("document", "equipment", "facility") or d.head in page.groups:
            continue
        noun = (d.noun or "").split()[-1] if d.noun else ""
        if d.country:
            said[noun] = d.country
            continue
        if d.sector in _ROAMING or d.entity or _foreign(page, d):
            continue
        here = places.get(page.sent[d.start], set())
        if len(here) == 1:
            _give(page, d, next(iter(here)), "of the place of what is told", 0.7)
        elif noun in said and page.low[d.start] in ("the", "those", "these", "that", "this"):
            _give(page, d, said[noun], "as described before", 0.7)
        elif main is not None and not here:
            _give(page, d, main, "of the country that the report is about", 0.6)


def _foreign(page: Page, d: Draft) -> bool:
    words = page.low[d.start:d.head + 1]
    return any(w in wordset("contexts", "elsewhere") for w in words) \
        and "minister" not in words and "ministry" not in words


def _give(page: Page, d: Draft, country: str, how: str, confidence: float) -> None:
    d.country, d.confidence = country, confidence
    d.how = f"{d.how}; {how}"
    if d.kind == "state":
        state = page.knowledge.state(country)
        if state is not None:
            d.entity, d.name = state.id, state.name


def give_sectors(page: Page) -> None:
    """A state that acts or is dealt with is its government; one that things happen in is not."""
    for d in page.drafts:
        if d.kind == "state" and d.form == "named" and d.sector is None and d.label != "demonym":
            prep, _ = page.governor(d.head)
            if prep not in _LOCATIVE and prep not in wordset("contexts", "locative") or prep == "from":
                d.sector = "GOV"
