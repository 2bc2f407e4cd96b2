"""Web pages (.html): the page reader as a kind of source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from communique.sources.common import About, Found, Kind, make_article, read_all

__all__ = ["KIND", "read"]

_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|article|div|p|h1|meta|table)\b", re.I)


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The one article of a page."""
    data = read_all(name, stream, about)
    from communique.sources.page import read_page  # late: it loads lxml and trafilatura

    page = read_page(name, data, charset=about.charset, url=about.url)
    yield make_article(name, page.text, about, title=page.title, bylines=page.bylines, outlet=page.outlet,
                       published=page.published, url=page.url)


def looks_like_page(head: bytes) -> bool:
    """Whether bytes begin as a page does."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1500].replace(b"\0", b"")
    return start[:1] == b"<" and bool(_PAGE.search(start))


KIND = Kind("page", read, (".html", ".htm", ".xhtml", ".shtml"), looks_like_page,
            ("text/html", "application/xhtml+xml"))
