"""Places on the map: all place names of a report looked up together, since each tells where the others are."""

from __future__ import annotations

from collections.abc import Iterable

from communique.knowledge import Entity
from communique.language.mentions.candidates import Chunk, draft_of, slug
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.standing import stands_in, word_after
from communique.language.mentions.words import firstnames, spread, wordset

__all__ = ["find_places", "locate_all"]

#: Waters and the like belong to no one state.
_NOBODYS = spread("sea ocean strait gulf bay channel range desert river lake continent")
_COMPASS = spread("north south east west northern southern eastern western central north-eastern north-western "
                  "south-eastern south-western northeastern northwestern southeastern southwestern")
_LARGE = 100_000
_MAPPED = frozenset(("place", "state"))


def locate_all(page: Page, chunks: Iterable[Chunk], inside: Iterable[Chunk] = ()) -> None:
    """Looks up every name that may be a place, also `inside` others, and puts the names of tables and capitals on the
    map."""
    forms: list[str] = []
    there: set[str] = set()
    for d in page.drafts:
        if d.label != "demonym" and (d.kind in _MAPPED or d.form == "metonym"):
            forms.append(_qualified(page, d.start, d.end))
    for c in chunks:
        if c.end - c.start < 5 and c.title is None:
            forms.append(_qualified(page, c.start, c.end))
            if _there(page, c):
                there.add(forms[-1])
    forms += [" ".join(page.words(c.start, c.end).split()) for c in inside]
    page.located = page.knowledge.locate(forms, list(page.near.elements()), there)
    for d in page.drafts:
        if d.label == "demonym":
            continue
        known = page.located.get(_qualified(page, d.start, d.end))
        if known is None:
            continue
        if d.form == "metonym" or d.kind == "place":
            if d.latitude is None or d.kind == "place":
                d.latitude, d.longitude, d.geonames = known.latitude, known.longitude, known.geonames
                if d.kind == "place" and d.form == "named":
                    d.country = None  # what it was taken for before may have been another of that name
                    d.take(known)
                    d.sector = None
            if known.sub in _NOBODYS:
                d.country = None
        elif d.kind == "state" and known.kind == "place" and not _past(page, d) \
                and len(page.knowledge.lookup(page.words(d.start, d.end))) < 2:
            d.kind, d.sector = "place", None  # Georgia, where the report is of the United States
            d.country = None
            d.take(known)
            d.how = "gazetteer of places, by the company it keeps"
    for known in page.located.values():
        if known.country:
            page.near[known.country] += 1


def _past(page: Page, d: Draft) -> bool:
    """Whether a draft is of a state that is no more, which no map has: Zaire is no province of Angola."""
    known = page.knowledge.get(d.entity or "")
    return known is not None and known.sub == "former"


def _there(page: Page, c: Chunk) -> bool:
    """Whether the sentence says that something is or happens in or near what a chunk names, or what sort of place it
    is: "in Suwalki", "the village of Kibumba", "the Salam neighbourhood"."""
    if c.label == "person" and c.end - c.start > 1 and page.text[c.start] in firstnames():
        return False
    after = word_after(page, c.end)
    return after in wordset("contexts", "place-after") or (
        after not in wordset("contexts", "part-after") and stands_in(page, c.start))


def _qualified(page: Page, start: int, end: int) -> str:
    """The name, with the state or province that stands after it between commas: "London, Ontario"."""
    name = " ".join(page.words(start, end).split())
    if end + 1 < len(page.text) and page.text[end] == "," and page.text[end + 1][:1].isupper() \
            and page.tag[end + 1] in ("NNP", "NNPS"):
        stop = end + 2
        while stop < len(page.text) and stop < end + 4 and page.tag[stop] in ("NNP", "NNPS") \
                and page.text[stop][:1].isupper():
            stop += 1
        qualifier = " ".join(page.words(end + 1, stop).split())
        if page.knowledge.place(qualifier) is not None:
            return f"{name}, {qualifier}"
    return name


def place_at(page: Page, start: int, end: int) -> Entity | None:
    """The place that tokens [start, end) name, if they name one."""
    return page.located.get(_qualified(page, start, end)) or page.located.get(" ".join(page.words(start, end).split()))


def find_places(page: Page, chunks: Iterable[Chunk]) -> None:
    """Drafts for the chunks that are places, with coordinates where the gazetteer has them."""
    for c in chunks:
        if c.kind != "place":
            continue
        name = " ".join(page.words(c.start, c.end).split())
        known = place_at(page, c.start, c.end)
        if known is not None and known.population < _LARGE and page.low[c.start - 1] == "the" \
                and word_after(page, c.end) in wordset("contexts", "part-after"):
            known = None  # the Salam neighbourhood is no town of that name
        state = page.named[c.end - 1] if c.end - c.start == 2 and page.low[c.start] in _COMPASS else None
        if state is not None and state.kind == "state" and (known is None or known.country != state.country):
            known = None  # South Lebanon is a part of Lebanon before it is a town in Ohio
        else:
            state = None
        d = draft_of(page, c, "place")
        if known is not None:
            d.how = "gazetteer of places"
            d.take(known)
            d.kind, d.sector = known.kind if known.kind == "state" else "place", None
        else:
            d.entity, d.name, d.how = f"place:{slug(name)}", name, "named by the report"
            if state is not None:
                d.country = state.country
                d.latitude, d.longitude, d.how = state.latitude, state.longitude, "a part of that state"
        page.add(d)
