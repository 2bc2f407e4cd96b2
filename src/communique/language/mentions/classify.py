"""What a name that no table has is the name of: a person, place, body, site or document, by its own words, its title,
where it stands and the parser's label."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.mentions.chunks import Chunk, is_title, singular
from communique.language.mentions.namekinds import kind_by_words
from communique.language.mentions.owners import meets_there
from communique.language.mentions.page import Page
from communique.language.mentions.words import (
    firstnames,
    is_office,
    namewords,
    nouns,
    sector_of_modifier,
    spread,
    wordset,
)

__all__ = ["classify", "stands_in", "word_after"]

_HYPHENS = frozenset("-–‑")
_PLACES = wordset("contexts", "place-after") | wordset("contexts", "part-after")
#: Sectors of bodies that stand before their name with their noun: "the newspaper X", "the airline Y".
_CALLED = frozenset(("MED", "BUS", "NGO", "PTY", "LAB"))
_VILLAGERS = spread("fisherman villager farmer herder resident citizen inhabitant native islander")
_IN = spread("in near around outside inside across throughout")


def classify(page: Page, found: Sequence[Chunk]) -> None:
    """Says what each chunk is the name of, once the places among them have been looked up."""
    for chunk in found:
        _classify(page, chunk)
    grown = [c for c in found if c.kind is not None and c.end - c.start > 2]
    for chunk in found:  # "Majority" within "Dynamic for the Majority"
        if any(c.start < chunk.start and chunk.end <= c.end for c in grown):
            chunk.kind = None
    _no_names(page, found)
    settled = {page.words(c.start, c.end) for c in found if c.there or (c.kind == "place" and c.label == "place")}
    settled &= page.located.keys()
    settled |= {page.words(c.start, c.end) for c in found  # no gazetteer has the village of Tin-Fadimata
                if c.kind == "place" and page.low[c.start - 1] == "of" and stands_in(page, c.start)}
    for c in found:  # what is a place once in a report is one throughout, unless it speaks
        if c.kind != "place" and c.title is None and page.words(c.start, c.end) in settled \
                and not _speaks(page, c.start, c.end, ""):
            c.kind = "place"
    _surnames(page, found)
    places = {page.root(c.start, c.end) for c in found if c.kind == "place"}
    for c in found:  # "in Talbiseh and Maarrat Misrin"
        root = page.root(c.start, c.end)
        if c.kind == "place" or c.title is not None or page.dep[root] != "conj" or page.head[root] not in places \
                or page.text[root].isupper():
            continue
        known = page.words(c.start, c.end) in page.located and page.text[c.start] not in firstnames()
        if c.kind == c.label == "person" and _in_list(page, root) and _nobody(page, c):
            c.kind = "place"
            places.add(root)
        if c.kind is None and c.label is None or (known and c.kind in ("person", "organisation")) \
                or c.kind == c.label == "organisation" and _in_list(page, root) and kind_by_words(
                    page.low[c.start:c.end]) is None:
            c.kind = "place"
            places.add(root)
    people = {page.root(c.start, c.end) for c in found if c.kind == "person"}
    for c in found:  # "Presidents A B and C D": what is coordinated with a person under a plural title
        root = page.root(c.start, c.end)
        if c.kind != "person" and c.end - c.start in (2, 3) and page.dep[root] == "conj" and page.head[root] in people \
                and any(page.tag[k] == "NNPS" for k in page.kids[page.head[root]]):
            c.kind = "person"


def _no_names(page: Page, found: Sequence[Chunk]) -> None:
    """Leaves out single words with a capital for their place alone, in a headline or where a sentence begins, that the
    report has as common nouns as well: "Strikes are no crime", "block Corridor"."""
    common = {w for w in page.text if len(w) > 3 and w.islower()}
    line = next((i for i, w in enumerate(page.text) if "\n" in w), 0)
    inside = {page.text[c.start] for c in found if c.start >= line and not page.starts_sentence(c.start)}
    for c in found:
        if c.end - c.start == 1 and c.kind in ("person", "organisation", "acronym") and c.title is None \
                and (c.start < line or page.starts_sentence(c.start)) and page.text[c.start] not in inside \
                and {page.low[c.start], singular(page.low[c.start])} & common and not page.text[c.start].isupper():
            c.kind = None


def _in_list(page: Page, root: int) -> bool:
    """Whether a name is in a list of what something is in or near."""
    prep, _ = page.governor(root)
    return prep in ("in", "near", "at", "between")


def _nobody(page: Page, c: Chunk) -> bool:
    """Whether nothing but the parser's label says that a name is a person's."""
    return c.title is None and page.text[c.start] not in firstnames() and not page.knowledge.lookup_surname(
        page.text[c.end - 1])


def _surnames(page: Page, found: Sequence[Chunk]) -> None:
    """One word that is the last of a person's full name elsewhere in the report is that person, whatever its label."""
    last = {page.text[c.end - 1] for c in found if c.kind == "person" and c.end - c.start > 1}
    last |= {page.text[d.end - 1] for d in page.drafts if d.kind == "person" and d.end - d.start > 1}
    last |= {page.text[c.start] for c in found  # Park Chung-hee: where the family's name comes first
             if c.kind == "person" and c.end - c.start == 4 and page.text[c.start + 2] in _HYPHENS}
    for c in found:
        if c.end - c.start == 1 and c.kind != "person" and page.text[c.start] in last \
                and not (c.kind == "place" and page.low[c.start - 1] in wordset("contexts", "locative")):
            c.kind = "person"


def _classify(page: Page, chunk: Chunk) -> None:
    """Says what a chunk is the name of: by its own words, its title, where it stands, and the parser's label."""
    start, end, label = chunk.start, chunk.end, chunk.label
    if chunk.town and " ".join(page.words(start, end).split()) in page.located:
        chunk.kind = "place"
        return
    if label in (None, "organisation", "person") and page.text[start].isupper() and any(
            a == start for a, _ in page.datelines):
        chunk.kind = "place"  # a dateline begins with one
        return
    first, last = page.text[start], page.low[end - 1]
    before = page.low[start - 1] if start > page.sents[page.sent[start]][0] else ""
    after = word_after(page, end)
    words = [page.low[i] for i in range(start, end)]
    if meets_there(page, start):
        return  # the Congress of Vienna
    before_noun = is_title(before) if before else None
    titled = chunk.title is not None or before in wordset("contexts", "honorific") or (
        before_noun is not None and ("title" in before_noun.flags) and page.text[start - 1] not in firstnames())
    if len(words) == 1 and not page.starts_sentence(start) and before in ("the", "our"):
        noun = nouns().get(words[0])
        if noun is not None and "weak" in noun.flags and noun.kind in ("group", "organisation"):
            chunk.kind = "organisation"
            return
    if label in ("place", "organisation", None) and _are_people(page, end - 1) and last not in namewords():
        if len(words) < 2 or not first.isupper():
            return  # "Reserve Airmen"
        chunk.end = end - 1  # "ANG Airmen"
        chunk.kind, chunk.sector = "force", "MIL"
        return
    if len(words) > 1 or label is None:
        kind = kind_by_words(words)
        if kind is not None and not (titled and len(words) < 4 and kind[0] != "organisation"):
            if not (titled and first in firstnames()):
                side = sector_of_modifier().get(before)
                if kind[1] == "REB" and side in ("OPP", "PTY"):
                    kind = ("organisation", side)  # the opposition Unity Movement, whatever other movements are
                chunk.kind, chunk.sector = kind
                return
    ships = wordset("contexts", "ship")
    root = page.root(start, end)
    if before in ships and page.text[start - 1].islower() and page.dep[root] not in ("nsubj", "ROOT") \
            or page.low[start - 1] == "," and page.dep[root] == "appos" and page.low[page.head[root]] in ships \
            or before in ships and page.head[start - 1] == root:
        chunk.kind = "equipment"  # "the destroyer Mason", "a Greek tanker, Sea Fortune"
        return
    body = nouns().get(before) if before and page.text[start - 1].islower() else None
    if body is not None and body.kind == "organisation" and body.sector in _CALLED and first not in firstnames() \
            and label != "place" and page.dep[page.root(start, end)] not in ("nsubj", "nsubjpass", "ROOT"):
        chunk.kind, chunk.sector = "organisation", body.sector  # "the newspaper Ertis Tany"
        return
    beside = nouns().get(after) if page.dep[root] == "compound" and page.head[root] == end else None
    if beside is not None and beside.kind == "organisation" and beside.sector in ("MED", "BUS") and label != "place" \
            and first not in firstnames():
        chunk.kind, chunk.sector = "organisation", beside.sector  # "the Matangi Tonga website"
        return
    if first == "Air" and len(words) == 2 and last not in namewords() and last not in nouns() \
            and label in ("person", "organisation"):
        chunk.kind, chunk.sector = "organisation", "BUS"
        return
    if before in ("opposition", "ruling", "governing") and page.text[start - 1].islower() and len(words) == 1 \
            and label != "place" and page.low[end:end + 1] == ["for"]:
        stop = end + 2 if page.low[end + 1:end + 2] == ["the"] else end + 1
        if page.text[stop:stop + 1] and page.text[stop][:1].isupper():
            chunk.end = stop + 1  # "the opposition Dynamic for the Majority"
            chunk.kind, chunk.sector = "organisation", sector_of_modifier().get(before, "PTY")
            return
    if titled and last not in namewords() and label not in ("facility", "document", "event"):
        chunk.kind = "person"
        return
    if after in wordset("contexts", "people-after") and not page.starts_sentence(start):
        chunk.kind, chunk.sector = "group", "CVL"  # "the Albu Fahd tribe"
        return
    if after and after in _PLACES and not first.isupper():
        chunk.kind = "place"  # "the Salam neighbourhood"
        return
    if first in firstnames() and len(words) > 1 and label in (None, "person", "organisation", "place", "work", "thing"):
        if not any(w in namewords() for w in words[1:]):
            chunk.kind = "person"
            return
    if label in ("organisation", "place") and len(words) in (2, 3) and not first.isupper() and _has_office(page, chunk):
        chunk.kind = "person"
        return
    if label in ("organisation", "person") and page.low[end:end + 2] == [",", "which"] and _nobody(page, chunk):
        chunk.kind = "organisation"  # "Las Bambas, which": no person
        return
    located = page.located.get(" ".join(page.words(start, end).split()))
    chunk.there = located is not None and (before in wordset("contexts", "locative") or _seat(page, start, before))
    speaks = _speaks(page, start, end, after)
    if not chunk.there and len(words) < 3 and not first.isupper() and _in_office(page, start, end):
        chunk.kind = "person"
    elif located is not None and not speaks and not (first.isupper() and label == "organisation") and (
            chunk.there or label in ("place", "organisation", "norp", "event", "work")
            or (label == "person" and len(words) == 1 and located.population > 100_000
                and not page.knowledge.lookup_surname(page.text[start]))
            or (label == "person" and located.country is not None and page.near[located.country] > 0
                and _nobody(page, chunk) and (located.sub == "region" or _goes_to(page, start)))):
        chunk.kind = "place"
    elif label == "place" and speaks and located is None:
        chunk.kind = "person" if len(words) < 4 else "organisation"
    elif label == "place" and located is None and before == "in" and not stands_in(page, start):
        chunk.kind = "organisation"  # "a stake in Kerrovan"
    elif label in ("norp", "event", "work"):
        chunk.kind = None
    elif label == "person" and located is None and page.low[start - 1] == "in" and stands_in(page, start) \
            and _nobody(page, chunk):
        chunk.kind = "place"  # "a market in Abu Haraz"
    elif label in ("facility", "person") and before == "of" and len(words) == 1 and stands_in(page, start):
        chunk.kind = "place"  # the village of Xinmo
    elif label == "organisation" and not first.isupper() and (len(words) < 4 and stands_in(page, start) or (
            before == "of" and len(words) == 1 and singular(page.low[start - 2]) in _VILLAGERS)):
        chunk.kind = "place"
    elif label is not None:
        chunk.kind = label
    else:
        _unlabelled(page, chunk, words, before, speaks)


def word_after(page: Page, end: int) -> str:
    """The word after a name, in lower case; empty at the end of the sentence."""
    return page.low[end] if end < page.sents[page.sent[end - 1]][1] else ""


def stands_in(page: Page, start: int) -> bool:
    """Whether a name stands where places do far oftener than anything else that has a name: "in Suwalki", "the village
    of Kibumba"; not "a stake in Sibur"."""
    i = start - 1
    if i < page.sents[page.sent[start]][0]:
        return False
    if page.low[i] == "of":
        return page.lemma[i - 1] in wordset("contexts", "place-of")
    return page.low[i] in _IN and (page.dep[i] != "prep"
                                   or page.lemma[page.head[i]] not in wordset("contexts", "in-no-place"))


def _goes_to(page: Page, start: int) -> bool:
    """Whether a name is where someone goes: "flew to Batken"."""
    i = start - 1
    return i > 0 and page.low[i] == "to" and page.lemma[page.head[i]] in wordset("contexts", "travel")


def _are_people(page: Page, i: int) -> bool:
    """Whether a word in capitals is a plural for people at arms, as their own press writes it: Airmen, Soldiers."""
    noun = nouns().get(singular(page.low[i])) if page.low[i].endswith(("s", "men")) else None
    return noun is not None and noun.kind == "person" and noun.sector == "MIL"


def _has_office(page: Page, chunk: Chunk) -> bool:
    """Whether an office stands in apposition to a name: "Knox Ferrow, the special adviser on Libya, said"; or the name
    to the office: "the deputy high commissioner, Nural Islam,"."""
    root = page.root(chunk.start, chunk.end)
    if page.dep[root] == "appos" and page.text[chunk.start - 1] == "," and is_office(page.low[page.head[root]]):
        return True
    if chunk.end >= len(page.text) or page.text[chunk.end] != ",":
        return False
    return any(k > chunk.end and page.dep[k] == "appos" and page.tag[k] in ("NN", "NNP") and is_office(page.low[k])
               for k in page.kids[root])


def _seat(page: Page, start: int, before: str) -> bool:
    """Whether a name stands after "mayor of", "town of" and the like."""
    return before == "of" and start > 1 and page.lemma[start - 2] in wordset("contexts", "of-place")


def _in_office(page: Page, start: int, end: int) -> bool:
    """Whether this is the surname of someone prominent who was in office on the day of the report; where it has no day,
    of such people of one country alone, of which it speaks."""
    if end - start > 2:
        return False
    offices, some = page.knowledge.people.offices, page.knowledge.lookup_surname(page.words(start, end))
    if page.day is None:
        home = {e.country for e in some}
        if len(home) != 1 or not page.near[next(iter(home)) or ""]:
            return False
    return any(offices[t.office].rank <= 3 for e in some for t in page.knowledge.terms(e.id, page.day)
               if t.office in offices)


def _unlabelled(page: Page, chunk: Chunk, words: list[str], before: str, speaks: bool) -> None:
    start, end = chunk.start, chunk.end
    place = before in wordset("contexts", "locative")
    name = page.words(start, end)
    if page.text[start].isupper() and len(words) == 1 and 2 <= len(name) <= 7 and not _loud(page, start):
        bare = page.dep[start] in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj")
        chunk.kind = "organisation" if before == "the" and bare else "acronym"
        return
    known = page.located.get(" ".join(name.split()))
    if known is not None and (chunk.there or (known.population > 100_000 and len(name) > 3)):
        chunk.kind = "place"
    elif speaks and not page.starts_sentence(start):
        chunk.kind = "person"
    elif place and len(name) > 3 and (page.dep[page.root(start, end)] == "pobj" or before == "near"):
        chunk.kind = "place"


def _loud(page: Page, i: int) -> bool:
    a, b = page.sents[page.sent[i]]
    words = [w for w in page.text[a:b] if len(w) > 2 and w.isalpha()]
    return len(words) > 1 and sum(w.isupper() for w in words) * 2 > len(words)


def _speaks(page: Page, start: int, end: int, after: str) -> bool:
    """Whether the name is the subject of a verb that only people and bodies can be the subject of."""
    root = page.root(start, end)
    if page.dep[root] in ("nsubj",) and page.lemma[page.head[root]] in wordset("contexts", "speech"):
        return True
    return after in ("said", "says", "told", "added")
