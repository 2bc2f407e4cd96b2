"""Giving someone a country: what else follows from it, and whose a phrase says that someone is."""

from __future__ import annotations

from communique.language.mentions.candidates import singular
from communique.language.mentions.descriptions import becomes, office_holder
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import nouns, wordset

__all__ = ["give", "noun_flags", "noun_flags_of", "spread_countries", "whose"]


def give(page: Page, d: Draft, country: str, how: str, confidence: float) -> None:
    d.country, d.confidence = country, confidence
    d.how = f"{d.how}; {how}"
    if d.kind == "person" and d.noun and not d.plural and d.entity is None and page.day and not becomes(page, d):
        words = set(page.low[d.start:d.head])
        holder = None
        provincial = d.noun.split()[-1] in wordset("contexts", "local-offices") or (
            d.noun == "premier" and country in wordset("contexts", "premiers-many"))
        if not provincial and not words & (wordset("contexts", "past") | wordset("contexts", "nobody-yet")):
            holder = office_holder(page, d.noun, f"state:{country}")
        if holder is not None:
            d.entity, d.name = holder.id, holder.name
            d.how += "; who held that office on the day of the report"
    if d.kind == "state":
        state = page.knowledge.state(country)
        if state is not None:
            d.entity, d.name = state.id, state.name


def spread_countries(page: Page) -> None:
    """Gives every mention of an entity the country that one of them has been given."""
    known = {d.entity: d.country for d in page.drafts if d.entity and d.country and d.kind == "person"}
    for d in page.drafts:
        if d.entity in known and d.country is None and d.kind == "person":
            d.country = known[d.entity]


def whose(page: Page, d: Draft) -> Draft | None:
    """Whom a phrase says by name that someone is of: "the Fuel Workers' Union's leader", "the leader of the union"."""
    for k in page.kids[d.head]:
        of = page.named[k] if page.dep[k] == "poss" and k < d.head else None
        if of is None and page.dep[k] == "prep" and page.low[k] == "of":
            of = next((page.named[j] for j in page.kids[k] if page.dep[j] == "pobj"), None)
        if of is not None:
            return of
    return None


def noun_flags_of(phrase: str) -> frozenset[str]:
    """The flags of a phrase, or of its last words where these are what the table has: "defence minister"."""
    words = phrase.split()
    for k in range(len(words)):
        noun = nouns().get(" ".join(words[k:]))
        if noun is not None:
            return noun.flags
    return frozenset()


def noun_flags(phrase: str) -> frozenset[str]:
    """The flags of the last noun of a phrase."""
    noun = nouns().get(singular(phrase.split()[-1]))
    return noun.flags if noun is not None else frozenset()
