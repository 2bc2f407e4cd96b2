"""RSS and Atom feeds: which stories they announce, and the texts of those that they hold whole."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from communique.errors import NoStory, SourceError
from communique.sources.common import About, Found, Kind, make_article, read_all, shown
from communique.sources.dates import read_date

__all__ = ["KIND", "Entry", "Feed", "parse_feed", "read", "story_of"]

#: an entry's own text is the story, and no teaser, when it has this many words in paragraphs
_WHOLE = 120
_MOST = 2000


@dataclass(frozen=True)
class Entry:
    """A story that a feed announces: `id` (unique in the feed), `link`, and what it says of it. `html` is the longest
    text that the feed itself has of it."""

    id: str
    link: str | None = None
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    html: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed's name and its entries, in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(name: str, data: bytes, url: str | None = None) -> Feed:
    """What a feed says. Raises SourceError for what is none. No entity is expanded, no address touched."""
    import feedparser

    head = data[:4096].lower()
    if b"<!entity" in data[:200_000].lower():
        raise SourceError(name, "not a feed that is read: it declares entities")
    if not re.search(rb"<(rss|feed|rdf:rdf|[a-z]+:feed)\b", head):
        raise SourceError(name, "not a feed")
    try:
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        entries = tuple(e for given in parsed.entries[:_MOST] if (e := _entry(given, url)) is not None)
        return Feed(_plain(parsed.feed.get("title")), entries)
    except (ValueError, TypeError, AttributeError, KeyError, AssertionError, RecursionError, LookupError) as e:
        raise SourceError(name, "not a feed that can be read") from e


def _plain(text: Any) -> str | None:
    plain = " ".join(re.sub(r"<[^>]{0,300}>", " ", text).split()) if isinstance(text, str) else ""
    return plain or None


def _entry(given: Any, url: str | None) -> Entry | None:
    link = given.get("link")
    try:
        link = urljoin(url or "", link) if isinstance(link, str) else None
        if urlsplit(link or "").scheme not in {"http", "https"}:
            link = None
    except ValueError:
        link = None
    key = given.get("id") or link or given.get("title")
    if not isinstance(key, str) or not key.strip():
        return None
    texts = [c.get("value") for c in given.get("content") or () if isinstance(c, dict)] + [given.get("summary")]
    html = max((t for t in texts if isinstance(t, str)), key=len, default="")
    day = next((d for k in ("published", "issued", "created", "updated") if isinstance(given.get(k), str)
                and (d := read_date(given[k]))), None)
    authors = tuple(a["name"] for a in given.get("authors") or ()
                    if isinstance(a, dict) and isinstance(a.get("name"), str))
    return Entry(key.strip()[:500], link, _plain(given.get("title")), day, authors, html)


def story_of(name: str, entry: Entry, about: About) -> Found:
    """The article that the feed itself holds of an entry; raises NoStory where it only has a teaser or a link."""
    from communique.sources.page import read_page
    from communique.sources.page.bylines import clean_bylines

    words = len(re.sub(r"<[^>]{0,500}>", " ", entry.html).split())
    if words < _WHOLE:
        raise NoStory(name, "the feed has no more than a teaser of it" + ("; read its address" if entry.link else ""))
    body = entry.html if "<p" in entry.html.lower() or "<br" in entry.html.lower() else f"<p>{entry.html}</p>"
    whole = f"<html><body><article>{body}</article></body></html>"
    page = read_page(name, whole.encode("utf-8", "replace"), charset="utf-8")
    return make_article(name, page.text, about, title=entry.title, url=entry.link, published=entry.published,
                        bylines=clean_bylines(entry.authors, about.outlet) or page.bylines)


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The articles of the entries whose text the feed holds whole; one error for each of the others. (`communique
    watch` reads the pages that a feed links to.)"""
    feed = parse_feed(name, read_all(name, stream, about), about.url)
    if not feed.entries:
        raise NoStory(name, "a feed without entries")
    inner = about.inside(outlet=about.outlet or feed.title)
    for entry in feed.entries:
        try:
            yield story_of(f"{name}:{shown(entry.link or entry.id)}", entry, inner)
        except SourceError as e:
            yield e


def _is_feed(head: bytes) -> bool:
    start = re.sub(rb"<!--(?:(?!-->).)*-->|<\?[^>]*>", b"", head.removeprefix(b"\xef\xbb\xbf"), flags=re.S)
    return bool(re.match(rb"\s*<(rss|feed|rdf:rdf)\b", start, re.I))


KIND = Kind("feed", read, (".rss", ".atom", ".xml"), _is_feed, ("application/rss+xml", "application/atom+xml"))
