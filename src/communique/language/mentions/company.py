"""What the report as a whole is about: the country of those who are named without one, and who acts as a government."""

from __future__ import annotations

from collections import Counter

from communique.language.mentions.candidates import singular
from communique.language.mentions.clauses import main_subject, subject_of
from communique.language.mentions.descriptions import becomes
from communique.language.mentions.giving import give, noun_flags, noun_flags_of, spread_countries, whose
from communique.language.mentions.homes import LOCAL, around, give_bodies, paragraphs
from communique.language.mentions.offices import find_offices, speaker_before
from communique.language.mentions.owners import behind
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.people import rules
from communique.language.mentions.publisher import publisher_of, speaks_for
from communique.language.mentions.shortforms import head_word
from communique.language.mentions.words import nouns, wordset

__all__ = ["dominant", "give_countries", "give_sectors"]

_DEFINITE = frozenset(("the", "those", "these", "that", "this"))
_BODIES = frozenset(("organisation", "force", "group"))

_LOCATIVE = frozenset(("in", "near", "at", "outside", "around", "across", "throughout", "inside", "within", "off"))
_VOICES = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_VOTERS = frozenset(("state", "place", "organisation", "facility", "person", "force"))
#: Whose country a report's place does not tell: they may be anyone's.
_ROAMING = frozenset(("IGO", "NGO", "BUS", "MED", "REL", "CRM"))


def dominant(page: Page) -> str | None:
    """The country that the report is plainly about: named at least twice as often as any other, or alone; not one of
    which it has the adjective alone, and that of someone who does nothing ("seven Turkish teachers were held"), since
    that tells foreigners from one's own."""
    votes: Counter[str] = Counter()
    shown: set[str] = set()
    third = max(1, len(page.sents) // 4)
    for d in page.drafts:  # points: four in the first quarter, two later, half for a person
        if d.form in ("named", "metonym") and d.country and d.kind in _VOTERS and not behind(page, d):
            if d.label != "demonym" or _at_home(page, d):
                shown.add(d.country)
            votes[d.country] += (2 if page.sent[d.start] < third else 1) * (1 if d.kind == "person" else 2)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][0] not in shown:
        return None
    if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
        return ranked[0][0]
    return None


def _at_home(page: Page, d: Draft) -> bool:
    """Whether an adjective is of those who act: "Kenyan nurses struck", "a protest by Kenyan nurses"."""
    i, steps = d.head, 0
    while page.dep[i] in ("amod", "compound", "nmod", "poss", "conj") and steps < 6:
        i, steps = page.head[i], steps + 1
    return page.dep[i] in ("nsubj", "ROOT") or (
        page.dep[i] == "pobj" and page.low[page.head[i]] in ("by", "in", "into", "at"))


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
    _give_of_people(page)
    find_offices(page)
    main, places, publisher = dominant(page), _places(page), publisher_of(page)
    named: dict[int, set[str]] = {}  # sentence -> the states that it names
    for d in page.drafts:
        if d.kind in ("state", "place") and d.form != "descriptive" and d.country and d.label != "demonym":
            named.setdefault(page.sent[d.start], set()).add(d.country)
    spoken = paragraphs(page)
    give_bodies(page, main, places, named, spoken)
    heads = {d.entity for d in page.drafts if d.kind == "person" and d.sector == "IGO" and d.form == "named"} - {None}
    placed = set().union(*places.values())  # whom armed men fight need not be their own state
    said: dict[str, str] = {}
    for d in sorted(page.drafts, key=lambda d: d.start):
        if d.form != "descriptive" or d.label == "weak" or d.head in page.groups \
                or d.kind in ("document", "equipment", "facility"):
            continue
        noun = (d.noun or "").split()[-1] if d.noun else ""
        if d.country:
            if not page.quoted[d.start]:  # whose army a quotation speaks of tells nothing of the report's own
                said[noun] = d.country
            continue
        if d.entity in heads:
            d.sector = "IGO"
            continue
        if (body := _of_body(page, d)) is not None:
            if body.country:
                give(page, d, body.country, f"of {body.name or body.country}", 0.75)
            d.sector = body.sector if "open" in noun_flags(d.noun or "") else d.sector
            continue
        if noun in ("embassy", "consulate") and (home := _burned(page, d, main, places)) is not None:
            give(page, d, home, "of the foreign state that the sentence names", 0.7)
            continue
        if (rebels := _struck(page, d)) is not None:
            d.country, d.sector = rebels.country, rebels.sector
            d.how += f"; of {rebels.name}, whose the sentence names"
            continue
        if becomes(page, d) or _of_people(page, d) or _abroad(d) or _of_another(page, d):
            continue
        if d.sector in _ROAMING or (d.entity and d.kind != "person") or _foreign(page, d):
            continue
        if d.kind == "place" or d.noun and ("relational" in noun_flags(d.noun)
                                            or (d.plural and singular(noun) in wordset("contexts", "plural-states"))):
            continue
        if any(page.dep[k] == "poss" and singular(page.low[k]) in wordset("contexts", "plural-states")
               for k in page.kids[d.head]):
            continue  # "the countries' ministers" are of several, whoever these are
        sentence = named.get(page.sent[d.start], set())
        here = places.get(page.sent[d.start], set())
        sender = _sender(page, d)
        if speaks_for(page, publisher, d) and publisher is not None and publisher.country:
            give(page, d, publisher.country, "of the state whose release this is", 0.8)
        elif sender is not None:
            give(page, d, sender, "of whoever sends them", 0.8)
        elif _travels(d) and here and (main is None or main in here) and _is_there(page, d):
            continue  # "the prime minister is in Doha"
        elif len(here) == 1 and sentence <= here and not (main not in here and _travels(d)):
            give(page, d, next(iter(here)), "of the place of what is told", 0.7)
        elif noun in said and page.low[d.start] in _DEFINITE and not _anothers(page, d, said[noun]):
            give(page, d, said[noun], "as described before", 0.7)
        elif main is not None and sentence <= {main} and (d.sector != "REB" or main in placed):
            some = around(page, spoken, d)
            if not some or main in some:
                give(page, d, main, "of the country that the report is about", 0.6)
            elif len(some) == 1 and d.sector in LOCAL:
                give(page, d, next(iter(some)), "of the state that the paragraph speaks of", 0.6)
    spread_countries(page)


def _of_body(page: Page, d: Draft) -> Draft | None:
    """The body that a noun before someone's own noun means: the International Monetary Fund of "a fund official", the
    Chinese one of "an embassy official"; of a mere "spokesman" the one that the sentence before has say something."""
    words = (d.noun or "").split()
    if d.kind not in ("person", "group"):
        return None
    if len(words) == 1 and words[0] in _VOICES and page.low[d.start] in ("a", "the") and page.dep[d.head] == "nsubj":
        return speaker_before(page, d, None)
    if len(words) < 2:
        return None
    before = [o for o in page.drafts if (o.form == "named" or (o.form == "descriptive" and o.country))
              and o.kind == "organisation" and o.end <= d.start
              and 0 <= page.sent[d.start] - page.sent[o.start] < 2 and head_word(o.name or "") == words[-2]]
    return max(before, key=lambda o: o.start) if len({o.entity for o in before}) == 1 else None


def _struck(page: Page, d: Draft) -> Draft | None:
    """The one armed group that a sentence names in which a commander of nobody's is killed or taken: his is that."""
    if d.kind != "person" or d.sector != "MIL" or page.low[d.start] not in ("a", "an") \
            or page.dep[d.head] not in ("dobj", "nsubjpass") \
            or page.lemma[page.head[d.head]] not in wordset("contexts", "strikes"):
        return None
    named = {o.entity: o for o in page.drafts if o.form == "named" and o.kind in _BODIES and o.sector in ("REB", "CRM")
             and page.sent[o.start] == page.sent[d.start]}
    return next(iter(named.values())) if len(named) == 1 else None


def _of_people(page: Page, d: Draft) -> bool:
    """Whether a people without a state says whose someone is: "the Kanak people", who are not of the place told of."""
    return any((of := page.named[k]) is not None and of.kind == "group" and of.label == "demonym"
               for k in page.kids[d.head] if k < d.head)


def _burned(page: Page, d: Draft, main: str | None, places: dict[int, set[str]]) -> str | None:
    """The one foreign state whose name or adjective stands with an embassy or consulate of none: "burned Danish flags
    outside the embassy"."""
    sent = page.sent[d.start]
    there = {o.country for o in page.drafts if page.sent[o.start] == sent and o.kind == "state" and o.form == "named"
             and o.country} - {main} - places.get(sent, set())
    return next(iter(there)) if len(there) == 1 else None


def _anothers(page: Page, d: Draft, country: str) -> bool:
    """Whether the one who speaks in the sentence is of another country than the one that "the army" was said of."""
    s = main_subject(page, page.sent[d.start])
    of = page.headed.get(s) if s is not None and s != d.head else None
    return of is not None and bool(of.country) and of.country != country


def _abroad(d: Draft) -> bool:
    """Whether a description is of someone who is sent abroad, whose state the place does not tell."""
    return bool(d.noun) and singular((d.noun or "").split()[-1]) in wordset("contexts", "sent-abroad")


def _travels(d: Draft) -> bool:
    """Whether a description is of a leader or minister, who need not be of the country where they are."""
    return d.kind == "person" and d.sector == "GOV" and bool({"office", "title"} & noun_flags_of(d.noun or ""))


def _is_there(page: Page, d: Draft) -> bool:
    """Whether all that is said of someone is where they are or go."""
    verb = page.head[d.head]
    return page.dep[d.head] == "nsubj" and page.lemma[verb] in wordset("contexts", "being-there") or (
        page.dep[d.head] == "nsubj" and page.pos[verb] == "AUX")


def _of_another(page: Page, d: Draft) -> bool:
    """Whether the phrase says whose someone is, and that is a person or body of no known country."""
    of = whose(page, d)
    return of is not None and of.kind in ("person", "organisation") and not of.country and of.sector != "IGO"


def _give_of_people(page: Page) -> None:
    """The Assad regime, Merkel's spokesman, the government of Rajoy: of the country of the person whose they are."""
    for d in page.drafts:
        if d.form != "descriptive" or d.country or d.sector in ("IGO", "REB", "CRM") \
                or d.plural and d.kind != "group" or d.kind not in ("state", "force", "person", "group") \
                or (d.noun and "relational" in noun_flags(d.noun)):
            continue
        of = [page.named[k] for k in page.kids[d.head] if page.dep[k] in ("compound", "poss", "nmod") and k < d.head]
        if d.kind == "state":
            of += [page.named[j] for k in page.kids[d.head] if page.dep[k] == "prep" and page.low[k] == "of"
                   for j in page.kids[k] if page.dep[j] == "pobj"]
        people = [p for p in of if p is not None and p.kind == "person" and p.country and p.sector != "IGO"]
        countries = {p.country for p in people if p.country}
        if len(countries) == 1:
            give(page, d, next(iter(countries)), "of the person whose they are", 0.8)
            if d.kind == "state" and any(page.dep[p.head] == "compound" and rules(page, p) for p in people):
                d.form = "metonym"  # the Assad regime: the ruler's name for the state's government


def _sender(page: Page, d: Draft) -> str | None:
    """The country whose government or army is the subject of a verb that moves its own forces."""
    if d.sector != "MIL" or page.dep[d.head] != "dobj":
        return None
    verb = page.head[d.head]
    subject = subject_of(page, verb) if page.lemma[verb] in wordset("contexts", "fields") else None
    if subject is not None and page.dep[verb] == "relcl" and page.low[subject] in ("which", "that", "who"):
        subject = page.head[verb]  # "Moscow, which has troops in ..."
    of = page.headed.get(subject) if subject is not None else None
    return of.country if of is not None and of.kind in ("state", "force", "person", "organisation") else None


def _foreign(page: Page, d: Draft) -> bool:
    words = page.low[d.start:d.head + 1]
    if "foreign" in words and f"foreign {singular(words[-1])}" in nouns():
        words.remove("foreign")  # a foreign minister is no foreigner
    return any(w in wordset("contexts", "elsewhere") for w in words)


def give_sectors(page: Page) -> None:
    """A state that acts or is dealt with is its government; one that things happen in is not."""
    for d in page.drafts:
        if d.kind == "state" and d.form == "named" and d.sector is None and d.label != "demonym":
            prep, _ = page.governor(d.head)
            if prep not in _LOCATIVE and prep not in wordset("contexts", "locative") or prep == "from":
                d.sector = "GOV"
