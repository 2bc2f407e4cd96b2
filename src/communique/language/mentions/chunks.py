"""Names that no table has: runs of capitalised words, what the parser takes for names, and what each is the name of."""

from __future__ import annotations

import re

from communique.language.mentions.namekinds import kind_by_words
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import (
    Noun,
    firstnames,
    is_office,
    namewords,
    nouns,
    sector_of_modifier,
    spread,
    wordset,
)

__all__ = ["Chunk", "chunks", "classify", "draft_of", "is_title", "singular", "slug", "stands_in",
           "word_after"]

_LABELS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "facility", "ORG": "organisation",
           "PRODUCT": "thing", "NORP": "norp", "LAW": "document", "EVENT": "event", "WORK_OF_ART": "work"}
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_JOINTS = wordset("contexts", "joint")
_HYPHENS = frozenset("-–‑")
#: What comes after a hyphen and is no part of the name before it: "Trump-era".
_COMPOUNDS = spread("led era style like type run born made based wide ally time day age plan camp line aide deal bloc")
_EDGE = spread("the a an this that these its his her their our of and & new near in at from outside inside around "
               "since after before on to for by with meanwhile also but")
_LAST = spread("the of and for in on at to de al 's ’s ' ’")
_PLACES = wordset("contexts", "place-after") | wordset("contexts", "part-after")
_NOT_NAMES = wordset("contexts", "no-name")
_IN = spread("in near around outside inside across throughout")


def slug(name: str) -> str:
    """A name as part of an id: lower case, a hyphen for what is no letter or digit."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def singular(word: str) -> str:
    """The singular of a capitalised plural, which the parser does not give: ministers, deputies, MPs."""
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("men"):
        return low[:-2] + "an"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def is_title(word: str) -> Noun | None:
    """The noun that a word before a name is, where it can be a title."""
    noun = nouns().get(word.lower().rstrip("."))
    return noun if noun is not None and noun.kind == "person" else None


class Chunk:
    """A candidate name, tokens [start, end), with the parser's label for it and the title that it began with."""

    __slots__ = ("around", "end", "kind", "label", "sector", "start", "there", "title", "town")

    def __init__(self, start: int, end: int, label: str | None) -> None:
        self.start, self.end, self.label = start, end, label
        self.kind: str | None = None
        self.sector: str | None = None
        self.title: tuple[int, int] | None = None
        self.town = False  # a town's or region's name in several parts, that nothing is cut from
        self.there = False  # a place that something is "in" or "near"
        self.around: Chunk | None = None  # the longer name that it is only part of


def chunks(page: Page) -> list[Chunk]:
    """The candidate names outside what the tables know, left to right."""
    spans: list[Chunk] = []
    taken = [False] * len(page.text)
    towns = page.knowledge.find_places(page.text)
    for start, end, form in towns:  # "Port-au-Prince" is no prince
        if "-" in form and end - start > 1 and not any(page.named[i] or i in page.busy for i in range(start, end)):
            spans.append(Chunk(start, end, _LABELS.get(next((e for i in range(start, end) if (e := page.ent[i])), ""))))
            spans[-1].town = True
            taken[start:end] = [True] * (end - start)
    for ent in page.doc.ents:
        label = _LABELS.get(ent.label_)
        if label is None:
            continue
        start, end = _grown(page, ent.start, ent.end, label)
        while start < end and taken[start]:
            start += 1  # "South Korean President" has grown into what follows
        start, end = _trimmed(page, start, end)
        if start < end and not any(taken[start:end]):
            spans.append(Chunk(start, end, label))
            taken[start:end] = [True] * (end - start)
    i, n = 0, len(page.text)
    while i < n:
        if taken[i] or not _namelike(page, i):
            i += 1
            continue
        end = i + 1
        while end < n and not taken[end] and (
                _namelike(page, end) or _hyphened(page, end)
                or (page.low[end] in ("of", "al", "de", "bin", "del") and end + 1 < n and _namelike(page, end + 1)
                    and not taken[end + 1] and page.text[end - 1][:1].isupper())):
            end += 1
        start, stop = _trimmed(page, i, end)
        if start < stop:
            spans.append(Chunk(start, stop, None))
        i = end
    for start, end, _ in towns:
        if not any(taken[start:end]) and not any(page.named[i] for i in range(start, end)) and start not in page.busy:
            spans.append(Chunk(start, end, None))
            taken[start:end] = [True] * (end - start)
    spans.sort(key=lambda c: c.start)
    found = [part for chunk in spans if not _begins_noun(page, chunk)
             for part in ([chunk] if chunk.town else _split(page, chunk))]
    page.towns = [(start, end) for start, end, _ in towns]
    return found


def _begins_noun(page: Page, c: Chunk) -> bool:
    """Whether what seems a name is how a noun of two words begins a sentence: "Riot police", "Border guards"."""
    if c.end - c.start != 1 or c.end >= len(page.text) or not page.text[c.end].islower() \
            or not page.starts_sentence(c.start):
        return False
    after = {page.low[c.end], page.lemma[c.end], singular(page.low[c.end])}
    return any(f"{page.low[c.start]} {word}" in nouns() for word in sorted(after))


def classify(page: Page, found: list[Chunk]) -> None:
    """Says what each chunk is the name of, once the places among them have been looked up."""
    for chunk in found:
        _classify(page, chunk)
    settled = {page.words(c.start, c.end) for c in found if c.there or (c.kind == "place" and c.label == "place")}
    settled &= page.located.keys()
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
        known = c.end - c.start == 1 and page.text[root] in page.located and page.text[root] not in firstnames()
        if c.kind is None and c.label is None or (known and c.kind in ("person", "organisation")):
            c.kind = "place"
    people = {page.root(c.start, c.end) for c in found if c.kind == "person"}
    for c in found:  # "Presidents A B and C D": what is coordinated with a person under a plural title
        root = page.root(c.start, c.end)
        if c.kind != "person" and c.end - c.start in (2, 3) and page.dep[root] == "conj" and page.head[root] in people \
                and any(page.tag[k] == "NNPS" for k in page.kids[page.head[root]]):
            c.kind = "person"


def _surnames(page: Page, found: list[Chunk]) -> None:
    """One word that is the last of a person's full name elsewhere in the report is that person, whatever its label."""
    last = {page.text[c.end - 1] for c in found if c.kind == "person" and c.end - c.start > 1}
    last |= {page.text[d.end - 1] for d in page.drafts if d.kind == "person" and d.end - d.start > 1}
    last |= {page.text[c.start] for c in found  # Park Chung-hee: where the family's name comes first
             if c.kind == "person" and c.end - c.start == 4 and page.text[c.start + 2] in _HYPHENS}
    for c in found:
        if c.end - c.start == 1 and c.kind != "person" and page.text[c.start] in last \
                and not (c.kind == "place" and page.low[c.start - 1] in wordset("contexts", "locative")):
            c.kind = "person"


def _hyphened(page: Page, i: int) -> bool:
    """Whether token i goes on with a name by a hyphen, or comes after one: the "-jung" of "Dae-jung"."""
    if page.text[i] in _HYPHENS:
        return i + 1 < len(page.text) and not page.doc[i].whitespace_ and not page.doc[i - 1].whitespace_ \
            and (_namelike(page, i + 1) or _syllable(page, i + 1))
    return i > 1 and page.text[i - 1] in _HYPHENS and _syllable(page, i)


def _syllable(page: Page, i: int) -> bool:
    """Whether token i, after a hyphen, is the small second half of a given name (Dae-jung), not a word (Trump-era)."""
    word, before = page.text[i], page.text[i - 2] if i > 1 else ""
    if not word.isalpha() or page.doc[i - 1].whitespace_ or page.doc[i - 2].whitespace_ or not before[:1].isupper():
        return False
    if page.tag[i] in _NAME_TAGS:
        return page.low[i] not in _COMPOUNDS
    return word.islower() and 2 <= len(word) <= 5 and len(before) <= 5 and page.text[i - 3][:1].isupper() \
        and page.ent[i - 2] == "PERSON" == page.ent[i - 3] and page.tag[i] in ("NN", "UH", "FW", "XX") \
        and page.low[i] not in _COMPOUNDS | wordset("contexts", "not-whom")


def _namelike(page: Page, i: int) -> bool:
    word = page.text[i]
    if not word[:1].isupper() or i in page.busy or page.low[i] in _NOT_NAMES:
        return False
    return page.tag[i] in _NAME_TAGS and (len(word) > 1 or page.text[i].isupper())


def _grown(page: Page, start: int, end: int, label: str) -> tuple[int, int]:
    """The parser's name with the capitalised words and joints that it left out: "Haider al | Abadi"."""
    first, last = page.sents[page.sent[start]][0], page.sents[page.sent[end - 1]][1]
    while end < last and page.named[end] is None and (
            (page.tag[end] in _NAME_TAGS and page.text[end][:1].isupper() and not page.ent[end]
             and end not in page.busy and page.low[end] not in _NOT_NAMES)
            or (page.text[end] in _HYPHENS and end + 1 < last and _syllable(page, end + 1))
            or (page.text[end - 1] in _HYPHENS and label == "person" and _syllable(page, end))
            or (page.text[end] in _HYPHENS and end + 1 < last and page.text[end + 1][:1].isupper()
                and page.named[end + 1] is None and not page.doc[end].whitespace_ and not page.doc[end - 1].whitespace_
                and page.ent[end + 1] in ("", page.ent[start]))):
        end += 1
    while start > first and page.named[start - 1] is None and page.tag[start - 1] in _NAME_TAGS \
            and page.text[start - 1][:1].isupper() and not page.ent[start - 1] and start - 1 not in page.busy \
            and page.low[start - 1] not in _NOT_NAMES and page.text[start - 1] not in ("The", "A", "This"):
        start -= 1
    return start, end


def _trimmed(page: Page, start: int, end: int) -> tuple[int, int]:
    """The name without article, possessive, time words, or what no capital begins."""
    while start < end and (page.low[start] in _EDGE and page.text[start] not in ("New", "Al")
                           or not any(c.isalnum() for c in page.text[start]) or start in page.busy
                           or page.low[start] in _NOT_NAMES and end - start == 1):
        start += 1
    while end > start and (page.low[end - 1] in _LAST or page.text[end - 1] in ("said", "says") or end - 1 in page.busy
                           or not any(c.isalnum() for c in page.text[end - 1])):
        end -= 1
    if end - start > 2 and page.low[end - 1] in _COMPOUNDS and page.text[end - 2] in _HYPHENS:
        end -= 2
    if start < end and not any(page.text[i][:1].isupper() or page.text[i][:1].isdigit() for i in range(start, end)):
        return start, start
    return start, end


def _split(page: Page, chunk: Chunk) -> list[Chunk]:
    """A chunk without its titles, demonyms and the names in it that the tables know where these stand apart."""
    start, end = chunk.start, chunk.end
    for i in range(start, end):  # a line's end or a quotation mark ends a name
        if page.doc[i].is_space or page.text[i] in ('"', "“", "”", ";", ":", "(", ")", "[", "]"):
            a, b = Chunk(start, i, chunk.label), Chunk(i + 1, end, chunk.label)
            return [c for part in (a, b) if part.start < part.end for c in _split(page, part)]
    known = page.named[start]
    # "Kyrgyz Foreign Minister Erlan Abdyldaev", "UN Secretary-General", "Russia's Sergei Lavrov"
    title: tuple[int, int] | None = None
    while start < end:
        known = page.named[start]
        if known is not None and known.end < end and (known.kind == "state" or known.label == "demonym"
                                                      or known.kind == "organisation"):
            rest = _title_end(page, known.end, end)
            if rest > known.end or page.text[known.end] in ("'s", "’s", "'", "’"):
                start = known.end
                continue
            if chunk.label == "person" and known.kind != "person":
                start = known.end
                continue
        if known is not None and known.kind == "place" and known.start <= start and known.end < end \
                and page.text[known.end] in firstnames():
            start = known.end  # "the Minister for Africa | Henry Mulgrew"
            continue
        stop = _title_end(page, start, end)
        if stop > start:
            title = (start if title is None else title[0], stop)
            start = stop
            continue
        if page.text[start] in ("'s", "’s", "-", ","):
            start += 1
            continue
        break
    if start >= end:
        return []
    if title is not None and page.low[start] in ("of", "for", "and", "to"):
        return []  # "President of the Council": the words around tell
    if page.named[start] is not None and page.named[start].start <= start and page.named[start].end >= end:  # type: ignore[union-attr]
        return []  # the tables have it whole
    new = Chunk(start, end, chunk.label)
    new.title = title
    return [new]


def _title_end(page: Page, start: int, end: int) -> int:
    """Where the title that begins at `start` ends: "Deputy Foreign Minister", "Gen."; `start` itself for none."""
    best = start
    for stop in range(start + 1, min(end, start + 6) + 1):
        last = page.low[stop - 1]
        if stop < end and page.text[stop] in _HYPHENS and not page.doc[stop - 1].whitespace_:
            continue
        noun = nouns().get(last) or (nouns().get(singular(last)) if page.tag[stop - 1] == "NNPS" else None)
        hyphened = stop - start >= 3 and page.text[stop - 2] in _HYPHENS
        if last.rstrip(".") in wordset("contexts", "honorific"):
            best = stop
        elif noun is not None:
            if noun.kind == "person" and page.text[stop - 1] not in firstnames() and (
                    noun.flags & {"title", "open"} or stop < end and page.starts_sentence(start)):
                best = stop  # "Judge Sowe", and where it begins a sentence "Lawyer Sowe"
        elif hyphened and f"{page.low[stop - 3]}-{last}" in nouns():
            best = stop
    return best


def _classify(page: Page, chunk: Chunk) -> None:
    """Says what a chunk is the name of: by its own words, its title, where it stands, and the parser's label."""
    start, end, label = chunk.start, chunk.end, chunk.label
    if chunk.town and " ".join(page.words(start, end).split()) in page.located:
        chunk.kind = "place"
        return
    first, last = page.text[start], page.low[end - 1]
    before = page.low[start - 1] if start > page.sents[page.sent[start]][0] else ""
    after = word_after(page, end)
    words = [page.low[i] for i in range(start, end)]
    before_noun = is_title(before) if before else None
    titled = chunk.title is not None or before in wordset("contexts", "honorific") or (
        before_noun is not None and ("title" in before_noun.flags) and page.text[start - 1] not in firstnames())
    if len(words) == 1 and not page.starts_sentence(start) and before in ("the", "our"):
        noun = nouns().get(words[0])
        if noun is not None and "weak" in noun.flags and noun.kind in ("group", "organisation"):
            chunk.kind = "organisation"
            return
    if label in ("place", "organisation") and _are_people(page, end - 1) and last not in namewords():
        return  # "Reserve Airmen"
    if len(words) > 1 or label is None:
        kind = kind_by_words(words)
        if kind is not None and not (titled and len(words) < 4 and kind[0] != "organisation"):
            if not (titled and first in firstnames()):
                side = sector_of_modifier().get(before)
                if kind[1] == "REB" and side in ("OPP", "PTY"):
                    kind = ("organisation", side)  # the opposition Unity Movement, whatever other movements are
                chunk.kind, chunk.sector = kind
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
    located = page.located.get(" ".join(page.words(start, end).split()))
    chunk.there = located is not None and (before in wordset("contexts", "locative") or _seat(page, start, before))
    speaks = _speaks(page, start, end, after)
    if not chunk.there and len(words) < 3 and not first.isupper() and _in_office(page, start, end):
        chunk.kind = "person"
    elif located is not None and not speaks and not (first.isupper() and label == "organisation") and (
            chunk.there or label in ("place", "organisation", "norp", "event", "work")
            or (label == "person" and len(words) == 1 and located.population > 100_000
                and not page.knowledge.lookup_surname(page.text[start]))):
        chunk.kind = "place"
    elif label == "place" and speaks and located is None:
        chunk.kind = "person" if len(words) < 4 else "organisation"
    elif label == "place" and located is None and before == "in" and not stands_in(page, start):
        chunk.kind = "organisation"  # "a stake in Kerrovan"
    elif label in ("norp", "event", "work"):
        chunk.kind = None
    elif label == "organisation" and not first.isupper() and len(words) < 4 and stands_in(page, start):
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


def _are_people(page: Page, i: int) -> bool:
    """Whether a word in capitals is a plural for people at arms, as their own press writes it: Airmen, Soldiers."""
    noun = nouns().get(singular(page.low[i])) if page.low[i].endswith(("s", "men")) else None
    return noun is not None and noun.kind == "person" and noun.sector == "MIL"


def _has_office(page: Page, chunk: Chunk) -> bool:
    """Whether an office stands in apposition to a name: "Knox Ferrow, the special adviser on Libya, said"."""
    root = page.root(chunk.start, chunk.end)
    if chunk.end >= len(page.text) or page.text[chunk.end] != ",":
        return False
    return any(k > chunk.end and page.dep[k] == "appos" and page.tag[k] in ("NN", "NNP") and is_office(page.low[k])
               for k in page.kids[root])


def _seat(page: Page, start: int, before: str) -> bool:
    """Whether a name stands after "mayor of", "town of" and the like."""
    return before == "of" and start > 1 and page.lemma[start - 2] in wordset("contexts", "of-place")


def _in_office(page: Page, start: int, end: int) -> bool:
    """Whether this is the surname of someone prominent who was in office on the day of the report."""
    if page.day is None or end - start > 2:
        return False
    offices = page.knowledge.people.offices
    return any(offices[t.office].rank <= 3 for e in page.knowledge.lookup_surname(page.words(start, end))
               for t in page.knowledge.terms(e.id, page.day) if t.office in offices)


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


def draft_of(page: Page, chunk: Chunk, kind: str) -> Draft:
    """A draft over a chunk."""
    return Draft(chunk.start, chunk.end, page.root(chunk.start, chunk.end), kind)
