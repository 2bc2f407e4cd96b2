"""What a name that no table has is the name of: a person, place, body, site or document, by its own words, its title,
where it stands and the parser's label."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.mentions.candidates import Chunk, is_title, singular
from communique.language.mentions.namekinds import kind_by_words
from communique.language.mentions.owners import meets_there
from communique.language.mentions.page import Page
from communique.language.mentions.settle import settle
from communique.language.mentions.standing import goes_to, nobody, speaks, stands_in, word_after
from communique.language.mentions.words import (
    firstnames,
    is_office,
    namewords,
    nouns,
    sector_of_modifier,
    spread,
    wordset,
)

__all__ = ["classify"]

_PLACES = wordset("contexts", "place-after") | wordset("contexts", "part-after")
#: Sectors of bodies that stand before their name with their noun: "the newspaper X", "the airline Y".
_CALLED = frozenset(("MED", "BUS", "NGO", "PTY", "LAB"))
_VILLAGERS = spread("fisherman villager farmer herder resident citizen inhabitant native islander")


def classify(page: Page, found: Sequence[Chunk]) -> None:
    """Says what each chunk is the name of, once the places among them have been looked up."""
    for chunk in found:
        _classify(page, chunk)
        if chunk.kind == "person" and "of" in page.low[chunk.start + 1:chunk.end]:
            chunk.end = page.low.index("of", chunk.start + 1)  # "Laity Kama | of Senegal"
    grown = [c for c in found if c.kind is not None and c.end - c.start > 2]
    for chunk in found:  # "Majority" within "Dynamic for the Majority"
        if any(c.start < chunk.start and chunk.end <= c.end for c in grown):
            chunk.kind = None
    settle(page, found)


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
    if label == "person" and beside is not None and beside.kind == "facility" and nobody(page, chunk):
        return  # "the Grasberg mine"
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
    if label in ("organisation", "person") and page.low[end:end + 2] == [",", "which"] and nobody(page, chunk):
        chunk.kind = "organisation"  # "Las Bambas, which": no person
        return
    located = page.located.get(" ".join(page.words(start, end).split()))
    chunk.there = located is not None and (before in wordset("contexts", "locative") or _seat(page, start, before))
    spoke = speaks(page, start, end, after)
    if not chunk.there and len(words) < 3 and not first.isupper() and _in_office(page, start, end):
        chunk.kind = "person"
    elif located is not None and not spoke and not (first.isupper() and label == "organisation") and (
            chunk.there or label in ("place", "organisation", "norp", "event", "work")
            or (label == "person" and len(words) == 1 and located.population > 100_000
                and not page.knowledge.lookup_surname(page.text[start]))
            or (label == "person" and located.country is not None and page.near[located.country] > 0
                and nobody(page, chunk) and (located.sub == "region" or goes_to(page, start)))):
        chunk.kind = "place"
    elif label == "place" and spoke and located is None:
        chunk.kind = "person" if len(words) < 4 else "organisation"
    elif label == "place" and located is None and before == "in" and not stands_in(page, start):
        chunk.kind = "organisation"  # "a stake in Kerrovan"
    elif label in ("norp", "event", "work"):
        chunk.kind = None
    elif label == "person" and located is None and page.low[start - 1] == "in" and stands_in(page, start) \
            and nobody(page, chunk):
        chunk.kind = "place"  # "a market in Abu Haraz"
    elif label in ("facility", "person") and before == "of" and len(words) == 1 and stands_in(page, start):
        chunk.kind = "place"  # the village of Xinmo
    elif label == "organisation" and not first.isupper() and (len(words) < 4 and stands_in(page, start) or (
            before == "of" and len(words) == 1 and singular(page.low[start - 2]) in _VILLAGERS)):
        chunk.kind = "place"
    elif label is not None:
        chunk.kind = label
    else:
        _unlabelled(page, chunk, words, before, spoke)


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
