"""Which of a page's blocks are the story.

trafilatura tells where on the page the story is. It works on its own copy of the page and gives back lines of text, so
each block of the page is looked up in them. Then what trafilatura leaves in (teasers between paragraphs, share lines,
datelines, the headline, the standfirst) is taken out, and what it leaves out between two paragraphs of the story
(a part of the story in a container of its own, embedded posts) is put back in.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from communique.sources.page.blocks import Block
from communique.sources.page.bylines import byline_in
from communique.sources.page.dateline import is_dateline
from communique.sources.page.furniture import LINKS_ONLY, line_kind

__all__ = ["StoryParts", "find_story", "story_area", "story_parts"]

_SPACE = re.compile(r"\s+")
#: pages of more elements are read without trafilatura's second and third way, which take many times as long
_HUGE = 10_000
_PARAGRAPH = {"p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "div", "dd", "dt", "td", "pre", "section",
              "article"}
#: letters: with fewer, trafilatura has not found the story
_LITTLE = 150
_HEADING = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: zones whose blocks are never a paragraph of the story ("deck" and "byline" only at its head)
_OUT = {"nav", "header", "footer", "aside", "teaser", "share", "comments", "signup", "ad", "consent", "caption",
        "byline", "deck", "tags", "hidden"}


def _votes(tree: Any) -> tuple[str, Counter[str]]:
    """trafilatura's text of the page: all of it without whitespace, and its lines without whitespace."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it finds wrong with a page is of no use here
    copy = deepcopy(tree)
    huge = sum(1 for _ in copy.iter()) > _HUGE
    for quote in copy.iter("blockquote"):
        quote.attrib.pop("class", None)  # embedded posts are quotations
    try:
        found = trafilatura.bare_extraction(copy, include_comments=False, include_tables=True, fast=huge)
    except Exception:  # whatever breaks there on a stranger's page: there is a second way below
        found = None
    text = (found.text if found is not None else "") or ""
    lines = [_SPACE.sub("", line) for line in text.split("\n")]
    cells = [cell for line in lines if "|" in line for cell in line.split("|") if cell]
    return "\n".join(lines), Counter([*(line.removeprefix("-") for line in lines if line), *cells])


def find_story(tree: Any, blocks: list[Block], said: str | None) -> list[bool]:
    """For each block, whether trafilatura has it in the story, or the page's own metadata (`said`: the story's text
    in JSON-LD). Of blocks with the same text only the one nearest to the others is taken."""
    whole, lines = _votes(tree)
    if len(whole) < _LITTLE:
        whole = "\n".join(filter(None, (whole, *_plainly(blocks))))
    body = _SPACE.sub("", said or "")
    chosen = [bool(b.key) and (b.key in whole if len(b.key) > 40 else lines[b.key] > 0) for b in blocks]
    if len(body) > 400:
        inside = [len(b.key) > 40 and b.key in body for b in blocks]
        # the metadata may hold the first lines only, or another story
        if sum(len(b.key) for b, i in zip(blocks, inside, strict=True) if i) > 0.6 * len(body):
            chosen = [c or i for c, i in zip(chosen, inside, strict=True)]
    by_text: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        if chosen[i]:
            by_text.setdefault(block.key, []).append(i)
    single = sorted(i for places in by_text.values() if len(places) == 1 for i in places if len(blocks[i].key) > 60)
    for key, places in by_text.items():
        most = 1 if len(key) > 60 else max(1, lines[key])  # a copy for printing is no second part of the story
        if len(places) > most:
            middle = single[len(single) // 2] if single else places[0]
            keep = sorted(places, key=lambda i: (len(blocks[i].zones), abs(i - middle), i))[:most]
            for i in places:
                chosen[i] = i in keep
    return chosen


def _plainly(blocks: list[Block]) -> list[str]:
    """The long blocks that stand in elements of one kind, where most of such text is: a second way for pages in which
    trafilatura finds nothing."""
    size: Counter[int] = Counter()
    for block in blocks:
        if len(block.key) > 60 and block.linked < 0.3 and not block.zones and block.tag in _PARAGRAPH:
            size[block.around.path] += len(block.key)
    path = max(size, key=lambda p: size[p], default=0)
    return [b.key for b in blocks if b.around.path == path and len(b.key) > 60 and b.linked < 0.3]


def _mistaken(blocks: list[Block], chosen: list[bool]) -> set[int]:
    """Zones that are named like furniture and hold much of the story (a body of the class "no-sidebar")."""
    total = sum(len(b.key) for b, c in zip(blocks, chosen, strict=True) if c)
    inside: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for block, taken in zip(blocks, chosen, strict=True):
        for zone in block.zones if taken else ():
            inside[id(zone)] += len(block.key)
            count[id(zone)] += 1
    return {z for z, size in inside.items() if size > (0.3 if count[z] > 1 else 0.6) * total}


def _other_stories(blocks: list[Block], chosen: list[bool]) -> set[Any]:
    """Elements that announce another story: an <article> of its own whose heading is a link to it."""
    size: Counter[Any] = Counter()
    for block, taken in zip(blocks, chosen, strict=True):
        size[block.around.article] += len(block.key) * taken
    linked = {b.around.article for b in blocks if b.tag in _HEADING and b.linked >= LINKS_ONLY} - {None}
    return {a for a in linked if a.find(".//h1") is None and size[a] < 0.3 * size.total()}


def _zone(block: Block, mistaken: set[int]) -> str | None:
    return next((z.kind for z in block.zones if id(z) not in mistaken and z.kind in _OUT), None)


def story_area(blocks: list[Block], chosen: list[bool]) -> tuple[int, int]:
    """The first and the last block of the story's run of paragraphs (last is -1 where there is none)."""
    long = [i for i, c in enumerate(chosen) if c and len(blocks[i].key) > 60 and blocks[i].linked < 0.5]
    some = long or [i for i, c in enumerate(chosen) if c]
    return (some[0], some[-1]) if some else (0, -1)


def _put_back(blocks: list[Block], chosen: list[bool], zones: list[str | None]) -> None:
    """Adds the paragraphs that trafilatura left out though they stand among the story's, in elements of their kind."""
    first, last = story_area(blocks, chosen)
    if last < 0:
        return
    kinds = Counter(b.around.path for b, c in zip(blocks, chosen, strict=True) if c and len(b.key) > 60)
    article = blocks[first].around.article
    for i in range(first, len(blocks)):
        block = blocks[i]
        if (i > last and block.tag == "h1") or block.around.article is not article:
            break  # the next story of a page that goes on and on
        if chosen[i] or block.linked > 0.5 or zones[i] not in {None, "share"}:
            continue
        chosen[i] = (i <= last and block.around.quote is not None) or (
            not zones[i] and block.tag in _PARAGRAPH and len(block.key) > 60 and kinds[block.around.path] > 1)


@dataclass(frozen=True)
class StoryParts:
    """A page's `blocks`, those that are the `story`, the place of its `headline` in the blocks (-1 if it has none),
    and the ids of zones that only look like furniture (`mistaken`)."""

    blocks: list[Block]
    story: list[Block]
    headline: int
    mistaken: set[int]

    def text(self) -> str:
        """The story's paragraphs joined by a blank line; the cells of a table's row stand on one line."""
        paragraphs: list[str] = []
        before: Block | None = None
        for block in self.story:
            row, cell = block.around.row, block.around.cell
            if before and row is not None and row is before.around.row and cell is not before.around.cell and \
                    max(len(block.text), len(before.text)) < 200:
                paragraphs[-1] += f" | {block.text}"
            else:
                paragraphs.append(block.text)
            before = block
        return "\n\n".join(paragraphs)


def story_parts(tree: Any, blocks: list[Block], title: str | None, said: str | None = None) -> StoryParts:
    """Which blocks are the story's own paragraphs and subheadings. `title` is what the metadata has, `said` the story's
    text in JSON-LD."""
    chosen = find_story(tree, blocks, said)
    mistaken = _mistaken(blocks, chosen)
    others = _other_stories(blocks, chosen)
    zones = ["teaser" if others and b.around.article in others else _zone(b, mistaken) for b in blocks]
    _put_back(blocks, chosen, zones)
    first, last = story_area(blocks, [c and not z for c, z in zip(chosen, zones, strict=True)])
    headline = _headline(blocks, title, first if last >= 0 else len(blocks), zones)
    kept: list[Block] = []
    teasers = False
    for i, block in enumerate(blocks):
        if i > headline and i > first and (not chosen[i] or zones[i]) and not block.linked:
            # a label of furniture that trafilatura has left out says what comes after it
            match line_kind(block.text):
                case "end" if i > last or _mostly(blocks, chosen, zones, i):
                    break
                case "label" if zones[i] is None:
                    teasers = True
        if not chosen[i] or i <= headline or (zones[i] and block.around.quote is None):
            continue
        if not kept and headline >= 0 and (block.tag in _HEADING or _beside(block, blocks[headline])):
            continue  # a standfirst
        kind = line_kind(block.text)
        if kind == "end" and i > first and _mostly(blocks, chosen, zones, i):
            break
        if kind:
            teasers = kind == "label"
            continue
        if block.linked >= LINKS_ONLY or (teasers and (block.linked > 0.4 or _short(block))):
            continue
        size = sum(len(b.text) for b in kept)
        if (size < 400 or i >= last - 2) and (is_dateline(block.text) or byline_in(block.text)):
            continue
        if size < 120 and i > headline >= 0 and block.tag not in _HEADING and _short(block, 60):
            continue  # a place, an office, a section: what stands between headline and story
        teasers = False
        kept.append(block)
    while kept and kept[-1].tag in _HEADING:
        kept.pop()  # a heading with nothing below it headed what is gone
    return StoryParts(blocks, kept, headline, mistaken)


def _mostly(blocks: list[Block], chosen: list[bool], zones: list[str | None], end: int) -> bool:
    """Whether most of the story comes before what reads like its end."""
    size = [len(b.key) if c and not z else 0 for b, c, z in zip(blocks, chosen, zones, strict=True)]
    return sum(size[:end]) > max(300, sum(size[end:]))


def _short(block: Block, most: int = 140) -> bool:
    """Whether it is a line and no sentence."""
    return len(block.text) < most and block.text[-1:] not in ".!?\"”’…。！？؟।»"


def _beside(block: Block, headline: Block) -> bool:
    """Whether it stands in the header that holds the headline."""
    return any(e.tag in {"header", "hgroup"} and any(a is e for a in headline.element.iterancestors())
               for e in block.element.iterancestors())


def _headline(blocks: list[Block], title: str | None, before: int, zones: list[str | None]) -> int:
    """The last block before the story that is its headline, or -1: an <h1>, or what the title begins with."""
    wanted = _SPACE.sub("", title or "").lower()
    found = -1
    for i, block in enumerate(blocks[:before + 3]):
        key = block.key.lower()
        named = len(key) > 15 and key in wanted and zones[i] not in {"teaser", "aside", "nav"}
        if named or (block.tag == "h1" and i <= before and len(key) > 8):
            found = i
    return found
