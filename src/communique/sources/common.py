"""What every reader of a source shares: what is known beforehand, the limits, how an article is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from communique.errors import NoStory, SourceError, TooLarge, WrongLanguage
from communique.records import Article
from communique.sources.language import CODED, language_name, language_of

__all__ = ["About", "Found", "Kind", "Limits", "make_article", "read_all", "shown"]

#: What a reader yields, in order: an article, or the error that says why there is none.
Found = Article | SourceError


@dataclass(frozen=True)
class Limits:
    """How much is read at most. Sizes are in bytes."""

    #: one page, text, message or document; a line of a file of lines
    article: int = 20_000_000
    #: what one archive file may hold when unpacked (WARC, of which only a record is in memory at a time, has no such
    #: limit)
    unpacked: int = 2_000_000_000
    #: members of one archive file
    members: int = 200_000
    #: how often something packed may be bigger than its packed form, beyond the first megabyte
    ratio: int = 200
    #: archive files in archive files
    depth: int = 3


@dataclass(frozen=True)
class About:
    """What is known of a source before it is read; a source that says it itself wins."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    charset: str | None = None
    limits: Limits = field(default_factory=Limits)
    depth: int = 0

    def inside(self, **known: Any) -> About:
        """The same for something within this source."""
        return replace(self, **{k: v for k, v in known.items() if v is not None}, depth=self.depth + 1)


@dataclass(frozen=True)
class Kind:
    """A kind of source: its reader, and how it is known by its file name or its first bytes.

    `read(name, stream, about)` yields what it finds. It reads `stream` (binary, from its start) forwards. `name` is
    what errors and records name as the source. `media` are its media types on the web, `sniff` tells it by its first
    bytes.
    """

    name: str
    read: Callable[[str, IO[bytes], About], Iterator[Found]]
    suffixes: tuple[str, ...] = ()
    sniff: Callable[[bytes], bool] | None = None
    media: tuple[str, ...] = ()


def read_all(name: str, stream: IO[bytes], about: About) -> bytes:
    """The whole of a stream; raises TooLarge beyond the limit, NoStory when it is empty."""
    data = stream.read(about.limits.article + 1)
    if len(data) > about.limits.article:
        raise TooLarge(name, f"larger than {about.limits.article / 1_000_000:g} MB")
    if not data.strip():
        raise NoStory(name, "empty")
    return data


def make_article(name: str, text: str, about: About, line: int | None = None, **said: Any) -> Article:
    """The article with `text`, what the source `said`, and else what is known `about` it.

    Raises NoStory for a text without a letter, WrongLanguage (which holds the article, not to be coded) for one in
    a language that is not coded.
    """
    if not any(c.isalpha() for c in text[:100_000]):
        raise NoStory(name, "no text in it", line)
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise SourceError(name, "not text: it holds half of a character (a lone surrogate)", line)
    for key in ("published", "outlet", "url"):
        said[key] = said.get(key) or getattr(about, key)
    language = (said.pop("language", None) or language_of(text)).lower().replace("_", "-")
    made = said.pop("id", None) or "article:" + hashlib.blake2b(
        f"{said['url'] or Path(name).name}\n{text}".encode(), digest_size=8).hexdigest()
    coded = language[:2] in CODED and (len(language) == 2 or language[2] == "-")
    article = Article(id=made, source=name, text=text, language=language[:2] if coded else language, **said)
    if not coded:
        called = language_name(language)
        raise WrongLanguage(name, f"in {called}" if called.startswith("no ") else
                            f"in {called}, a language that is not coded", line, article=article)
    return article


def shown(name: str) -> str:
    """A name that a stranger gave (a member's, an address), without what a terminal would act on, and not too long."""
    plain = "".join(c if c.isprintable() else "?" for c in name)
    return plain if len(plain) <= 300 else f"{plain[:297]}..."
