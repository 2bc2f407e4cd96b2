"""Bytes -> Article: what can be read, one file a kind of source (`registry` lists them)."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from communique.errors import SourceError, TooLarge
from communique.records import Article
from communique.sources.common import About, Found, Kind, Limits
from communique.sources.registry import kind_of_bytes, kind_of_media, kind_of_name
from communique.sources.unpack import BROKEN

if TYPE_CHECKING:
    from communique.sources.fetch import Fetcher

__all__ = ["About", "Found", "Kind", "Limits", "read_sources", "read_stream"]

_HEAD = 8192
#: how the reason begins where a reader failed in a way that nobody thought of
UNFORESEEN = "can't be read, for a reason that was not foreseen"


def read_sources(sources: Iterable[str | Path], *, published: str | None = None, outlet: str | None = None,
                 url: str | None = None, stdin: IO[bytes] | None = None,
                 limits: Limits | None = None, allow_private: bool = False,
                 fetcher: Fetcher | None = None) -> Iterator[Article | SourceError]:
    """The articles in `sources` (files, folders, addresses, ``-``), in order; what can't be read is yielded as the
    error that says why.

    `published`, `outlet` and `url` are for sources that don't say it themselves. Addresses are fetched by `fetcher`,
    or by one that is made for this call, which touches private addresses only with `allow_private`.
    """
    about = About(published=published, outlet=outlet, url=url, limits=limits or Limits())
    for source in sources:
        if str(source) == "-":
            yield from read_stream("-", stdin or sys.stdin.buffer, about)
        elif isinstance(source, str) and re.match(r"https?://", source, re.I):
            if fetcher is None:
                from communique.sources.fetch import Fetcher

                fetcher = Fetcher(allow_private=allow_private, limits=about.limits)
            yield from _address(source, about, fetcher)
        else:
            yield from _path(Path(source), about)


def _address(url: str, about: About, fetcher: Fetcher) -> Iterator[Found]:
    try:
        got = fetcher.fetch(url)
    except SourceError as e:
        yield e
        return
    inner = replace(about, url=about.url or got.url, charset=got.charset)
    yield from read_stream(url, io.BytesIO(got.data), inner, kind_of_media(got.media))


def read_stream(name: str, stream: IO[bytes], about: About, kind: Kind | None = None) -> Iterator[Found]:
    """The articles in a stream of bytes, of the kind that its first bytes show where none is given."""
    try:
        if kind is None:
            buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream, _HEAD)  # type: ignore[type-var]
            kind, stream = kind_of_bytes(buffered.peek(_HEAD)[:_HEAD]), buffered
        yield from kind.read(name, stream, about)
    except SourceError as e:
        yield e
    except OSError as e:
        yield _unreadable(name, e)
    except BROKEN:
        yield SourceError(name, "broken, or ends too early")
    except MemoryError:
        yield TooLarge(name, "needs more memory than there is")
    except Exception as e:  # a stranger's file must not end a run; bench/fuzz.py looks for what comes here
        yield SourceError(name, f"{UNFORESEEN} ({type(e).__name__}: {e}); please report it")


def _path(path: Path, about: About) -> Iterator[Found]:
    try:
        if path.is_dir():
            yield from _folder(path, path.resolve(), about)
            return
        if path.exists() and not path.is_file():
            yield SourceError(str(path), "neither a file nor a folder")
            return
        with path.open("rb") as stream:
            yield from read_stream(str(path), stream, about, kind_of_name(path.name))
    except (OSError, ValueError) as e:
        yield _unreadable(str(path), e)


def _folder(folder: Path, root: Path, about: About) -> Iterator[Found]:
    """All sources in a folder and those in it, in order of their names. Links that lead out of the folder, or in a
    circle, are not followed."""
    try:
        children = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as e:
        yield _unreadable(str(folder), e)
        return
    for child in children:
        try:
            if child.is_symlink():
                target = child.resolve()
                if not target.is_relative_to(root) or child.is_dir():
                    if child.is_dir() or kind_of_name(child.name):
                        yield SourceError(str(child), "a symbolic link, not followed" if child.is_dir() else
                                          "a symbolic link that leads out of the folder, not followed")
                    continue
            if child.is_dir():
                yield from _folder(child, root, about)
            elif kind_of_name(child.name):
                yield from _path(child, about)
        except (OSError, RuntimeError) as e:
            yield _unreadable(str(child), e)


def _unreadable(name: str, e: Exception) -> SourceError:
    reason = (e.strerror if isinstance(e, OSError) else None) or str(e) or type(e).__name__
    return SourceError(name, reason[:1].lower() + reason[1:])

