"""A web page -> its story: text, title, bylines, outlet, time of publication, address.

`tree` parses the page, `blocks` cuts it into paragraphs and lines, `story` tells which are the story's, `metadata`
reads what the page says for machines, `dateline`, `bylines` and `outlet` what it says for people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from communique.errors import NoStory, TooLarge
from communique.sources.dates import read_date
from communique.sources.page.blocks import page_blocks
from communique.sources.page.bylines import clean_bylines, story_bylines
from communique.sources.page.dateline import story_date
from communique.sources.page.metadata import Metadata, read_metadata
from communique.sources.page.outlet import clean_outlet, copyright_holder, plain_title, title_tail
from communique.sources.page.story import StoryParts, story_parts
from communique.sources.page.tree import parse_page

__all__ = ["MAX_TEXT", "Page", "read_page"]

#: characters in all of a page; a long report has some ten thousand
MAX_TEXT = 1_000_000

_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")
#: countries of the English-language press where the day comes before the month
_DAY_FIRST = {"GB", "UK", "IE", "AU", "NZ", "IN", "PK", "BD", "LK", "ZA", "NG", "KE", "UG", "TZ", "GH", "SG", "MY",
              "HK", "RU", "KG", "KZ", "UZ", "TJ", "AM", "AZ", "GE", "UA", "TR", "EG", "JO", "LB", "AE", "SA", "QA",
              "KW", "DE", "FR", "IT", "ES", "PL", "RS"}


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
    if sum(len(b.text) for b in blocks) > MAX_TEXT:
        raise TooLarge(name, f"more than {MAX_TEXT:,} characters of text in one page")
    parts = story_parts(tree, blocks, meta.title or page_title, meta.body)
    text = parts.text()
    if not _is_story(text):
        raise NoStory(name, "no story in it: " + ("a list of links" if sum(b.linked > 0.8 for b in blocks) > 5
                                                   else "no paragraphs of text"))
    heading = parts.blocks[parts.headline].text if parts.headline >= 0 else None
    tail = title_tail(page_title, heading or meta.title)
    outlet = clean_outlet([*meta.outlets, *([tail] if tail else [])], address) or copyright_holder(
        b.text for b in blocks[parts.story[-1].order + 1:] if not b.linked)
    bylines = clean_bylines(meta.authors, outlet) or story_bylines(
        parts.blocks, parts.story, parts.headline, parts.mistaken)
    title = plain_title(meta.title or page_title or heading, outlet, address, heading)
    return Page(text=text, title=title, bylines=bylines, outlet=outlet, url=address,
                published=_published(tree, meta, parts, address))


def _is_story(text: str) -> bool:
    """Whether it has sentences: some words in a row that end as a sentence ends, or one long paragraph."""
    return any(p.count(" ") >= 8 or (len(p) > 40 and not p.isascii()) for p in text.split("\n\n")) and len(text) > 80


def _published(tree: Any, meta: Metadata, parts: StoryParts, address: str | None) -> str | None:
    if meta.published and len(meta.published) > 10:
        return meta.published
    own = story_date(parts.blocks, parts.story, parts.headline, parts.mistaken,
                     day_first=_day_first(tree, meta, address))
    if meta.published:
        return own if own and own.startswith(meta.published) else meta.published
    if meta.published_weak and own and own[:10] == meta.published_weak[:10]:
        return max(own, meta.published_weak, key=len)
    if own or meta.published_weak:
        return own or meta.published_weak
    day = _DAY_IN_ADDRESS.search(address or "")
    return read_date("-".join(day.groups())) if day else None


def _day_first(tree: Any, meta: Metadata, address: str | None) -> bool | None:
    """How the outlet writes 03/04/2017, as far as its country is known."""
    said = [(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""), meta.language or ""]
    countries = {m.group(1).upper() for s in said if (m := re.search(r"[-_]([A-Za-z]{2})$", s.strip()))}
    host = re.search(r"^https?://[^/]*?\.([a-z]{2})(?::\d+)?(?:/|$)", address or "", re.I)
    countries |= {host.group(1).upper()} if host else set()
    if "US" in countries:
        return False
    return True if countries & _DAY_FIRST else None
