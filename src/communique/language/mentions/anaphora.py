"""Whom definite phrases stand for: "the minister", "the organization", "the country", "both sides"."""

from __future__ import annotations

from collections import Counter

from communique.language.mentions.candidates import singular, slug
from communique.language.mentions.clauses import clause_of, is_subject, subject_of
from communique.language.mentions.descriptions import office_holder
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.publisher import publishing_body
from communique.language.mentions.shortforms import find_body
from communique.language.mentions.words import wordset

__all__ = ["find_anaphora", "find_country"]

_DEFINITE = frozenset(("the", "this", "that", "both", "these", "those"))
_INDEFINITE = frozenset(("a", "an", "another", "some", "one", "no", "any", "each", "every", "former"))
_REACH = 12  # sentences back in which the bearer of a title is looked for
_CAMPS = frozenset(("side", "party", "camp"))
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}


def find_anaphora(page: Page) -> None:
    """Ties definite descriptions to whom they mean, left to right."""
    _plurals(page)
    drafts = sorted(page.drafts, key=lambda d: (d.start, -d.end))
    for k, d in enumerate(drafts):
        if d.form != "descriptive":
            continue
        first = page.low[d.start]
        if d.plural or first == "both":
            if d.head not in page.groups and (first == "both" or first in _DEFINITE):
                _several(page, d, drafts, k)
            continue
        if d.entity is not None and d.kind == "person":
            continue
        noun = _noun(d)
        if noun == "counterpart":
            _counterpart(page, d, drafts, k)
            continue
        if first in _INDEFINITE or (first not in _DEFINITE and not d.country):
            continue
        if d.kind == "person":
            _title(page, d, noun, drafts, k)
            if d.entity is None and first == "the" and not d.country:
                _epithet(page, d, drafts, k)
        elif d.kind in ("group", "organisation", "force") and d.country is None and first in _DEFINITE \
                and not d.how.startswith("in apposition"):
            find_body(page, d, noun, drafts, k)
        elif d.kind == "place" and noun == "mainland" and any(page.near[c] for c in ("HKG", "TWN", "MAC", "CHN")):
            china = page.knowledge.state("CHN")
            if china is not None:
                d.entity, d.name, d.country, d.how = china.id, china.name, "CHN", "the mainland, of China"
    for d in drafts:
        if d.form == "descriptive" and d.plural and d.head not in page.groups:
            _officers(page, d)
    for d in [d for d in drafts if d.label == "weak"]:
        capital = page.text[d.head][:1].isupper() and not page.starts_sentence(d.head)
        if d.entity is not None:
            d.form = "named" if capital else d.form  # "the Union" is a short name, "the union" is none
            continue
        if capital and d.kind in ("group", "organisation"):
            if _noun(d) == "state":  # "the State had proved its case": no body of that name
                _drop(page, d)
                continue
            name = page.words(d.head, d.head + 1)  # "the Coalition": what the report has for a name
            own = publishing_body(page)
            if own is not None and any(name in n.split() for n in (own.name, *own.names)):
                d.take(own, map_it=False)  # "the Department" in a release of the Department of State
                d.form, d.kind, d.how = "named", own.kind, "the body whose release this is"
                continue
            d.kind, d.form, d.entity, d.name = "organisation", "named", f"organisation:{slug(name)}", name
            d.sector, d.how = None, "named by the report"
            continue
        _drop(page, d)


def _drop(page: Page, d: Draft) -> None:
    page.drafts.remove(d)
    if page.headed.get(d.head) is d:
        del page.headed[d.head]


def _plurals(page: Page) -> None:
    """Drafts for "both sides", "the two countries", which name nobody by themselves."""
    for i, tag in enumerate(page.tag):
        if tag != "NNS" or i in page.headed or singular(page.low[i]) not in wordset("contexts", "plural-states"):
            continue
        before = (k for k in page.kids[i] if k < i and page.dep[k] in ("det", "nummod", "predet", "amod"))
        first = min(before, default=i)
        words = page.low[first:i]
        if words and (words[0] == "both" or (words[0] in ("the", "these") and (len(words) == 1 or "two" in words))):
            page.add(Draft(first, i + 1, i, "group", form="descriptive", plural=True, noun=singular(page.low[i]),
                           how="described"))


def _noun(d: Draft) -> str:
    return (d.noun or "").split()[-1] if d.noun else ""


def _title(page: Page, d: Draft, noun: str, drafts: list[Draft], k: int) -> None:
    """The person last said to bear this title (of this country, where one is named): "the minister", "the general"."""
    here = page.sent[d.start]
    mine = (d.noun or "").split()
    options: dict[str, Draft] = {}
    for j in range(k - 1, -1, -1):
        other = drafts[j]
        if here - page.sent[other.start] > _REACH:
            break
        if other.kind != "person" or other.plural or not other.entity:
            continue
        if d.country and other.country and other.country != d.country:
            continue
        if _bears(page, other, noun, mine):
            options.setdefault(other.entity, other)
    if len(options) == 1 or (options and not d.country and page.low[d.start] == "the"):
        of = next(iter(options.values()))
        if len(options) > 1 and page.sent[of.start] < here - 2:
            return
        d.follow(of, f"the {noun} last spoken of: {of.name}")
        d.confidence = 0.85 if len(options) == 1 else 0.7


def _epithet(page: Page, d: Draft, drafts: list[Draft], k: int) -> None:
    """The oil executive, the Arizona Republican: the one person spoken of just before, where this noun can be of them.

    Only as a subject, only where the two sentences before have one person, who was the subject of the last; never for a
    noun that brings someone new in ("the driver", "the spokesman"), which the table marks.
    """
    if _noun(d) not in wordset("contexts", "epithet") or page.dep[d.head] not in ("nsubj", "nsubjpass"):
        return
    here = page.sent[d.start]
    found: dict[str, Draft] = {}
    for j in range(k - 1, -1, -1):
        other = drafts[j]
        if here - page.sent[other.start] > 2:
            break
        if other.kind == "person" and not other.plural and other.entity and other.end <= d.start:
            found.setdefault(other.entity, other)
    subjects = [o for o in found.values() if is_subject(page, o)]
    if len(found) == 1 or len(subjects) == 1:
        of = subjects[0] if len(subjects) == 1 else next(iter(found.values()))
        d.follow(of, f"the {d.noun}: {of.name}, the one last spoken of")
        d.confidence = 0.7


def _bears(page: Page, other: Draft, noun: str, mine: list[str]) -> bool:
    """Whether a mention gives, or its person holds, an office that this noun names."""
    if other.form == "descriptive" and other.noun:
        theirs = other.noun.split()
        return theirs[-1] == noun and (len(mine) == 1 or mine == theirs or theirs[-len(mine):] == mine)
    if other.form == "named" and other.entity and page.day:
        return any(t.office.split()[-1] == noun and (len(mine) == 1 or t.office == " ".join(mine))
                   for t in page.knowledge.terms(other.entity, page.day))
    return False


def _titled(page: Page, other: Draft) -> bool:
    """Whether a mention gives, or its person holds, an office."""
    if other.form == "descriptive":
        return bool(other.noun)
    return bool(other.form == "named" and other.entity and page.day and page.knowledge.terms(other.entity, page.day))


def _counterpart(page: Page, d: Draft, drafts: list[Draft], k: int) -> None:
    """His Kyrgyz counterpart: who holds the same office there. The office is of the person last spoken of."""
    if not d.country:
        return
    before = drafts[max(0, k - 200):k]
    person = next((o for o in reversed(before) if o.kind == "person" and not o.plural and o.start < d.start
                   and page.sent[d.start] - page.sent[o.start] < 2 and o.country != d.country
                   and (o.noun or o.form == "named")), None)
    if person is None:
        return
    titles = [person.noun] if person.noun and _noun(person) != "counterpart" else []
    titles += [o.noun for o in before if o.form == "descriptive" and o.noun and o.entity and o.entity == person.entity]
    if person.entity and page.day:
        titles += [t.office for t in page.knowledge.terms(person.entity, page.day)]
    for title in titles:
        holder = office_holder(page, title, f"state:{d.country}")
        if holder is not None:
            if d.entity is None:
                d.entity, d.name = holder.id, holder.name
                d.how = f"the {title} of that state on the day of the report"
            d.sector = "GOV"
            return


def _several(page: Page, d: Draft, drafts: list[Draft], k: int) -> None:
    """Both sides, the two leaders, the countries: those last spoken of, where these are just as many."""
    words = page.low[d.start:d.head]
    number = next((_NUMBERS[w] for w in words if w in _NUMBERS), None)
    noun = singular(_noun(d) or page.low[d.head])
    if number is None and page.low[d.start] not in ("both", "the"):
        return
    if d.country and d.confidence is None and noun not in wordset("contexts", "plural-states"):
        return
    people = noun in wordset("contexts", "plural-people")
    if not people and noun not in wordset("contexts", "plural-states"):
        return
    here = page.sent[d.start]
    acts = None if people else _acting_on(page, d)
    title = (d.noun or "").split() if noun in wordset("contexts", "plural-offices") else []
    others: set[str | None] = set()  # who bears some other title
    if title:
        others = {o.entity for o in drafts[:k] if _titled(page, o)}
        others -= {o.entity for o in drafts[:k] if _bears(page, o, noun, [*title[:-1], noun])}
    found: dict[str, Draft] = {}
    reached = 0  # how many sentences back the last of them was found
    for j in range(k - 1, -1, -1):
        other = drafts[j]
        gap = here - page.sent[other.start]
        if gap > 2 or (gap > reached and len(found) >= (number or 2)):
            break
        if other.end > d.start or other is d:
            continue
        if people and (other.kind != "person" or other.plural or not other.entity):
            continue
        if people and other.gender == {"man": "f", "woman": "m"}.get(noun, "-"):
            continue
        if not people and (not (other.kind == "state" and other.country and other.form in ("named", "metonym")
                                and page.dep[other.head] != "poss") or _mediates(page, other)):
            continue
        if other.entity in others:
            continue
        key = other.entity if people else other.country
        if key and key != acts:
            if key not in found:
                found[key], reached = other, max(reached, gap)
    if not people and (number or 2) == 2:
        if noun in _CAMPS and _rebels_near(page, d):
            return  # a government and those who fight it, not two states
        if len(found) != 2 or not _a_pair(page, d, found):
            found = _main_two(page, d)
    if len(found) == (number or 2):
        members = sorted(found.values(), key=lambda o: o.start)
        page.groups[d.head] = [_as_party(o, people) for o in members]
        d.how = "stands for " + " and ".join(m.name or "" for m in members)


def _mediates(page: Page, o: Draft) -> bool:
    """Whether a state only brings others together or is where they meet: it is neither of the two sides."""
    prep, _ = page.governor(o.head)
    subject = o.label != "demonym" and page.dep[o.head] in ("nsubj", "nsubjpass", "pobj")
    return subject and (prep in ("in", "at", "near") or (prep == "by" or page.dep[o.head] == "nsubj")
                        and page.lemma[clause_of(page, o.head)] in wordset("contexts", "go-between"))


def _rebels_near(page: Page, d: Draft) -> bool:
    """Whether a party or armed group that is no state's is spoken of in the sentences just before."""
    return any(o.kind in ("force", "group", "organisation") and o.form == "named" and o.sector in ("REB", "OPP", "PTY")
               and o.start < d.start and page.sent[d.start] - page.sent[o.start] <= 2 for o in page.drafts)


def _a_pair(page: Page, d: Draft, found: dict[str, Draft]) -> bool:
    """Whether two states were spoken of together, in one sentence, or are those of which the report speaks most."""
    first, second = found.values()
    if page.sent[first.start] == page.sent[second.start]:
        return True
    named = Counter(o.country for o in page.drafts if o.start < d.start and o.kind == "state" and o.country
                    and o.form in ("named", "metonym"))
    least = min(named[country] for country in found)
    return all(n <= least for country, n in named.items() if country not in found)


def _officers(page: Page, d: Draft) -> None:
    """The countries' prime ministers, both sides' armies: one of each, by name where the office has a known holder."""
    owner = next((k for k in page.kids[d.head] if page.dep[k] == "poss" and k in page.groups), None)
    if owner is None or d.kind not in ("person", "group", "force", "organisation"):
        return
    members = []
    for state in page.groups[owner]:
        if state.kind != "state" or not state.country:
            return
        holder = office_holder(page, d.noun, f"state:{state.country}") if d.noun else None
        members.append(Draft(d.start, d.end, d.head, d.kind, form=d.form, entity=holder.id if holder else None,
                             name=holder.name if holder else None, country=state.country, sector=d.sector, how=d.how))
    page.groups[d.head] = members
    d.country = None
    d.how = "stands for those of " + " and ".join(m.name or m.country or "" for m in page.groups[owner])


def _acting_on(page: Page, d: Draft) -> str | None:
    """The state that the subject of a phrase's clause is of, where the phrase is not that subject: "Russia urged both
    sides" is said of two others."""
    subject = subject_of(page, clause_of(page, d.head))
    of = page.headed.get(subject) if subject is not None and subject != d.head else None
    return of.country if of is not None and of.kind == "state" else None


def _main_two(page: Page, d: Draft) -> dict[str, Draft]:
    """The two states that the report so far is plainly about: each named three times, no other half as often."""
    named: dict[str, list[Draft]] = {}
    for other in page.drafts:
        if other.start < d.start and other.kind == "state" and other.country and other.form in ("named", "metonym"):
            named.setdefault(other.country, []).append(other)
    ranked = sorted(named.items(), key=lambda x: (-len(x[1]), x[1][0].start))
    if len(ranked) < 2 or len(ranked[1][1]) < 3 or (len(ranked) > 2 and 2 * len(ranked[2][1]) > len(ranked[1][1])):
        return {}
    return {country: next((o for o in some if o.label != "demonym"), some[0]) for country, some in ranked[:2]}


def _as_party(o: Draft, person: bool) -> Draft:
    if person or o.sector:
        return o
    return Draft(o.start, o.end, o.head, o.kind, form=o.form, entity=o.entity, name=o.name, country=o.country,
                 sector="GOV", how=o.how)


def find_country(page: Page) -> None:
    """The country, the nation, the state: the state last spoken of, where only one has been near."""
    for i, low in enumerate(page.low):
        if low not in ("country", "nation", "republic", "kingdom") or page.tag[i] != "NN" or page.headed.get(i):
            continue
        if i == 0 or page.low[i - 1] not in ("the", "this"):
            continue
        here = page.sent[i]
        near: dict[str, Draft] = {}
        for d in page.drafts:
            if d.kind in ("state", "place") and d.country and d.start < i and 0 <= here - page.sent[d.start] <= 1:
                near.setdefault(d.country, d)
        if len(near) != 1:
            continue
        country = next(iter(near))
        state = page.knowledge.state(country)
        if state is None:
            continue
        page.add(Draft(i - 1, i + 1, i, "state", form="descriptive", entity=state.id, name=state.name, country=country,
                       how=f"the country last spoken of: {state.name}", confidence=0.8))
