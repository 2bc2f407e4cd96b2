"""Names that the tables know: states, their people's adjectives, bodies, people; which, by company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.knowledge import Entity
from communique.knowledge.base import longest
from communique.language.mentions.owners import meets_there, names_a_home, of_joined_name, prefixed
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.people import plausible
from communique.language.mentions.words import firstnames, is_office, namewords, nouns, spread, wordset

__all__ = ["find_demonyms", "find_names", "name_peoples"]

#: Small words inside names: "Rashid bin Hamad", "Lula da Silva".
_PARTICLES = spread("al el bin bint ibn ben de van von der den da dos du la le ul")

_DIVISIONS, _OF_DIVISIONS = spread("state province"), spread("governor assembly legislature capital deputy")

_Named = tuple[int, int, tuple[Entity, ...]]

#: A name of one word that is no name in these tags, unless it is written in capitals.
_NAMED_TAGS = spread("NNP NNPS JJ NN NNS FW CD VB UH IN VBD VBP RB HYPH ADD XX PRP WP DT")
#: Points of the compass before a state's name that make it a region, or another state that the tables have.
_PARTS = frozenset(("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
                    "north-eastern", "north-western", "south-eastern", "south-western", "northeastern", "northwestern",
                    "southeastern", "southwestern", "upper", "lower", "mainland", "new"))


def find_names(page: Page) -> None:
    """Drafts for the names that the tables have."""
    found = _without_divisions(page, page.knowledge.find_names(page.text))
    for start, end, entities in found:
        if end - start == 1 and page.low[start] in nouns():
            continue  # Congress, Parliament: any state has one
        countries = {e.country for e in entities if e.country and (
            e.kind != "person" or (page.day is not None and not page.knowledge.people.common(e.name)
                                   and page.knowledge.terms(e.id, page.day)))}
        if len(countries) == 1:
            page.near[next(iter(countries))] += 1
    for word in page.text:
        if word[:1].isupper() and (iso := page.knowledge.demonym(word)):
            page.near[iso] += 1
    for start, end, entities in _merged(_with_unsure(page, found)):
        entity = _choose(page, start, end, entities)
        if entity is None or not _stands(page, start, end, entity):
            continue
        if entity.kind == "person" and (not plausible(page, entity) or _namesake(page, end)
                                        or _of_longer_name(page, start, end, entity)):
            continue
        if entity.kind in ("organisation", "force", "group") and _in_longer_title(page, start, end, entity):
            continue
        if end - start == 1 and meets_there(page, start):
            continue  # the Congress of Vienna
        if end - start == 1 and page.low[start] in nouns() and entity.country \
                and page.near.most_common(1) and page.near.most_common(1)[0][0] != entity.country:
            continue
        page.add(Draft(start, end, page.root(start, end), entity.kind, how="named in the tables").take(entity))
        if entity.kind == "force" and "," in page.text[start:end]:
            _find_larger(page, start, end)
    _find_joined(page)


def _find_larger(page: Page, start: int, end: int) -> None:
    """Drafts for the larger units that a unit's name tells it is of: "3rd Battalion, | 21st Infantry Regiment"."""
    first = start + page.text[start:end].index(",") + 1
    for a, b, entities in page.knowledge.find_names(page.text[first:end]):
        page.add(Draft(first + a, first + b, page.root(first + a, first + b), "force",
                       how="named in the tables").take(entities[0]))
        if "," in page.text[first + a:first + b]:
            _find_larger(page, first + a, first + b)


def _without_divisions(page: Page, found: list[_Named]) -> list[_Named]:
    """The names found without those of states that are a division's here, which get their drafts: "Niger state"."""
    kept: list[_Named] = []
    for start, end, entities in found:
        division = _division(page, start, end) if any(e.kind == "state" for e in entities) else None
        if division is None:
            kept.append((start, end, entities))
            continue
        page.near[division.country or ""] += 1
        page.add(Draft(start, end + 1, page.root(start, end + 1), "place", how="a division of a state").take(division))
    return kept


def _division(page: Page, start: int, end: int) -> Entity | None:
    """The province that a state's name and the word after it name: not in "Niger state television"."""
    n = len(page.text)
    if end >= n or page.low[end] not in _DIVISIONS or page.text[start].isupper():
        return None
    if end + 1 < n and page.pos[end + 1] in ("NOUN", "ADJ") and page.dep[end] in ("compound", "amod", "nmod") \
            and page.low[end + 1] not in _OF_DIVISIONS:
        return None
    found = page.knowledge.place(f"{page.words(start, end)} {page.low[end]}")
    return found if found is not None and found.kind == "place" and found.sub == "region" else None


def _with_unsure(page: Page, found: list[_Named]) -> list[_Named]:
    """The names found with those that need company: the Labour Party is the Netherlands' where the report speaks of
    them more than of Britain."""
    unsure = page.knowledge.find_unsure(page.text, list(page.near.elements()))
    if not unsure:
        return found
    own = Counter(es[0].id for _, _, es in found)
    sure = {(start, end): es[0] for start, end, es in found}
    kept: list[_Named] = []
    for start, end, entities in unsure:
        best, rival = _nearest(page, start, entities, found), sure.get((start, end))
        if best is None:
            continue
        if rival is None:
            kept.append((start, end, (best,)))
        elif rival.sector == "MED" and _relays(page, rival):
            continue
        elif rival.country and best.country and rival.kind not in ("state", "place", "person") \
                and page.near[best.country] > page.near[rival.country] - own[rival.id]:
            kept.append((start, end, (best,)))
            found = [f for f in found if f[:2] != (start, end)]
    return longest(found, kept)


def _nearest(page: Page, start: int, entities: tuple[Entity, ...], found: list[_Named]) -> Entity | None:
    """Of bodies of one name that of the state last named in the paragraph, or whose capital or people is: the Communist
    Party of a paragraph on Hanoi is Vietnam's. None where the paragraph has so far spoken of other states alone."""
    others = False
    own = {e.country: e for e in reversed(entities) if e.country}
    states = {a: es[0].country for a, _, es in found if es[0].kind == "state"}
    for i in range(start - 1, max(-1, start - 80), -1):
        word = page.text[i]
        if "\n" in word:
            break
        if word[:1].isupper():
            at = states.get(i) or page.knowledge.demonym(word) or (page.knowledge.capital_of(word) or "").removeprefix(
                "state:")
            for iso in (at, *((e.country for e in page.knowledge.lookup(word) if e.kind == "state") if not at else ())):
                if iso in own:
                    return own[iso]
                others = others or bool(iso)
    return None if others else entities[0]


def _relays(page: Page, agency: Entity) -> bool:
    """Whether the report is an agency's, by its dateline: "SUVA (AFP) - ", so that those letters name no police."""
    return any(entity is agency for first, end in page.datelines for i in range(first, end)
               for entity in page.knowledge.lookup(page.text[i]))


def _find_joined(page: Page) -> None:
    """States in one token with a hyphen, as the parser leaves them after a point: "U.S.-Japan", "U.S.-backed"."""
    for i, word in enumerate(page.text):
        at = word.find(".-")
        if at < 2 or not word[0].isupper() or page.named[i] is not None:
            continue
        parts = [(0, at + 1)] + ([(at + 2, len(word))] if word[at + 2:at + 3].isupper() else [])
        for low, high in parts:
            known = [e for e in page.knowledge.lookup(word[low:high]) if e.kind in ("state", "organisation")]
            entity = known[0] if known else page.knowledge.state(page.knowledge.demonym(word[low:high]) or "")
            if entity is not None:
                page.add(Draft(i, i + 1, i, entity.kind, how="named in the tables", part=(low, high)).take(entity))
                if entity.country:
                    page.near[entity.country] += 1


def _namesake(page: Page, end: int) -> bool:
    """Whether what follows a person's name makes it that of something called after them: "King Khalid | Air Base"."""
    stop = end
    while stop < len(page.text) and page.tag[stop] in ("NNP", "NNPS") and page.text[stop][:1].isupper():
        stop += 1
    return stop > end and namewords().get(page.low[stop - 1], ("",))[0] in ("facility", "organisation", "place")


def _of_longer_name(page: Page, start: int, end: int, person: Entity) -> bool:
    """Whether someone's name is only part of the name that stands there: Sheikh Rashid in "Sheikh Rashid bin Hamad".

    Not where the longer name is that person's too, by its first and last word or by its last two.
    """
    stop, n = end, page.sents[page.sent[start]][1]
    while stop < n and (
            page.tag[stop] in ("NNP", "NNPS") and (page.text[stop][:1].isupper() or page.low[stop] in _PARTICLES)
            and page.ent[stop] == page.ent[start] == "PERSON"):
        stop += 1
    first = start
    while first > page.sents[page.sent[start]][0] and page.tag[first - 1] == "NNP" and page.ent[first - 1] == "PERSON" \
            and page.text[first - 1] in firstnames() and page.low[first - 1] not in wordset("contexts", "honorific"):
        first -= 1
    if (first, stop) == (start, end) or sum(page.low[i] not in _PARTICLES and page.text[i].isalpha() and not is_office(
            page.low[i]) for i in range(start, end)) > 2:
        return False  # who is known by three names may have a fourth
    words = [page.text[i] for i in range(first, stop)]
    forms = {f"{words[0]} {words[-1]}", " ".join(words[-2:]), " ".join(words)} - {page.words(start, end)}
    return not any(e.id == person.id for form in sorted(forms) for e in page.knowledge.lookup(form))


def _in_longer_title(page: Page, start: int, end: int, body: Entity) -> bool:
    """Whether a body's name is only part of another body's: the Democratic Party in "Social Democratic Party" or in
    "Democratic Party of Kosovo". A people's or place's name before it says which it is and makes no other name, if it
    is not of another state: the Israeli Labour Party is not Britain's."""
    i = start - 1
    if body.sector == "BUS" and end < len(page.text) and page.ent[end] == "ORG" == page.ent[start] \
            and page.doc[end].ent_iob_ == "I" and page.text[end][:1].isupper() and page.low[end] not in nouns():
        return True  # China Harbour | Pacific
    if i >= 0 and body.country and end - start > 1 and page.low[end - 1] in namewords():
        whose = page.knowledge.demonym(page.text[i])
        if whose and whose != body.country and page.dep[i] in ("amod", "compound"):
            return True
    if i >= page.sents[page.sent[start]][0] and page.ent[i] == "ORG" == page.ent[start] \
            and page.doc[start].ent_iob_ == "I" and page.text[i][:1].isupper() and page.text[i] not in ("The", "A") \
            and page.low[i].isalpha() and page.low[i] not in nouns() and not page.text[i].isupper() \
            and not names_a_home(page, i):
        return True
    j = end
    if j + 1 < len(page.text) and page.low[j] == "of" and body.country and page.text[j + 1][:1].isupper():
        of = {e.country for e in page.knowledge.lookup(page.text[j + 1]) if e.kind == "state"}
        return bool(of) and body.country not in of
    return False


def _merged(found: list[tuple[int, int, tuple[Entity, ...]]]) -> list[tuple[int, int, tuple[Entity, ...]]]:
    """The names found, the United Nations' own made part of what comes right after: "United Nations | World Food
    Programme"."""
    kept: list[tuple[int, int, tuple[Entity, ...]]] = []
    for start, end, entities in found:
        last = kept[-1] if kept else None
        if last and last[1] == start and last[2][0].id == "organisation:UN" and entities[0].kind == "organisation":
            start = kept.pop()[0]
        kept.append((start, end, entities))
    return kept


def _choose(page: Page, start: int, end: int, entities: Sequence[Entity]) -> Entity | None:
    """The entity that a name stands for in this report: alive on its day, of a country it speaks of, the first."""
    if len(entities) == 1:
        return entities[0]
    people = tuple(e for e in entities if e.kind == "person")
    if people and len(people) == len(entities):
        return page.knowledge.people.likeliest(people, page.day, tuple(page.near))[0]
    day = page.day or "9999"
    alive = [e for e in entities if (e.from_ or "") <= day and (e.to or "9999") >= day] or list(entities)
    near = page.near
    if any(e.kind == "state" for e in alive):
        # two states of one name: the one whose people, capital or other name the report has
        best = max(alive, key=lambda e: (_company(page, e), -alive.index(e)))
        return best
    with_country = [e for e in alive if e.country and near.get(e.country)]
    return (with_country or alive)[0]


def _company(page: Page, entity: Entity) -> int:
    """How often the report has what goes with a state beside its ambiguous name: its capital, other names."""
    cached = page.company.get(entity.id)
    if cached is None:
        capital = str(entity.extra.get("capital") or "")
        forms = {f for f in (*capital.split("|"), *entity.names) if f}
        alone = {f for f in forms if len(page.knowledge.lookup(f)) < 2}
        text = page.article.text
        cached = page.company[entity.id] = sum(text.count(f) for f in sorted(alone))
    return cached


def _stands(page: Page, start: int, end: int, entity: Entity) -> bool:
    """Whether a name from the tables is that name here, not part of someone's or something else's."""
    if page.text[start] == "The" and end < len(page.text) and page.tag[end] == "NNP" \
            and page.text[end][:1].isupper() and page.knowledge.lookup(f"{page.text[end - 1]} {page.text[end]}"):
        return False  # The National | Party
    if page.text[start] == "The" and entity.sector == "MED" and (
            _goes_on(page, end) or page.head[end - 1] >= end and page.dep[end - 1] in ("amod", "compound")
            and page.knowledge.demonym(page.text[end - 1])):
        return False  # The National | Union of Teachers, The Australian | premier
    if end - start == 1:
        word, tag = page.text[start], page.tag[start]
        if not word[:1].isupper() and not word[:1].isdigit() and word.islower():
            return False
        if start in page.busy or tag not in _NAMED_TAGS and not (word.isupper() and len(word) > 3):
            return False
        if word.istitle() and page.starts_sentence(start) and tag not in ("NNP", "NNPS", "JJ", "NNS", "NN"):
            return False
        if tag in ("VBD", "VBP", "RB", "VB", "UH", "IN", "PRP", "WP", "DT", "CD") and not word.isupper() \
                and entity.kind != "state":
            return False
        if word.isupper() and word.lower() in ("us", "it", "who", "is", "and", "in", "no") and _shouted(page, start):
            return False
    if entity.kind in ("state", "place") and end - start == 1 and _of_town(page, start):
        return False  # Port Sudan, Banda Aceh
    if entity.kind in ("state", "place") and end - start == 1:
        before, after = start - 1, end
        if before >= 0 and page.text[before] in firstnames() and page.text[before] not in _PARTS \
                and page.ent[start] == "PERSON":
            return False  # Michael Jordan
        if before >= 0 and page.low[before] in wordset("contexts", "honorific") and page.ent[start] == "PERSON":
            return False
        if entity.kind == "place" and before >= 0 and page.tag[before] == "NNP" and page.text[before][:1].isupper() \
                and is_office(page.low[before]) and not (after < len(page.text) and page.tag[after] == "NNP"):
            return False  # Special Advisor Thames
        if page.ent[start] == "PERSON" and after < len(page.text) and page.ent[after] == "PERSON" \
                and page.tag[after] == "NNP" and page.low[after] not in nouns() and page.text[start] in firstnames():
            return False  # Chad Smith
        if after < len(page.text) and page.text[after] == "City":
            return False  # Mexico City
        if of_joined_name(page, start) and (entity.kind == "place" or page.text[before] == "New"):
            return False  # New Jersey, New Guinea
    return True


def _of_town(page: Page, i: int) -> bool:
    """Whether a state's or region's name is only part of a town's: Port Sudan."""
    return any(start <= i < end and end - start > 1 and page.text[start] != "New" and (
        place := page.knowledge.place(form)) is not None and place.sub in ("city", "capital")
        for start, end, form in page.towns)


def _goes_on(page: Page, end: int) -> bool:
    """Whether the capitalised words that come next make a name the first part of some other body's."""
    stop = end
    while stop < len(page.text) and page.tag[stop] in ("NNP", "NNPS") and page.text[stop][:1].isupper():
        stop += 1
    return stop > end and namewords().get(page.low[stop - 1], ("",))[0] in ("organisation", "force", "facility")


def _shouted(page: Page, i: int) -> bool:
    """Whether token i stands among words all in capitals, where US may be "us"."""
    a, b = page.sents[page.sent[i]]
    words = [w for w in page.text[max(a, i - 4):min(b, i + 5)] if w.isalpha()]
    return len(words) > 2 and all(w.isupper() for w in words)


def find_demonyms(page: Page) -> None:
    """Drafts for words of a state's or people's: Kyrgyz, South Koreans, Abkhaz. Kind ``state`` where there is one."""
    knowledge, text = page.knowledge, page.text
    i, n = 0, len(text)
    while i < n:
        word = text[i]
        if not word[:1].isupper() or page.named[i] is not None:
            i += 1
            continue
        end, entity = i + 1, None
        if i + 1 < n and text[i + 1][:1].isupper():
            entity = knowledge.people_called(f"{word} {text[i + 1]}")
            end = i + 2 if entity else i + 1
        entity = entity or knowledge.people_called(word)
        if entity is not None and entity.kind == "group" and i and page.named[i - 1] is None \
                and page.tag[i - 1] == "NNP":
            entity = None  # the last word of a longer name
        if entity is not None and not _language(page, i, end):
            draft = Draft(i, end, end - 1, "state" if entity.kind in ("state", "place") else entity.kind,
                          how="the people or things of that state", label="demonym").take(entity)
            if entity.kind == "place":
                draft.kind = "place"
            if page.tag[end - 1] in ("NNPS", "NNS") or (page.dep[end - 1] in ("nsubj", "dobj", "pobj")
                                                       and page.tag[end - 1] in ("NNPS", "NNP", "JJ")
                                                       and text[end - 1].endswith("s")):
                draft.plural = True
            page.add(draft)
        elif (iso := knowledge.combining(word)) and i + 1 < n and text[i + 1] in "-–":
            state = knowledge.state(iso)
            if state is not None:
                page.add(Draft(i, i + 1, i, "state", how="the first part of a compound").take(state))
        i = end


def name_peoples(page: Page) -> None:
    """Somalis, three Kenyans, thousands of Lebanese are people of a country, not its government; "the Russians" may be.

    A state's name before them says whose citizens they are: Kenyan Somalis are Kenya's.
    """
    for d in page.drafts:
        if d.label != "demonym" or d.kind != "state" or page.dep[d.head] in ("compound", "amod", "nmod", "npadvmod"):
            continue
        h = page.head[d.head]
        counted = page.dep[d.head] == "pobj" and page.low[h] == "of" and page.tag[page.head[h]] in ("NNS", "CD")
        if not (d.plural or counted or any(page.dep[k] == "nummod" for k in page.kids[d.head])):
            continue
        before = (page.named[k] for k in page.kids[d.head]
                  if k < d.start and page.dep[k] in ("amod", "compound", "poss", "nmod") and not prefixed(page, k))
        home = next((o for o in before if o is not None and o.country and o.kind in ("state", "place")), None)
        home = home or _living_in(page, d)
        if d.start and page.low[d.start - 1] == "ethnic":  # of no state that the word names
            d.kind, d.form, d.sector, d.plural, d.label = "group", "descriptive", "CVL", True, None
            d.country = home.country if home is not None else None
            d.entity, d.name, d.how = None, page.words(d.start, d.end), "described"
            d.latitude = d.longitude = d.geonames = None
            continue
        if home is None and not counted and any(page.low[k] == "the" for k in page.kids[d.head]):
            continue
        d.kind, d.sector, d.plural = "group", "CVL", True
        d.country = home.country if home is not None else d.country
        d.name = page.words(d.start, d.end)
        d.entity = f"group:{(d.country or '').lower()}-{d.name.lower().replace(' ', '-')}"
        d.how = "people of that state"


def _living_in(page: Page, d: Draft) -> Draft | None:
    """The state that people are said to live in: "the Albanians of southern Serbia"."""
    for k in page.kids[d.head]:
        if page.dep[k] == "prep" and page.low[k] in ("of", "in"):
            for j in page.kids[k]:
                there = page.named[j] if page.dep[j] == "pobj" else None
                if there is not None and there.kind in ("state", "place") and there.country:
                    return there
    return None


def _language(page: Page, start: int, end: int) -> bool:
    """Whether a demonym is a language or a thing: "in French", "spoke Russian", "Turkish delight"."""
    i = end - 1
    if page.dep[i] in ("pobj",) and page.low[page.head[i]] in ("in", "into", "from") and not page.kids[i] \
            and page.tag[i] in ("JJ", "NNP") and not page.text[i].endswith("s"):
        return page.low[page.head[i]] != "from"
    return page.dep[i] == "dobj" and page.lemma[page.head[i]] in ("speak", "learn", "study", "teach", "understand")


