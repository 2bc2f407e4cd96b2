"""Places inside what is called after them: the town of "Leeds Mayor", "Durban High Court", "the Tokyo Conference"."""

from __future__ import annotations

from collections.abc import Iterable

from communique.language.mentions.candidates import Chunk, draft_of, slug
from communique.language.mentions.owners import of_joined_name
from communique.language.mentions.page import Page
from communique.language.mentions.words import firstnames, nouns, wordset

__all__ = ["find_inside", "inside"]

#: Sectors of bodies that are called after the place which they are of; a newspaper or bank may be anywhere.
_LOCAL = frozenset(("GOV", "COP", "JUD", "LEG"))
_NAME_TAGS = frozenset(("NNP", "NNPS"))


def inside(page: Page, chunks: Iterable[Chunk]) -> list[Chunk]:
    """The candidates: what may be a place within a longer name, or before an office that no chunk has taken; `title` is
    what it stands in."""
    held: dict[int, Chunk] = {}
    found: dict[tuple[int, int], Chunk] = {}
    for c in chunks:
        for i in range(c.title[0] if c.title is not None else c.start, c.end):
            held[i] = c
        if c.title is not None:  # "Mount Royal | Mayor": an office of a place says that it is one
            start, end = c.title
            if end - start > 1 and page.low[end - 1] in wordset("contexts", "of-place") and _free(page, start, end - 1):
                _add(found, page, start, end - 1, c)
    for start, end, _ in page.towns:
        around = held.get(start)
        whole = around is not None and (around.start, around.end) == (start, end)
        if whole or not _free(page, start, end) or of_joined_name(page, start):
            continue
        if around is None:
            if _before_office(page, end):
                _add(found, page, start, end, None)
        elif end <= around.end:
            _add(found, page, start, end, around)
    return list(found.values())


def _add(found: dict[tuple[int, int], Chunk], page: Page, start: int, end: int, around: Chunk | None) -> None:
    if (start, end) not in found and page.text[start] not in firstnames():
        found[start, end] = Chunk(start, end, "place")
        found[start, end].around = around


def _free(page: Page, start: int, end: int) -> bool:
    return not any(page.named[i] is not None or i in page.busy or page.tag[i] not in _NAME_TAGS
                   for i in range(start, end))


def _before_office(page: Page, end: int) -> bool:
    """Whether an office in capitals comes next: "Metcalfe County | Sheriff", "Quebec | Health Minister"."""
    for i in range(end, min(end + 3, len(page.text))):
        if page.tag[i] not in _NAME_TAGS or not page.text[i][:1].isupper() or page.sent[i] != page.sent[end - 1]:
            return False
        noun = nouns().get(page.low[i])
        if noun is not None and "title" in noun.flags:
            return True
    return False


def find_inside(page: Page, some: Iterable[Chunk]) -> None:
    """Drafts for the candidates that are places: before an office; in the name of a meeting, of a body of a place, or
    of anything where the report names the place by itself as well."""
    alone = {(d.name or "") for d in page.drafts if d.kind == "place" and d.form == "named"}
    for c in some:
        name = " ".join(page.words(c.start, c.end).split())
        known = page.located.get(name)
        around = c.around
        if known is None or page.named[c.start] is not None:
            continue
        titled = around is None or around.title is not None and c.end <= around.title[1]
        if not titled and around is not None and not (
                around.kind == "event" or name.endswith(" County")
                or around.kind in ("organisation", "force", "facility") and c.start == around.start
                and (around.sector in _LOCAL or known.name in alone)):
            continue
        d = draft_of(page, c, "place")
        d.name, d.entity, d.how = name, f"place:{slug(name)}", "gazetteer of places, within a name"
        d.take(known)
        d.kind, d.sector = known.kind if known.kind == "state" else "place", None
        page.add(d)
