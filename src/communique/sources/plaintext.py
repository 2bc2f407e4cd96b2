"""Plain text (.txt): one article, character for character as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from communique.sources.common import About, Found, Kind, make_article, read_all
from communique.sources.dates import find_date
from communique.sources.decode import decode

__all__ = ["KIND", "read", "text_date"]

_LABEL = re.compile(r"\W*((published|posted|date|issued|released)\W*)?(on\W+)?", re.I)


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The one article of a text. A line of its own that is a date, among the first five, is the day of publication."""
    text = decode(name, read_all(name, stream, about), about.charset)
    yield make_article(name, text, about, published=text_date(text))


def text_date(text: str) -> str | None:
    """The date that stands alone on one of the first lines above the text proper, or None."""
    for line in [*filter(None, (line.strip() for line in text[:2000].splitlines()))][:5]:
        if len(line) > 90:
            return None
        found = find_date(line)
        if found and _LABEL.fullmatch(line[:found.start]) and not re.search(r"[^\W\d_]{4,}", line[found.end:]):
            return found.value
    return None


KIND = Kind("text", read, (".txt", ".text"))
