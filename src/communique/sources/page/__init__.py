"""A web page -> its story: text, title, bylines, outlet, time of publication, address.

`tree` parses the page, `blocks` cuts it into paragraphs and lines, `story` tells which are the story's, `metadata`
reads what the page says for machines, `dateline`, `bylines` and `outlet` what it says for people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from communique.errors import NoStory
from communique.sources.dates import read_date
from communique.sources.page.blocks import page_blocks
from communique.sources.page.bylines import byline_in, clean_bylines
from communique.sources.page.dateline import story_date
from communique.sources.page.metadata import Metadata, read_metadata
from communique.sources.page.outlet import clean_outlet, plain_title, title_tail
from communique.sources.page.story import StoryParts, story_parts
from communique.sources.page.tree import parse_page

__all__ = ["Page", "read_page"]

_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")


@dataclass(frozen=True)
class Page:
    """The story of a page; what the page does not say is None (or empty)."""

    text: str
    title: str | None = None
    bylines: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def read_page(name: str, data: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """The story that the page holds.

    `name` is what an error names, `charset` what came with the page (a header) of its encoding, `url` its address
    where that is known. Raises NoStory (nothing to read, or only links and menus), NotText.
    """
    tree = parse_page(name, data, charset)
    meta = read_metadata(tree)
    address = meta.url or url
    page_title = tree.findtext(".//title")
    blocks = page_blocks(tree)
    parts = story_parts(tree, blocks, meta.title or page_title, meta.body)
    text = parts.text()
    if not _is_story(text):
        raise NoStory(name, "no story in it: " + ("a list of links" if sum(b.linked > 0.8 for b in blocks) > 5
                                                   else "no paragraphs of text"))
    heading = parts.blocks[parts.headline].text if parts.headline >= 0 else None
    tail = title_tail(page_title, heading or meta.title)
    outlet = clean_outlet([*meta.outlets, *([tail] if tail else [])], address)
    bylines = clean_bylines(meta.authors, outlet) or _bylines(parts)
    title = plain_title(meta.title or page_title or heading, outlet, address, heading)
    return Page(text=text, title=title, bylines=tuple(b for b in bylines if b.lower() != (outlet or "").lower()),
    outlet=outlet,
                published=_published(tree, meta, parts, address), url=address)


def _is_story(text: str) -> bool:
    """Whether it has sentences: some words in a row that end as a sentence ends, or one long paragraph."""
    return any(p.count(" ") >= 8 or (len(p) > 40 and not p.isascii()) for p in text.split("\n\n")) and len(text) > 80


def _published(tree: Any, meta: Metadata, parts: StoryParts, address: str | None) -> str | None:
    if meta.published:
        return meta.published
    own = story_date(tree, parts.blocks, parts.story, parts.headline, parts.mistaken)
    if meta.published_weak and own and own[:10] == meta.published_weak[:10]:
        return max(own, meta.published_weak, key=len)
    if own or meta.published_weak:
        return own or meta.published_weak
    day = _DAY_IN_ADDRESS.search(address or "")
    return read_date("-".join(day.groups())) if day else None


def _bylines(parts: StoryParts) -> tuple[str, ...]:
    """The names beside the headline, or below the story, where the metadata has none."""
    first = parts.story[0].order
    last = parts.story[-1].order
    top = max(parts.headline, first - 8, 0)
    around = [*parts.blocks[top:first + 3], *parts.blocks[last + 1:last + 4]]
    for block in around:
        if any(z.kind in {"nav", "footer", "aside", "teaser",
        "comments"} and id(z) not in parts.mistaken for z in block.zones):
            continue
        line = re.split(r"\s+[|•·]\s+|\s{2,}", block.text)[0]
        if names := byline_in(block.text) or byline_in(line):
            return names
        if any(z.kind == "byline" for z in block.zones) and block.linked > 0.8 and _by_author(block.element):
            if names := clean_bylines([block.text]):
                return names
    return ()


def _by_author(element: Any) -> bool:
    """Whether an element, or a link in it, is marked as an author's name."""
    return any("author" in f"{e.get('rel') or ''} {e.get('class') or ''} {e.get('itemprop') or ''}".lower()
               for e in (element, *element.iter("a", "span")))
