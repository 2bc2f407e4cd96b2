"""WARC files (.warc, .warc.gz): web archives, as Common Crawl News and the Wayback Machine keep pages."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Iterator
from typing import IO, Any

from communique.errors import SourceError, TooLarge
from communique.sources.common import About, Found, Kind, shown
from communique.sources.unpack import Inflating

__all__ = ["KIND", "read"]

_PAGE = ("text/html", "application/xhtml")
_TEXT = ("text/plain",)


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The article of each page in a WARC file: responses with status 200, and the texts of WET files.

    The date of a capture is when the page was fetched, and so says nothing of when the story was published.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    any_record = False
    try:
        for record in _quietly(ArchiveIterator(stream)):
            if record.rec_type is None:
                raise ArchiveLoadFailed("a record without a type")
            any_record = True
            kind = _kind(record)
            if kind is None:
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            called = f"{name}:{shown(address)}"
            try:
                with contextlib.redirect_stderr(io.StringIO()):
                    data, charset = _payload(called, record, about)
            except SourceError as e:
                yield e
                continue
            yield from _inner(called, kind, data, about.inside(url=_web(address), charset=charset))
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError, IndexError, KeyError) as e:
        raise SourceError(name, "not a WARC file that can be read, or one that ends too early") from e
    if not any_record:
        raise SourceError(name, "not a WARC file that can be read: it holds no record")


def _inner(called: str, kind: str, data: bytes, about: About) -> Iterator[Found]:
    from communique.sources import read_stream
    from communique.sources.registry import kinds

    yield from read_stream(called, io.BytesIO(data), about, next(k for k in kinds() if k.name == kind))


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The records without what the library prints of damaged ones, which is a stranger's bytes."""
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _web(address: str) -> str | None:
    return address if address.startswith(("http://", "https://")) else None


def _kind(record: Any) -> str | None:
    """`page` or `text`, or None for what is neither (requests, pictures, redirects, metadata)."""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return None
        media = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type in {"resource", "conversion"}:
        media = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    media = media.lower()
    return "page" if media.startswith(_PAGE) else "text" if media.startswith(_TEXT) and record.rec_type != "response" \
        else None


def _payload(called: str, record: Any, about: About) -> tuple[bytes, str | None]:
    """The record's bytes, unpacked where HTTP had packed them, and the encoding that HTTP named."""
    limit = about.limits.article
    headers = record.http_headers
    packing = (headers.get_header("Content-Encoding") or "").strip().lower() if headers is not None else ""
    chunked = headers is not None and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    source: Any = record.raw_stream
    if chunked:
        from warcio.bufferedreaders import ChunkedDataReader

        source = ChunkedDataReader(record.raw_stream)
    if packing in {"gzip", "x-gzip", "deflate"}:
        data = io.BufferedReader(Inflating(called, source, about.limits, 47)).read(limit + 1)
    elif packing in {"", "identity"}:
        data = source.read(limit + 1)
    else:
        raise SourceError(called, f"packed as {shown(packing)[:20]}, which is not read")
    if len(data) > limit:
        raise TooLarge(called, f"larger than {limit / 1_000_000:g} MB")
    media = headers.get_header("Content-Type") or "" if headers is not None else ""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", media, re.I)
    return data, charset.group(1) if charset else None


def _is_warc(head: bytes) -> bool:
    return head[:5] == b"WARC/"


KIND = Kind("warc", read, (".warc", ".wet"), _is_warc)
