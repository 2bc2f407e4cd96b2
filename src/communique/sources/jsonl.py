"""JSON Lines (.jsonl): an object a line, with the `text` of an article and what else is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from communique.errors import NoStory, NotText, SourceError, TooLarge
from communique.records import Article
from communique.sources.common import About, Found, Kind, make_article
from communique.sources.dates import read_date
from communique.sources.decode import is_binary

__all__ = ["KIND", "article_of", "read"]

_FIELDS = ("url", "outlet", "title", "language")


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The article of each line; a line that can't be read is one error, and the next line is read."""
    any_line, number = False, 0
    limit = about.limits.article
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            yield TooLarge(name, f"a line larger than {limit / 1_000_000:g} MB", number)
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            any_line = True
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if is_binary(line):
                raise NotText(name, "binary, not text")
        if not line.strip():
            continue
        any_line = True
        try:
            yield article_of(name, _object(name, line, number), about, number)
        except SourceError as e:
            yield e
    if not any_line:
        yield NoStory(name, "empty")


def _object(name: str, line: bytes, number: int) -> dict[str, Any]:
    if b"\0" in line:
        raise NotText(name, "binary, not text", number)
    try:
        given = json.loads(line)
    except UnicodeDecodeError as e:
        raise NotText(name, "not UTF-8", number) from e
    except RecursionError as e:
        raise SourceError(name, "not JSON that can be read: nested too deep", number) from e
    except ValueError as e:
        raise SourceError(name, "not JSON", number) from e
    if not isinstance(given, dict):
        raise NoStory(name, "not a JSON object", number)
    return given


def article_of(name: str, given: dict[str, Any], about: About, line: int | None = None) -> Article:
    """The article that an object with `text` describes. Raises SourceError and its kinds."""
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        raise NoStory(name, "no text", line)
    said: dict[str, Any] = {k: given[k] for k in _FIELDS if isinstance(given.get(k), str) and given[k].strip()}
    if isinstance(given.get("published"), str) and given["published"].strip():
        said["published"] = given["published"] if _iso(given["published"]) else read_date(given["published"])
    bylines = given.get("bylines")
    if isinstance(bylines, list | str):
        said["bylines"] = tuple(str(b) for b in ([bylines] if isinstance(bylines, str) else bylines) if isinstance(b,
        str))
    if isinstance(given.get("id"), str | int) and not isinstance(given.get("id"), bool):
        said["id"] = str(given["id"])
    return make_article(name, text, about, line, **said)


def _iso(published: str) -> bool:
    """Whether it is a date of the contract already (also one without a day: 2017, 2017-02)."""
    return published[:4].isdigit() and (len(published) in {4, 7} or read_date(published) is not None) and \
        published[4:5] in {"", "-"} and (len(published) < 11 or published[10] == "T")


def looks_like_jsonl(head: bytes) -> bool:
    """Whether bytes begin with an object on one line."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


KIND = Kind("jsonl", read, (".jsonl", ".ndjson"), looks_like_jsonl)
