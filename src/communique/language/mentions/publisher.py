"""Whose voice a release is: the state or body whose government, ministry, command or press service publishes it."""

from __future__ import annotations

from communique.knowledge import Entity
from communique.language.mentions.candidates import singular
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import nouns, spread

__all__ = ["publisher_of", "publishing_body", "speaks_for"]

_PUBLIC = spread("GOV MIL LEG JUD COP IGO SPY")
_VOICES = spread("government department ministry embassy office presidency parliament command delegation mission "
                 "service council commission white house downing kremlin army navy force forces police cabinet")


def publishing_body(page: Page) -> Entity | None:
    """The ministry, command or other public body of the tables that the outlet's name is."""
    if not page.article.outlet:
        return None
    found = page.knowledge.find_names(page.article.outlet.split())
    return next((e for _, _, some in found for e in some[:1] if e.sector in _PUBLIC and e.kind != "state"), None)


def publisher_of(page: Page) -> Entity | None:
    """The state, or the body of states, whose own release the article is; None for the press and where unknown."""
    outlet = page.article.outlet
    if not outlet:
        return None
    knowledge = page.knowledge
    words = outlet.replace("(", " ").replace(")", " ").split()
    found = [e for _, _, entities in knowledge.find_names(words) for e in entities[:1]]
    public = [e for e in found if e.sector in _PUBLIC]
    if public:
        return public[0] if public[0].country is None else knowledge.state(public[0].country)
    if any(e.sector == "MED" for e in found):
        return None
    if not any(w.lower() in _VOICES or _is_public(w) for w in words):
        return None
    for w in words:
        iso = knowledge.demonym(w)
        if iso:
            return knowledge.state(iso)
    state = next((e for e in found if e.kind == "state"), None)
    return state


def _is_public(word: str) -> bool:
    noun = nouns().get(singular(word))
    return noun is not None and noun.sector in _PUBLIC


def speaks_for(page: Page, publisher: Entity | None, d: Draft) -> bool:
    """Whether a description without a country is of the publisher's own: an office or a public body, named as if there
    were no other ("the Prime Minister", "the Department")."""
    if publisher is None or publisher.kind != "state" or d.sector not in ("GOV", "MIL", "LEG", "JUD"):
        return False
    first = page.text[d.start]
    capital = page.text[d.head][:1].isupper() and not page.starts_sentence(d.head)
    return (first.lower() in ("the", "our") or first[:1].isupper()) and (capital or first.lower() == "our")
