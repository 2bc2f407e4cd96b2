"""Whose someone is: the state, body or person that a noun phrase names beside its head ("the Kyrgyz president",
"Russia's army", "protesters in Caracas", "spokesman for the UN agency")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import nouns, wordset

__all__ = ["Owner", "behind", "meets_there", "names_a_home", "of_joined_name", "owner_of", "prefixed"]

_LEFT = frozenset({"amod", "compound", "poss", "nmod", "nummod", "appos"})
_HYPHENS = frozenset("-–‑")
#: "a newspaper based in Beirut", "rebels operating in Chad" are of that place.
_HOME = frozenset(("based", "headquartered", "operating", "living", "residing", "active"))
_BODIES = frozenset(("organisation", "force", "group"))


@dataclass(slots=True)
class Owner:
    """What a phrase says of whose its head is: states (one, or several coordinated), a body, a person."""

    states: list[Draft]
    body: Draft | None = None
    person: Draft | None = None
    place: Draft | None = None
    how: str = ""

    @property
    def country(self) -> str | None:
        """The one country that the phrase names, None where it names none or several."""
        found = {d.country for d in self.states if d.country}
        if len(found) == 1:
            return next(iter(found))
        if found:
            return None
        if self.body is not None:  # who is of a body of many states is of none of them
            return self.body.country
        for d in (self.person, self.place):
            if d is not None and d.country:
                return d.country
        return None


def prefixed(page: Page, i: int) -> bool:
    """Whether token i is in a compound that makes it no owner: "pro-Russian", "anti-Taliban", "ethnic Albanian"."""
    if i and page.low[i - 1] == "ethnic":
        return True
    return i >= 2 and page.text[i - 1] in _HYPHENS and not page.doc[i - 2].whitespace_ \
        and page.low[i - 2] in wordset("contexts", "prefix")


def names_a_home(page: Page, i: int) -> bool:
    """Whether token i is (the last of) the name of a state, a people or a place."""
    word, two = page.text[i], f"{page.text[i - 1]} {page.text[i]}" if i else ""
    for form in (word, two):
        if page.knowledge.people_called(form) or any(e.kind in ("state", "place", "organisation")
                                                     for e in page.knowledge.lookup(form)):
            return True
    return page.knowledge.place(word) is not None


def meets_there(page: Page, i: int) -> bool:
    """Whether token i is a congress or the like called after the town where it met: "the Congress of Vienna"."""
    if page.low[i] not in wordset("contexts", "meeting") or i + 2 >= len(page.text) or page.low[i + 1] != "of":
        return False
    town = page.knowledge.place(page.text[i + 2])
    return town is not None and town.sub in ("city", "capital") and not any(
        e.kind == "state" for e in page.knowledge.lookup(page.text[i + 2]))


def of_joined_name(page: Page, i: int) -> bool:
    """Whether token i ends a place's longer name: "New Amsterdam", "Nieuw-Amsterdam"; not "Moscow-Beijing"."""
    if i and page.text[i - 1] == "New" and page.tag[i - 1] == "NNP":
        return True
    if i < 2 or page.text[i - 1] not in _HYPHENS or page.doc[i - 1].whitespace_ or page.doc[i - 2].whitespace_:
        return False
    word = page.text[i - 2]
    return word[:1].isupper() and word.isalpha() and page.low[i - 2] not in wordset("contexts", "prefix") \
        and not page.knowledge.combining(word) and not names_a_home(page, i - 2)


def behind(page: Page, d: Draft) -> bool:
    """Whether a name only says who is for or against someone: "pro-Russian", "US-backed"."""
    if prefixed(page, d.start):
        return True
    if d.part is not None:  # "U.S.-backed"
        return page.low[d.start].rpartition(".-")[2] in wordset("contexts", "not-whom")
    return d.end + 1 < len(page.text) and page.text[d.end] in _HYPHENS and not page.doc[d.end - 1].whitespace_ \
        and page.low[d.end + 1] in wordset("contexts", "not-whom")


def owner_of(page: Page, i: int, first: int, described: Callable[[Page, int], Draft | None]) -> Owner:
    """Whose the noun phrase headed by token i says it is; `first` is where a name of more than one word for the head
    begins, `described` gives the description headed by a token."""
    owner = Owner([])
    for k in range(i, first - 1, -1):
        _left(page, k, owner, 0)
    _right(page, i, owner, described)
    return owner


def _left(page: Page, i: int, owner: Owner, depth: int) -> None:
    for k in page.kids[i]:
        if k > i or page.dep[k] not in _LEFT:
            continue
        if page.low[k] in wordset("contexts", "of-whom"):  # "a US-led coalition", "Beirut-based"
            for j in page.kids[k]:
                _take(page, j, owner, f"-{page.low[k]}")
            continue
        if page.low[k] in wordset("contexts", "not-whom") or page.low[k].rpartition(".-")[2] in wordset(
                "contexts", "not-whom"):
            continue
        if k + 2 < len(page.text) and page.text[k + 1] in _HYPHENS and not page.doc[k].whitespace_ \
                and page.low[k + 2] in wordset("contexts", "not-whom"):
            continue
        if k + 1 == i and page.text[k] == page.text[i]:
            continue
        if not _take(page, k, owner, "owner" if page.dep[k] == "poss" else "adjective") \
                and depth < 2 and page.dep[k] in ("compound", "nmod", "amod", "poss"):
            _left(page, k, owner, depth + 1)
        for j in page.conjuncts(k)[1:]:
            if j < i:
                _take(page, j, owner, "adjective")


def _take(page: Page, k: int, owner: Owner, how: str) -> bool:
    """Takes the draft at token k as (one of) whom the phrase is of."""
    d = page.named[k] or page.headed.get(k)
    if d is None or (prefixed(page, k) and d.form != "descriptive"):
        return False
    if d.form == "descriptive" and d.kind in ("document", "facility", "equipment"):
        return False
    if d.label == "demonym" and d.kind == "group":
        return True  # a people that lives in several states tells nobody's country
    if d.kind == "state" and (d.country or d.entity):
        owner.states.append(d)
    elif d.kind in ("place", "facility"):
        owner.place = owner.place or d
    elif d.kind in _BODIES:
        owner.body = owner.body or d
    elif d.kind == "person":
        owner.person = owner.person or d
    else:
        return False
    owner.how = owner.how or how
    return True


def _right(page: Page, i: int, owner: Owner, described: Callable[[Page, int], Draft | None]) -> None:
    at_home = [j for k in page.kids[i] if page.dep[k] == "acl" and page.low[k] in _HOME for j in page.kids[k]]
    for k in (*page.kids[i], *at_home):
        if page.dep[k] != "prep" or k < i:
            continue
        prep = page.low[k]
        if prep not in ("of", "for", "from", "in", "at", "with", "near", "on", "inside", "outside", "across", "along"):
            continue
        for j in page.kids[k]:
            if page.dep[j] != "pobj":
                continue
            for one in page.conjuncts(j):
                d = described(page, one) or page.named[one]
                if d is None:
                    if prep == "of" and page.kids[one]:  # "the foreign minister of the new government of Chad"
                        _inner(page, one, owner)
                    continue
                if prep in ("in", "at", "near", "on") and _fielded(page, i):
                    continue  # troops that Kenya has in Somalia are Kenya's
                if d.kind == "state" and (prep in ("of", "from", "in") or (prep == "for" and d.form != "named")):
                    if prep == "in" and (owner.states or _elsewhere(page, i, owner.body)):
                        continue
                    owner.states.append(d)
                elif prep in ("in", "at", "near") and page.lemma[i] in wordset("contexts", "sent-abroad"):
                    continue  # the embassy in Tbilisi is not Georgia's
                elif d.kind in ("place", "facility") and prep != "for":
                    owner.place = owner.place or d
                elif d.kind in _BODIES and prep in ("of", "for", "from", "at", "with"):
                    owner.body = owner.body or d
                elif d.kind == "person" and prep in ("of", "for"):
                    owner.person = owner.person or d
                else:
                    continue
                owner.how = owner.how or prep


def _elsewhere(page: Page, i: int, body: Draft | None) -> bool:
    """Whether where someone is does not tell whose they are: envoys, a union's delegation, an army's men."""
    return page.lemma[i] in wordset("contexts", "sent-abroad") or body is not None and (
        body.country is not None or body.sector == "IGO")


def _fielded(page: Page, i: int) -> bool:
    """Whether token i is what a government has or sends somewhere: "has troops in", "sent soldiers to bases in"."""
    noun = nouns().get(page.lemma[i])
    return noun is not None and noun.sector == "MIL" and page.dep[i] == "dobj" \
        and page.lemma[page.head[i]] in wordset("contexts", "fields")


def _inner(page: Page, i: int, owner: Owner) -> None:
    for k in page.kids[i]:
        if page.dep[k] in ("amod", "compound", "poss", "nmod") and k < i:
            _take(page, k, owner, "of")
        elif page.dep[k] == "prep" and page.low[k] in ("of", "in"):
            for j in page.kids[k]:
                if page.dep[j] == "pobj":
                    _take(page, j, owner, "of")
