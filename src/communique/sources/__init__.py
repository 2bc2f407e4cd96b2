"""Bytes -> Article: web pages, plain text, JSON Lines, folders, standard input."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from communique.errors import NoStory, NotText, SourceError, TooLarge, WrongLanguage
from communique.records import Article

__all__ = ["MAX_BYTES", "read_sources"]

#: A source larger than this is refused (a JSON Lines file is read line by line and may be of any size).
MAX_BYTES = 20_000_000
_KINDS = {".html": "page", ".htm": "page", ".xhtml": "page", ".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def read_sources(sources: Iterable[str | Path], *, published: str | None = None, outlet: str | None = None,
                 url: str | None = None, stdin: IO[bytes] | None = None) -> Iterator[Article | SourceError]:
    """The articles in `sources`, in order; what can't be read is yielded as the error that says why."""
    about = {"published": published, "outlet": outlet, "url": url}
    for source in sources:
        name = str(source)
        if name == "-":
            data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
            yield from _guard("-", _sniff(data), data, about)
            continue
        yield from _path(Path(source), about)


def _path(path: Path, about: dict[str, Any]) -> Iterator[Article | SourceError]:
    try:
        if path.is_dir():
            for child in sorted(path.iterdir()):
                if child.is_dir() or child.suffix.lower() in _KINDS:
                    yield from _path(child, about)
            return
        kind = _KINDS.get(path.suffix.lower())
        if kind == "jsonl":
            with path.open("rb") as lines:
                yield from _jsonl(str(path), lines, about)
            return
        if path.stat().st_size > MAX_BYTES:
            yield TooLarge(str(path), f"larger than {MAX_BYTES // 1_000_000} MB")
            return
        data = path.read_bytes()
    except OSError as e:
        yield SourceError(str(path), (e.strerror or str(e)).lower())
        return
    yield from _guard(str(path), kind or _sniff(data), data, about)


def _guard(name: str, kind: str, data: bytes, about: dict[str, Any]) -> Iterator[Article | SourceError]:
    try:
        if len(data) > MAX_BYTES:
            raise TooLarge(name, f"larger than {MAX_BYTES // 1_000_000} MB")
        if not data.strip():
            raise NoStory(name, "empty")
        if kind == "jsonl":
            yield from _jsonl(name, data.splitlines(), about)
        elif kind == "page":
            from communique.sources.page import read_page

            found = read_page(name, data)
            yield _article(name, found.pop("text"), {**about, **{k: v for k, v in found.items() if v}})
        else:
            yield _article(name, _decode(name, data), about)
    except SourceError as e:
        yield e


def _sniff(data: bytes) -> str:
    head = data[:2000].lstrip().lower()
    if head.startswith(b"{"):
        return "jsonl"
    return "page" if re.search(rb"<(!doctype|html|head|body)\b", head) else "text"


def _decode(name: str, data: bytes) -> str:
    if b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText(name, "binary, not text")
    for encoding in ("utf-8-sig", "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _jsonl(name: str, lines: Iterable[bytes], about: dict[str, Any]) -> Iterator[Article | SourceError]:
    any_line = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        any_line = True
        try:
            given = json.loads(line)
            if not isinstance(given, dict):
                raise NoStory(name, "not a JSON object", number)
            if not isinstance(given.get("text"), str) or not given["text"].strip():
                raise NoStory(name, "no text", number)
            said = {k: given[k] for k in ("url", "outlet", "title", "published", "language")
                    if isinstance(given.get(k), str)}
            if isinstance(given.get("bylines"), list):
                said["bylines"] = tuple(str(b) for b in given["bylines"])
            if given.get("id") is not None:
                said["id"] = str(given["id"])
            yield _article(name, given["text"], {**about, **said}, number)
        except SourceError as e:
            yield e
        except (ValueError, RecursionError):
            yield SourceError(name, "not JSON", number)
    if not any_line:
        yield NoStory(name, "empty")


def _article(name: str, text: str, about: dict[str, Any], line: int | None = None) -> Article:
    if not text.strip():
        raise NoStory(name, "no story in it", line)
    language = about.get("language") or _language(text)
    if language[:2].lower() != "en":
        raise WrongLanguage(name, f"in the language {language!r}, which is not coded", line)
    made = about.get("id") or "article:" + hashlib.blake2b(f"{about.get('url') or Path(name).name}\n{text}".encode(
        "utf-8", "replace"), digest_size=8).hexdigest()
    return Article(**{**about, "id": made, "source": name, "text": text, "language": "en"})


def _language(text: str) -> str:
    letters = [c for c in text[:4000] if c.isalpha()]
    if not letters:
        return "und"
    if sum(c.isascii() for c in letters) < len(letters) / 2 or len(letters) > 200:
        import py3langid

        return str(py3langid.classify(text[:4000])[0])
    return "en"
