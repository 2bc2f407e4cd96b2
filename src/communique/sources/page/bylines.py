"""Who wrote a story: clean names from what stands in metadata or beside the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from communique.sources.page.blocks import Block

__all__ = ["AGENCIES", "byline_in", "clean_bylines", "story_bylines"]

_BY = re.compile(r"^\W*((story|words|text|article|report(ed|ing)?|written|posted|published|authored|compiled|"
                 r"edited)\s+)?by\b[\s:]*|"
                 r"^\W*(author|authors|reporter|writer|correspondent|text|words)\s*:\s*", re.I)
_SPLIT = re.compile(r"\s*(?:;|\||/|•|·|\band\b|&|\bwith\b|,)\s*", re.I)
_TAIL = re.compile(r"\s*(\(.*?\)|\[.*?\]|@\w+|\S+@\S+|https?://\S+|\s[-–—]\s.*|\bin\s+[A-Z].*|\bfor\s+(the\s+)?[A-Z].*|\bfrom\s+[A-Z].*|"
                   r"\bon\s+(mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d).*|"
                   r"\b(published|updated|posted|last|first)\b.*)", re.I)
#: words that are what a person does there, not their name
_OFFICE = re.compile(r"\b(correspondents?|reporters?|editors?|editorial|writers?|columnists?|staff|journalists?|desk|"
                     r"bureau|chief|producer|"
                     r"contributors?|analyst|team|newsroom|agencies|agency|news|business|sports?|politics|online|web|tv|radio|press|"
                     r"phd|md|rdn|ms|mba|admin|administrator|user|guest|anonymous|unknown|none|null|wire|"
                     r"services?|reports?)\b", re.I)
_PARTICLE = {"de", "da", "di", "du", "van", "von", "der", "den", "bin", "bint", "al", "el", "la", "le", "ben", "ibn",
             "ter", "dos", "del", "uulu", "kyzy", "oglu", "ogly", "qizi"}
_NAME = re.compile(r"[^\W\d_][\w.'’`´-]*", re.UNICODE)
_BY_WITHIN = re.compile(r"\bby\s+(?-i:[A-Z]).{3,80}", re.I)
_PARTS = re.compile(r"\s*[|•·;]\s*|\s+[-–—]\s+")
#: zones where a byline is another story's, or the site's
_FOREIGN = {"nav", "footer", "aside", "teaser", "comments", "signup", "ad", "caption"}
#: agencies that sign stories, in lower case
AGENCIES = {"reuters", "ap", "afp", "associated press", "the associated press", "agence france-presse", "tass",
            "xinhua", "interfax",
           "bloomberg", "dpa", "efe", "ria novosti", "pti", "ians", "ani", "upi", "press association", "kyodo",
           "yonhap", "akipress"}


def clean_bylines(given: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """The names of people (and of agencies that sign) in `given`, without "By", offices, places and addresses.

    A name that is the outlet's own is none: it says who published, not who wrote.
    """
    names: dict[str, str] = {}
    own = {_letters(outlet or ""), _letters(re.sub(r"\.\w+$", "", outlet or ""))}
    for text in given:
        text = _BY.sub("", " ".join(str(text)[:400].split()))
        if re.match(r"https?://|www\.", text):
            continue
        whole = _TAIL.sub("", text).strip(" ,.;:|-–—")
        if whole.lower() in AGENCIES:
            names.setdefault(_letters(whole), whole)
            continue
        for n, part in enumerate(p for p in _SPLIT.split(text) if p):
            name = _TAIL.sub("", _BY.sub("", part)).strip(" ,.;:|-–—*\"“”")
            if (name.lower() in AGENCIES or _person(name, alone=n == 0)) and _letters(name) not in own:
                names.setdefault(_letters(name), _cased(name))
    return tuple(names.values())


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower().removeprefix("the")


def _person(name: str, *, alone: bool) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 60 or _OFFICE.search(name):
        return False
    if len(words) == 1 and (not alone or not name[:1].isupper() or name.isupper()):
        return False
    return all(_NAME.fullmatch(w) and (w[0].isupper() or not w[0].isascii() or w.lower() in _PARTICLE
                                       or "-" in w or "’" in w or "'" in w) for w in words)


def _cased(name: str) -> str:
    """LAURA MOWAT -> Laura Mowat; other spellings stay."""
    return " ".join(re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), w) if len(w) > 2 or "." not in w else w
                    for w in name.split()) if name.isupper() and len(name) > 4 else name


def byline_in(line: str) -> tuple[str, ...]:
    """The names in a line that is a byline ("By Ana Ruiz in Bishkek"), () for any other line."""
    if len(line) > 150 or not _BY.match(line):
        return ()
    rest = _BY.sub("", line)
    if not rest[:1].isupper() or rest[-1:] in "!?" or (rest[-1:] == "." and rest.count(" ") > 4):
        return ()
    return clean_bylines([line])


def story_bylines(blocks: list[Block], story: list[Block], headline: int, mistaken: set[int]) -> tuple[str, ...]:
    """The names beside the headline, or below the story: in a line that begins with "By", or marked as an author's."""
    first, last = story[0].order, story[-1].order
    own = {id(b) for b in story}
    for block in (*blocks[max(headline, first - 8, 0):first + 3], *blocks[last + 1:last + 4]):
        if any(z.kind in _FOREIGN and id(z) not in mistaken for z in block.zones) or len(block.text) > 200:
            continue
        lines = [block.text] if id(block) in own else [
            block.text, *_PARTS.split(block.text), *_BY_WITHIN.findall(block.text)]
        for line in lines:
            if names := byline_in(line):
                return names
        if _by_author(block.element) and (names := clean_bylines([block.text])):
            return names
    return ()


def _by_author(element: Any) -> bool:
    """Whether an element, or a link in it, is marked as an author's name."""
    return any(re.search(r"\bauthor\b|\bbyline\b",
    f"{e.get('rel') or ''} {e.get('class') or ''} {e.get('itemprop') or ''}", re.I)
               for e in (element, *element.iter("a", "span")))
