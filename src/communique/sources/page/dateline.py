"""The story's own date: where the page has no metadata, the date that stands by the headline, the byline or at the
story's end.

Never the site's: dates in headers, menus, sidebars, footers, teasers and comments, the day of the visit ("Today is
..."), of printing, of archiving.
"""

from __future__ import annotations

import re
from typing import Any

from communique.sources.dates import find_date, read_date
from communique.sources.page.blocks import Block
from communique.sources.page.bylines import byline_in

__all__ = ["is_dateline", "story_date"]

#: zones where a date is the site's, or another story's ("byline" is where a story's own stands)
_FOREIGN = {"nav", "header", "footer", "aside", "teaser", "share", "comments", "signup", "ad", "consent", "hidden",
            "caption"}
_NOT_PUBLISHED = re.compile(r"\b(generated|printed|retrieved|archived|crawled|saved|fetched|cached|accessed|downloaded|"
                            r"captured|snapshot|"
                            r"today|now|current|copyright|©|\(c\)|all rights|since|established|founded|"
                            r"expires?|deadline|"
                            r"replied|weather|°)", re.I)
_UPDATED = re.compile(r"\b(updated?|modified|edited|revised|changed)\b", re.I)
_PUBLISHED = re.compile(r"\b(published|posted|publication|"
                        r"created|issued|released|date|added|issue date)\b", re.I)
_AROUND = re.compile(r"[\W\d_]+|\b(published|posted|updated?|last|modified|on|at|by|date|time|first|created|issued|"
                     r"released|local|"
                     r"a\.?m\.?|p\.?m\.?|hrs?|hours?|edt|est|et|gmt|utc|bst|news|world|politics|article|story|in|section|category|"
                     r"min(ute)?s?|read|views?|comments?|print|share|publication|added|the|of)\b", re.I)
#: what a date of publication is introduced by
_LABEL = re.compile(r"\b(published|posted|publication|submitted|created|issued|released|date|added|updated?|modified|"
                    r"edited|revised|changed)\W*((on|at|date|time)\b\W*|by\s[\w .'’-]{2,40}?\W*(\bon\b\W*)?)?$", re.I)
_HEAD = re.compile(r"(?<![a-z])(header|top|masthead|topbar|top-?line)(?![a-z])", re.I)
_MARKS = "|·•/,-–—:;()[]"
#: BISHKEK, February 28, 2017 (Agency) - The president ...
_WIRE = re.compile(r"[A-Z][\w .,'’-]{2,40}[,.(:]\s*[^()/—–]{6,30}\d{4}\)?\s*"
                   r"(\([^)]{2,40}\)|/[^/]{2,40}/|[-–—:.]{1,2}\s)")


def is_dateline(text: str) -> bool:
    """Whether a line is nothing but a date of publication, with or without a byline, labels, a section."""
    if len(text) > 160:
        return False
    found = find_date(text, day_first=True)
    if not found:
        return False
    rest = f"{text[:found.start]} {text[found.end:]}"
    while (more := find_date(rest, day_first=True)) is not None:
        rest = f"{rest[:more.start]} {rest[more.end:]}"
    if _PUBLISHED.search(rest) or _UPDATED.search(rest):
        return len(_AROUND.sub("", rest)) < 60 and text[-1:] not in "!?"
    bare = _AROUND.sub("", rest)
    if len(bare) <= 12:
        return True
    return len(rest.split()) <= 8 and text[-1:] not in ".!?\"”" and bool(byline_in(rest.strip(" ,|-–—•·")))


def story_date(blocks: list[Block], story: list[Block], headline: int, mistaken: set[int], *,
               day_first: bool | None = None) -> str | None:
    """When the story says it was published, as fine as it says, or None.

    `headline` is the place of the headline in `blocks` (-1: none), `mistaken` the ids of zones that are none,
    `day_first` how the outlet writes 03/04/2017.
    """
    if not story:
        return None
    first, last = story[0].order, story[-1].order
    start = headline if 0 <= headline < first else first
    # behind the headline, or the story's first lines
    near = [*range(start + 1, first), *range(first, min(first + 3, last + 1))]
    before = list(range(start - 1, max(start - 4, -1), -1))
    after = list(range(last + 1, min(last + 6, len(blocks))))
    own = {id(b) for b in story}
    updated: str | None = None
    for place, where in (("near", near), ("before", before), ("after", after)):
        for i in where:
            block = blocks[i]
            if any(z.kind in _FOREIGN and id(z) not in mistaken for z in block.zones) or \
                    (place == "after" and _site_head(block, blocks[start])):
                continue
            if place == "before" and not _together(i, blocks, blocks[start], story[0]):
                continue
            found, late = _dates_of(block, day_first, in_story=id(block) in own, labelled=place == "after")
            if found:
                return found
            updated = updated or late
    if (wire := _WIRE.match(story[0].text[:120])) and (day := find_date(wire.group())):
        return day.value[:10]
    return updated


def _dates_of(block: Block, day_first: bool | None, *, in_story: bool,
              labelled: bool) -> tuple[str | None, str | None]:
    """(published, updated) as the block says; a date within a sentence is no dateline. `labelled`: a date that is only
    set off from the rest of its line does not do."""
    text = block.text
    alone = is_dateline(text)
    if len(text) > 300 or _NOT_PUBLISHED.search(text) or (in_story and not alone):
        return None, None
    published: str | None = None
    updated: str | None = None
    for mark in block.element.iter("time"):
        day = read_date(mark.get("datetime") or "")
        if day and _UPDATED.search(f"{mark.get('class') or ''} {mark.text_content()}"):
            updated = updated or day
        elif day:
            published = published or day
    at = 0
    while not (published and updated) and (found := find_date(text[at:], day_first=day_first)) is not None:
        before, after = text[:at + found.start], text[at + found.end:]
        label = _LABEL.search(before)
        if label and _UPDATED.search(label.group()):
            updated = updated or found.value
        elif alone or label or (not labelled and _set_off(text, before, after)):
            published = published or found.value
        at += found.end
    return published, updated


def _set_off(text: str, before: str, after: str) -> bool:
    """Whether a date is set off from what else stands in its line, which is no sentence: "Source: Agency | 1 March
    2017"."""
    return text.count(" ") < 20 and not text.endswith((".", "!", "?")) and \
        before.rstrip()[-1:] in _MARKS and after.lstrip()[:1] in _MARKS


def _together(place: int, blocks: list[Block], headline: Block, story: Block) -> bool:
    """Whether a block before the headline belongs to the story: an element that holds both begins with it (or with the
    name of a section), and is the story's, or is its head (some lines, no menu)."""
    block = blocks[place]
    above = {block.element, *block.element.iterancestors()}
    shared = next((e for e in headline.element.iterancestors() if e in above), None)
    if shared is None or shared.tag in {"body", "html"} or _site_head(block, headline):
        return False
    if not any(e is shared for e in story.element.iterancestors()):
        inside = [b for b in blocks[max(place - 6, 0):place + 8] if _within(b, shared)]
        if len(inside) > 5 or any(b.linked > 0.8 for b in inside):
            return False
    before = [b for b in blocks[max(place - 2, 0):place] if _within(b, shared)]
    return not before or (len(before) == 1 and before[0].element.getparent() is headline.element.getparent())


def _within(block: Block, element: Any) -> bool:
    return block.element is element or any(e is element for e in block.element.iterancestors())


def _site_head(block: Block, headline: Block) -> bool:
    """Whether it stands in a header that is not the headline's: the site's."""
    return any((e.tag == "header" or len(e) and _HEAD.search(f"{e.get('class') or ''} {e.get('id') or ''}"))
               and not _within(headline, e) for e in (block.element, *block.element.iterancestors()))
