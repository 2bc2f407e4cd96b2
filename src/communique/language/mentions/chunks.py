"""Names that no table has: runs of capitalised words, and what the parser takes for names, cut where a name ends."""

from __future__ import annotations

import re

from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import Noun, firstnames, nouns, spread, wordset

__all__ = ["Chunk", "chunks", "draft_of", "is_title", "singular", "slug"]

_LABELS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "facility", "ORG": "organisation",
           "PRODUCT": "thing", "NORP": "norp", "LAW": "document", "EVENT": "event", "WORK_OF_ART": "work"}
_ARTICLES = spread("al el ad an ar as ash at az ez")
#: Particles that a surname alone keeps before it.
_BETWEEN = spread("de da di du dos del della van von der den ter bin ibn al el le la")
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_JOINTS = wordset("contexts", "joint")
_HYPHENS = frozenset("-–‑")
#: What comes after a hyphen and is no part of the name before it: "Trump-era".
_COMPOUNDS = spread("led era style like type run born made based wide ally time day age plan camp line aide deal bloc")
_EDGE = spread("the a an this that these its his her their our of and & new near in at from outside inside around "
               "since after before on to for by with meanwhile also but")
_LAST = spread("the of and for in on at to de al 's ’s ' ’")
_NOT_NAMES, _PEOPLE = wordset("contexts", "no-name"), wordset("contexts", "no-body")


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
    for start, end, form in page.towns:  # "Port-au-Prince" is no prince
        joined = "-" in form or any(page.text[i] in _ARTICLES or page.knowledge.is_state(page.text[i])
                                    for i in range(start, end))  # Dayr az Zawr, Port Sudan
        if joined and end - start > 1 and not any(page.named[i] or i in page.busy for i in range(start, end)):
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
    for start, end, _ in page.towns:
        if not any(taken[start:end]) and not any(page.named[i] for i in range(start, end)) and start not in page.busy:
            spans.append(Chunk(start, end, None))
            taken[start:end] = [True] * (end - start)
    spans.sort(key=lambda c: c.start)
    spans = _joined(page, spans)
    found = [part for chunk in spans if not _begins_noun(page, chunk)
             for part in ([chunk] if chunk.town else _split(page, chunk))]
    for c in found:
        _take_particle(page, c)
    return found


def _joined(page: Page, spans: list[Chunk]) -> list[Chunk]:
    """The candidates; a body's name that a plural's apostrophe has cut is made one: "Garment Workers' | Solidarity"."""
    found: list[Chunk] = []
    for c in spans:
        last = found[-1] if found else None
        if last is not None and c.start == last.end + 1 and page.text[last.end] in ("'", "’") \
                and page.low[last.end - 1].endswith("s") and not page.doc[last.end - 1].whitespace_ \
                and (page.low[last.end - 1] in wordset("contexts", "trade") or (
                    noun := nouns().get(singular(page.low[last.end - 1]))) is not None and noun.kind == "person"):
            last.end, last.label = c.end, "organisation"
            continue
        found.append(c)
    return found


def _take_particle(page: Page, c: Chunk) -> None:
    """Begins a surname with the particle that stands between a title and it: "envoy | de Mistura", "Mr van Dorn"."""
    i = c.start - 1
    if c.end - c.start == 1 and c.label in (None, "person") and i > page.sents[page.sent[c.start]][0] \
            and page.low[i] in _BETWEEN and page.text[i].islower() and page.named[i] is None \
            and (page.low[i - 1] in wordset("contexts", "honorific") or is_title(page.text[i - 1]) is not None):
        c.start = i


def _begins_noun(page: Page, c: Chunk) -> bool:
    """Whether what seems a name is how a noun of two words begins a sentence: "Riot police", "Border guards"."""
    if c.end - c.start != 1 or c.end >= len(page.text) or not page.text[c.end].islower() \
            or not page.starts_sentence(c.start):
        return False
    after = {page.low[c.end], page.lemma[c.end], singular(page.low[c.end])}
    return any(f"{page.low[c.start]} {word}" in nouns() for word in sorted(after))


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
    if {",", "/"} & set(page.text[start:end]) and all(
            page.named[i] is not None or not page.text[i][0].isalpha() for i in range(start, end)):
        return []  # "Niger, Burkina Faso"
    if end - start > 1 and " ".join(page.low[start:end]) in nouns():
        return []  # "General Staff"
    if parts := _listed(page, chunk) or _after_line(page, chunk):
        return [c for part in parts for c in _split(page, part)]
    if singular(page.low[start]) in _PEOPLE and "of" in page.low[start:end + 1]:
        start += page.low[start:end + 1].index("of") + 1  # "Men and Women of the | 12th Brigade"
        while start < end and page.low[start] in _EDGE:
            start += 1
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


def _listed(page: Page, chunk: Chunk) -> list[Chunk]:
    """The names of a list of places that the parser took for one: "in Sarmin, Ariha and Kafr Nabl"."""
    start, end = chunk.start, chunk.end
    at = [i for i in range(start, end) if page.text[i] in (",", "and")]
    i = start - 1
    if not at or i < page.sents[page.sent[start]][0] or page.low[at[-1]] != "and":
        return []
    if page.low[i] not in ("in", "near") and not (
            page.low[i] == "of" and page.lemma[i - 1] in wordset("contexts", "place-of")):
        return []
    edges = [start - 1, *at, end]
    parts = [Chunk(a + 1, b, "place") for a, b in zip(edges, edges[1:], strict=False)]
    if not all(0 < c.end - c.start < 3 and page.text[c.start][:1].isupper() for c in parts) \
            or page.knowledge.place(page.words(start, end)) is not None:
        return []
    return parts


def _after_line(page: Page, chunk: Chunk) -> list[Chunk]:
    """A dateline that no dash ends, cut from the name after it: "DETROIT | The Transport Department"."""
    at = next((i for i in range(chunk.start + 1, chunk.end) if page.text[i] in ("The", "A", "An")), None)
    if at is None or not page.starts_sentence(chunk.start) or not all(w.isupper() and w.isalpha() and len(w) > 2
                                                                      for w in page.text[chunk.start:at]):
        return []
    return [Chunk(chunk.start, at, "place"), *([Chunk(at + 1, chunk.end, chunk.label)] if at + 1 < chunk.end else [])]


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


def draft_of(page: Page, chunk: Chunk, kind: str) -> Draft:
    """A draft over a chunk."""
    return Draft(chunk.start, chunk.end, page.root(chunk.start, chunk.end), kind)
