"""Which outlet a page is of, and the title without the outlet's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from communique.sources.page.bylines import AGENCIES
from communique.sources.page.furniture import host_names

__all__ = ["clean_outlet", "copyright_holder", "outlet_of_host", "plain_title", "title_tail"]

_PARTS = re.compile(r"\s+[|•·»«›:]+\s+|\s+[-–—]{1,2}\s+|\s*[|»]\s*")
_NAME = r"((?:[A-Z][\w&'’.-]*|of|the|and|&|for)(?: (?:[A-Z][\w&'’-]*|of|the|and|&|for))*)"
#: © 1999-2021 Steppe Courier; Copyright Steppe Courier 2021; © Steppe Courier, 2021
_NOTICE = re.compile(r"(?i:©|\(c\)|copyright)(?:\W|(?i:copyright))*"
                     rf"(?:\d{{4}}\W*(?:\d{{4}}\W*)?(?:by )?{_NAME}|(?:by )?{_NAME}\W*\d{{4}}|(?:by )?{_NAME}\.?$)")
_COMPANY = re.compile(r",?\s+(Inc|Ltd|LLC|Limited|GmbH|PLC|Corp|Corporation|Co|Company)\b.*$")
_SMALL = {"of", "the", "and", "&", "for"}
_ANYBODY = re.compile(r"\b(All|Rights|Reserved|Copyright|Terms|Privacy|Design|Powered)\b")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/?", re.I)


def outlet_of_host(address: str | None) -> str | None:
    """The outlet that the table knows for the host of an address."""
    try:
        host = (urlsplit(address or "").hostname or "").lower()
    except ValueError:
        return None
    names = host_names()
    while host.count("."):
        if host in names:
            return names[host]
        host = host.partition(".")[2]
    return None


def clean_outlet(given: Iterable[str], address: str | None) -> str | None:
    """The first usable name in `given`; a name that is only a host, an account or an abbreviation of the address
    yields to the table's."""
    known = outlet_of_host(address)
    names = [t for t in dict.fromkeys(given) if t and t.strip()]
    if len(names) > 1 and names[0].strip().lower() in AGENCIES:
        names = [*names[1:], names[0]]  # the agency that the story was taken from is not who publishes it here
    if len(names) > 1 and _letters(names[1]).startswith(_letters(names[0])) and names[1].startswith(f"{names[0]} "):
        names = names[1:]  # Sky, Sky News
    for text in names:
        name = re.sub(r"^(©|\(c\)|copyright)\W*(\d{4}\W*)*", "", " ".join(text.split()), flags=re.I).strip(" .|-–—")
        if not name or len(name) > 80 or name.startswith("@"):
            continue
        if (host := _HOST.fullmatch(name)) and name.islower():
            return known or outlet_of_host(f"http://{host.group(1)}") or host.group(1)
        if known and (name.islower() or (name.isupper() and len(name) < 5)):
            return known
        return name
    return known


def copyright_holder(lines: Iterable[str]) -> str | None:
    """The name in the first line that is a notice of copyright: "© 2021 Steppe Courier. All rights reserved". An agency
    or a company that made the site is none."""
    for line in lines:
        found = _NOTICE.search(line[:200])
        name = _COMPANY.sub("", next(filter(None, found.groups()), "").strip(" .,:|-–—")) if found else ""
        words = name.split()
        if 1 <= len(words) <= 6 and len(name) > 3 and name.lower() not in AGENCIES and all(
                w[0].isupper() or w in _SMALL for w in words) and not _ANYBODY.search(name):
            return name
    return None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def title_tail(page_title: str | None, heading: str | None) -> str | None:
    """What `<title>` adds behind the headline, where that reads like the name of an outlet: "A | World | Steppe
    Courier" of the headline "A" gives "Steppe Courier"."""
    parts = [p for p in _PARTS.split(" ".join((page_title or "").split())) if p]
    if len(parts) < 2 or not heading:
        return None
    tail, first = parts[-1], _letters(parts[0])
    if _letters(tail) in _letters(heading) and first not in _letters(heading):
        tail, first = parts[0], _letters(tail)  # the outlet comes first
    if _letters(tail) in _letters(heading) or (first not in _letters(heading) and _letters(heading) not in first):
        return None
    return tail if len(tail) < 50 and tail.count(" ") < 6 and any(c.isupper() for c in tail) else None


def plain_title(title: str | None, outlet: str | None, address: str | None, heading: str | None) -> str | None:
    """The title without " | Outlet", " - Outlet.com" and the sections before it."""
    title = " ".join((title or "")[:1000].split())
    if not title:
        return heading
    if heading and _letters(title).startswith(_letters(heading)) and len(heading) > 15:
        # the page's own headline is the title, when what follows it is set off
        rest = title[len(heading):]
        if not rest or _PARTS.match(rest):
            return heading
    if heading and title.endswith(("…", "...")) and _letters(heading).startswith(_letters(title)):
        return heading  # cut for a search engine
    names = {_letters(n) for n in (outlet, outlet_of_host(address)) if n}
    try:
        host = (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    names |= {_letters(host), _letters(host.partition(".")[0])} - {""}
    names |= {n.removeprefix("the") for n in names}
    marks = list(_PARTS.finditer(title))
    for i, mark in enumerate(marks):
        tail = _letters(title[mark.end():])
        last = _letters(title[marks[-1].end():])
        if tail.removeprefix("the") in names or (i == len(marks) - 1 and _is_of(tail, names)):
            return title[:mark.start()].strip()
        if last.removeprefix("the") in names and all(m.start() - n.end() < 25 for n, m in zip(marks[i:],
        marks[i + 1:], strict=False)):
            return title[:mark.start()].strip()  # sections stand between
    if marks and _letters(title[:marks[0].start()]) in names:
        return title[marks[0].end():].strip()
    return title


def _is_of(tail: str, names: set[str]) -> bool:
    """Whether it is an outlet's name with a word more or less (BBC News, CTVNews.ca)."""
    return any(len(n) > 2 and tail.startswith(n) and len(tail) - len(n) < 9 for n in names)
