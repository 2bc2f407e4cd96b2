"""Where a candidate name is cut: at its title, a known name in it, a line's end; and what is put together again."""

from __future__ import annotations

from communique.language.mentions.candidates import Chunk, is_title, singular
from communique.language.mentions.page import Page
from communique.language.mentions.words import firstnames, nouns, spread, wordset

__all__ = ["EDGE", "joined", "split", "take_particle"]

#: Small words that begin no name.
EDGE = spread("the a an this that these its his her their our of and & new near in at from outside inside around "
              "since after before on to for by with meanwhile also but")
#: Particles that a surname alone keeps before it.
_BETWEEN = spread("de da di du dos del della van von der den ter bin ibn al el le la")
_HYPHENS = frozenset("-–‑")
_PEOPLE = wordset("contexts", "no-body")


def joined(page: Page, spans: list[Chunk]) -> list[Chunk]:
    """The candidates; a body's name that a plural's apostrophe has cut is made one: "Garment Workers' | Solidarity"."""
    found: list[Chunk] = []
    for c in spans:
        last = found[-1] if found else None
        k = c.start - 2
        if k > 0 and page.text[k + 1] in ("'", "’") and not page.doc[k].whitespace_ \
                and page.text[k - 1] in ("the", "The") and page.tag[k] in ("NNS", "NNPS") \
                and page.text[k][:1].isupper() and page.named[k] is None and (last is None or last.end <= k):
            c.start, c.label = k, "organisation"  # "the | Victims' Centre"
        if last is not None and c.start == last.end + 1 and page.text[last.end] in ("'", "’") \
                and page.low[last.end - 1].endswith("s") and not page.doc[last.end - 1].whitespace_ \
                and (page.low[last.end - 1] in wordset("contexts", "trade") or (
                    noun := nouns().get(singular(page.low[last.end - 1]))) is not None and noun.kind == "person"):
            last.end, last.label = c.end, "organisation"
            continue
        found.append(c)
    return found


def take_particle(page: Page, c: Chunk) -> None:
    """Begins a surname with the particle that stands between a title and it: "envoy | de Mistura", "Mr van Dorn"."""
    i = c.start - 1
    if c.end - c.start == 1 and c.label in (None, "person") and i > page.sents[page.sent[c.start]][0] \
            and page.low[i] in _BETWEEN and page.text[i].islower() and page.named[i] is None \
            and (page.low[i - 1] in wordset("contexts", "honorific") or is_title(page.text[i - 1]) is not None):
        c.start = i


def split(page: Page, chunk: Chunk) -> list[Chunk]:
    """A chunk without its titles, demonyms and the names in it that the tables know where these stand apart."""
    start, end = chunk.start, chunk.end
    for i in range(start, end):  # a line's end or a quotation mark ends a name
        if page.doc[i].is_space or page.text[i] in ('"', "“", "”", ";", ":", "(", ")", "[", "]"):
            a, b = Chunk(start, i, chunk.label), Chunk(i + 1, end, chunk.label)
            return [c for part in (a, b) if part.start < part.end for c in split(page, part)]
    if {",", "/"} & set(page.text[start:end]) and all(
            page.named[i] is not None or not page.text[i][0].isalpha() for i in range(start, end)):
        return []  # "Niger, Burkina Faso"
    if end - start > 1 and " ".join(page.low[start:end]) in nouns():
        return []  # "General Staff"
    if parts := _listed(page, chunk) or _after_line(page, chunk):
        return [c for part in parts for c in split(page, part)]
    if singular(page.low[start]) in _PEOPLE and "of" in page.low[start:end + 1]:
        start += page.low[start:end + 1].index("of") + 1  # "Men and Women of the | 12th Brigade"
        while start < end and page.low[start] in EDGE:
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
