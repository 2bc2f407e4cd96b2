"""What a site puts around stories: lines of text, and the elements that hold them. The tables are in tables/."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["LINKS_ONLY", "Line", "furniture_lines", "host_names", "line_kind", "zone_of"]

#: A block of which this share of letters is in links says nothing itself.
LINKS_ONLY = 0.85
#: Longer lines are looked at only for patterns that begin with what no story begins with.
_LONG, _LONGEST = 220, 500
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_RUN = re.compile(r"(\W{3})\W+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_ROLES = {"navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "search": "nav",
          "menu": "nav", "menubar": "nav", "dialog": "consent", "alertdialog": "consent", "tablist": "nav"}
_TAGS = {"nav": "nav", "aside": "aside", "footer": "footer", "figcaption": "caption", "menu": "nav",
         "dialog": "consent"}


class Line(NamedTuple):
    """A row of furniture.tsv; `pattern` must match the whole line."""

    what: str
    pattern: re.Pattern[str]
    example: str
    unlike: str


def _rows(name: str) -> list[dict[str, str]]:
    with (files(__package__) / "tables" / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def furniture_lines() -> tuple[Line, ...]:
    """The lines of text that sites put around stories."""
    return tuple(Line(r["what"], re.compile(r["pattern"], re.I), r["example"], r["not"])
                 for r in _rows("furniture.tsv"))


@cache
def _zones() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    one: dict[str, str] = {}
    two: dict[tuple[str, str], str] = {}
    for row in _rows("zones.tsv"):
        for words in row["words"].split():
            first, _, rest = words.partition("+")
            if rest:
                two[first, rest.partition("+")[0]] = row["zone"]
            else:
                one[first] = row["zone"]
    return one, two


@cache
def host_names() -> dict[str, str]:
    """host name -> the outlet that publishes there."""
    return {r["host"]: r["outlet"] for r in _rows("hosts.tsv")}


def line_kind(text: str) -> str | None:
    """`line`, `label` or `end` where the whole text is furniture, else None (see tables/README.md)."""
    if len(text) > _LONGEST:
        return None
    # a stranger's run of marks must not set a pattern to try all ways of sharing it out
    text = _RUN.sub(r"\1", text)
    sentence = text[-1:] in ".!?\"”’" and text.count(" ") > 22
    for line in furniture_lines():
        if line.pattern.fullmatch(text) and not (sentence and len(text) > _LONG):
            return line.what
    return None


def zone_of(element: Any) -> str | None:
    """What an element holds by its tag, role, class, id and style: a zone of tables/zones.tsv, else None."""
    if element.tag in _TAGS:
        return _TAGS[element.tag]
    if (role := element.get("role")) in _ROLES:
        return _ROLES[role]
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None or \
            _HIDDEN.search(element.get("style") or ""):
        return "hidden"
    named = f"{element.get('class') or ''} . {element.get('id') or ''}"
    return _zone_of_names(named) if len(named) > 3 else None


@lru_cache(8192)
def _zone_of_names(named: str) -> str | None:
    one, two = _zones()
    for name in named[:400].split():
        words = [w.lower() for w in _WORD.findall(name)]
        for pair in zip(words, words[1:], strict=False):
            if pair in two:
                return two[pair]
        for word in (name.lower(), *words):
            if word in one:
                return one[word]
    return None
