"""Feeds read again and again: the stories that are new since the last round, with a place that is kept in a file."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from communique.errors import NoStory, SourceError, WrongLanguage
from communique.records import Article
from communique.sources import read_stream
from communique.sources.common import About, Found, shown
from communique.sources.feed import Entry, Feed, parse_feed, story_of
from communique.sources.fetch import Fetcher, is_address
from communique.sources.registry import kind_of_media

__all__ = ["Place", "Watch"]

#: entries of one feed that are remembered as read (more than any feed holds at a time)
_REMEMBERED = 5000
#: how often a page that could not be fetched is tried again, a round each
_TRIES = 3
#: rounds that a feed which fails again and again is left alone for, at most
_REST = 16


class Place(msgspec.Struct):
    """How far one feed has been read: `seen` holds the digests of entries, oldest first, `tried` how often an entry's
    page could not be fetched; `failures` in a row and the `rest` (rounds) that follows from them."""

    etag: str | None = None
    modified: str | None = None
    seen: list[str] = []
    tried: dict[str, int] = {}
    failures: int = 0
    rest: int = 0


class Watch:
    """New stories of some feeds. `feeds` are addresses or files; `file` keeps the place from one run to the next.

    After each round has been stored, `keep` writes the place: a run that is killed before that reads the round again,
    and nothing is lost. Raises SourceError for a file that holds no place.
    """

    def __init__(self, feeds: Iterable[str], file: Path, fetcher: Fetcher | None = None) -> None:
        self.feeds = tuple(dict.fromkeys(feeds))
        self.file = file
        self.fetcher = fetcher or Fetcher()
        self.places: dict[str, Place] = {}
        with contextlib.suppress(FileNotFoundError):
            try:
                self.places = msgspec.json.decode(file.read_bytes(), type=dict[str, Place])
            except msgspec.MsgspecError as e:
                raise SourceError(str(file), "not a place that `communique watch` has kept; move it away") from e

    def keep(self) -> None:
        """Writes the place; a crash in the middle leaves the one before."""
        new = self.file.with_name(f"{self.file.name}.new")
        new.write_bytes(msgspec.json.encode(self.places))
        new.replace(self.file)

    def round(self) -> Iterator[Found]:
        """What is new in each feed: articles, and an error for each entry or feed that can't be read."""
        pages: set[str] = set()
        for feed in self.feeds:
            place = self.places.setdefault(feed, Place())
            if place.rest > 0:
                place.rest -= 1
                continue
            try:
                read = self._feed(feed, place)
            except SourceError as e:
                place.failures += 1
                place.rest = min(_REST, 2 ** (place.failures - 1) - 1)
                yield e
                continue
            place.failures = 0
            if read is not None:
                yield from self._new(feed, read, place, pages)

    def _feed(self, feed: str, place: Place) -> Feed | None:
        """What the feed says now, None where it has not changed."""
        if not is_address(feed):
            try:
                return parse_feed(feed, Path(feed).read_bytes())
            except OSError as e:
                raise SourceError(feed, (e.strerror or str(e)).lower()) from e
        got = self.fetcher.fetch(feed, etag=place.etag, modified=place.modified)
        if got.status == 304:
            return None
        read = parse_feed(feed, got.data, got.url)
        place.etag, place.modified = got.etag, got.modified
        return read

    def _new(self, feed: str, read: Feed, place: Place, pages: set[str]) -> Iterator[Found]:
        seen = set(place.seen)
        unfinished = False
        for entry in reversed(read.entries):  # feeds have the newest first
            digest = hashlib.blake2b(entry.id.encode("utf-8", "replace"), digest_size=8).hexdigest()
            if digest in seen:
                continue
            if entry.link is None or entry.link not in pages:
                pages.add(entry.link or "")
                found = list(self._story(feed, read, entry))
                if any(_passing(f) for f in found) and (tries := place.tried.get(digest, 0) + 1) < _TRIES:
                    place.tried[digest] = tries
                    unfinished = True
                    yield from found
                    continue
                yield from found
            place.tried.pop(digest, None)
            place.seen.append(digest)
            seen.add(digest)
        if unfinished:
            place.etag = place.modified = None  # so that the feed is looked at again even if it stays as it is
        del place.seen[:-_REMEMBERED]

    def _story(self, feed: str, read: Feed, entry: Entry) -> Iterator[Found]:
        """The story of an entry: from its page, or else from the feed where that holds it whole."""
        about = About(outlet=read.title, published=entry.published, limits=self.fetcher.limits)
        found: list[Found] = []
        if entry.link is not None and is_address(feed):
            try:
                got = self.fetcher.fetch(entry.link)
                inner = replace(about, url=got.url, charset=got.charset)
                found = list(read_stream(entry.link, io.BytesIO(got.data), inner, kind_of_media(got.media)))
            except SourceError as e:
                found = [e]
        if not any(isinstance(f, Article | WrongLanguage) for f in found):
            try:
                found = [story_of(entry.link or f"{feed}:{shown(entry.id)}", entry, about)]
            except SourceError as e:
                found = found or [e]
        yield from found


def _passing(found: Found) -> bool:
    """Whether a failure may pass by itself: no answer, or the site's own error; not a page without a story."""
    if not isinstance(found, SourceError) or isinstance(found, NoStory | WrongLanguage):
        return False
    return found.reason.startswith(("no answer", "can't be fetched", "no such host", "the site answered 5"))
