"""Whose office-holder someone is who is named with a bare office ("Defence Minister Akira Nonaka", "spokesman Igor
Belov"): of the body or state whose voice the sentences before give, else of the report's own state, by its dateline."""

from __future__ import annotations

from collections import Counter

from communique.language.mentions.clauses import main_subject
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import Noun, nouns, sector_of_modifier, wordset

__all__ = ["find_offices", "speaker_before"]

_OWN = frozenset(("its", "his", "her", "their", "whose"))
_OFFICES = frozenset(("GOV", "MIL", "LEG", "SPY"))
_BODIES = frozenset(("organisation", "force", "group"))
_OF_STATES = frozenset(("GOV", "MIL", "COP", "SPY", "LEG", "JUD"))

_QUOTES = frozenset(('"', "“", "``", "''"))
_NONE = Noun("", None, frozenset())


def find_offices(page: Page) -> None:
    """Gives bare offices that stand with a person's name their body and country, and the person with them."""
    bare = [d for d in page.drafts if d.form == "descriptive" and d.kind == "person" and not d.plural and not d.country
            and d.entity and d.noun and page.knowledge.get(d.entity) is None and _bare(page, d)]
    owned = {d.entity for d in page.drafts if d.form == "descriptive" and d.entity and page.low[d.start] in _OWN}
    bare = [d for d in bare if d.entity not in owned]  # "its commander, Major General": whose, the pronoun says
    if not bare:
        return
    home = _home(page)
    for d in sorted(bare, key=lambda d: d.start):
        noun = nouns().get((d.noun or "").split()[-1])
        if noun is None or d.country:
            continue
        of, tied = speaker_before(page, d, home), "open" not in noun.flags or _modified(d)
        if of is not None and tied and not (of.country and (of.kind == "state" or of.sector in _OF_STATES)):
            of = None  # a minister or an army spokesman is a state's
        if of is not None and of.country and (told := _told_in(page, d)) and told != of.country:
            _belong(page, d, told, None, "of the place of what is told", 0.65)
        elif of is not None:
            sector = of.sector if of.kind != "state" and not tied else None
            _belong(page, d, of.country, sector, f"of {of.name or of.country}, which spoke just before", 0.75)
        elif home is not None and d.sector in _OFFICES and tied:
            here = _spoken_of(page, d)
            if not here or home in here:
                _belong(page, d, home, None, "of the state where the report is written", 0.65)
            elif len(here) == 1:
                _belong(page, d, next(iter(here)), None, "of the state that the paragraph speaks of", 0.65)


def _told_in(page: Page, d: Draft) -> str | None:
    """The one country in which a sentence says, before an office, that what it tells happens: "In Bissau, ..."."""
    first = page.sents[page.sent[d.start]][0]
    found = {o.country for o in page.drafts if first <= o.start < d.start and o.kind in ("place", "state") and o.country
             and o.form == "named" and page.governor(o.head)[0] in ("in", "at", "near")}
    return next(iter(found)) if len(found) == 1 else None


def _spoken_of(page: Page, d: Draft) -> set[str]:
    """The states that the paragraph names before an office."""
    first = page.article.text.rfind("\n", 0, page.idx[d.start])
    return {o.country for o in page.drafts if o.country and o.kind == "state" and o.form in ("named", "metonym")
            and first < page.idx[o.start] < page.idx[d.start]}


def _modified(d: Draft) -> bool:
    """Whether an office that any body may have is said to be of a state's: a foreign ministry spokesman, an army chief,
    not a mission chief."""
    words = (d.noun or "").split()[:-1]
    forms = [*words, *(" ".join(words[k:k + 2]) for k in range(len(words) - 1))]
    table = sector_of_modifier()
    named = (nouns().get(w) or _NONE for w in forms)
    return any(table.get(w) in _OF_STATES for w in forms) or any(
        n.sector in _OF_STATES and not n.flags & {"weak", "open"} for n in named)


def _bare(page: Page, d: Draft) -> bool:
    """Whether an office is named as if there were no other: it says of no body or person whose it is."""
    if page.low[d.start] in ("a", "an", "another", "one", "its", "his", "her", "their", "former", "foreign") \
            and d.noun != page.words(d.start, d.end).lower():
        return False
    for k in page.kids[d.head]:
        if page.dep[k] == "poss" or page.dep[k] == "prep" and page.low[k] in ("of", "for", "at", "from", "with", "in"):
            return False
        named = page.named[k] if page.dep[k] in ("compound", "amod", "nmod") and k < d.head else None
        if named is not None:
            return False
    return True


def speaker_before(page: Page, d: Draft, home: str | None) -> Draft | None:
    """The one body or state that says or decides something in the sentence before, or the body in the same sentence."""
    here = page.sent[d.start]
    if here == 0:
        return None
    i = main_subject(page, here - 1)
    of = page.headed.get(i) if i is not None else None
    if i is None or of is None or of.plural or of.form == "pronoun" or len(page.conjuncts(i)) > 1:
        return None
    verb = page.head[i]
    near = "\n\n" not in page.article.text[page.idx[i]:page.idx[d.start]] or (
        page.text[page.sents[here][0]] in _QUOTES)  # whoever is quoted next speaks for them
    if of.kind in _BODIES and of.sector:
        return of if near else None
    if of.kind != "state" or not of.country:
        return None
    if of.country == home or (near and (of.form == "metonym" or page.lemma[verb] in wordset("contexts", "own-voice"))):
        return of
    return None


def _home(page: Page) -> str | None:
    """The country of the dateline's place, where no other state is named twice as often."""
    if not page.datelines:
        return None
    start, end = page.datelines[0]
    there = [d for d in page.drafts if start <= d.start and d.end <= end and d.form in ("named", "metonym")
             and d.country and d.kind in ("place", "state")]
    at = there[0] if there else None
    if at is None or at.country is None or len({d.country for d in there}) > 1:
        return None  # nowhere, or in two countries: "Dhaka/New Delhi"
    votes: Counter[str] = Counter(d.country for d in page.drafts if d.form in ("named", "metonym") and d.country
                                  and d is not at and d.kind in ("state", "place", "organisation", "force"))
    own = votes[at.country]
    return at.country if own and all(own * 2 >= n for n in votes.values()) else None


def _belong(page: Page, d: Draft, country: str | None, sector: str | None, how: str, confidence: float) -> None:
    d.country, d.confidence = country or d.country, confidence
    d.how = f"{d.how}; {how}"
    for o in page.drafts:
        if o.entity == d.entity and o.kind == "person":
            o.country = o.country or country
            o.sector = sector or o.sector
