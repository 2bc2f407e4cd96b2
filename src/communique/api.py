"""The main job as a Python API: code one report, or read many into an archive."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.archive import Archive
from communique.errors import SourceError, WrongLanguage
from communique.records import Article, Record

__all__ = ["ReadReport", "code", "code_sources", "read"]

#: A batch is written when it holds this many articles or is this old: what a killed run can lose.
BATCH_ARTICLES, BATCH_SECONDS = 50, 10.0


def code(report: str | Article, **about: Any) -> list[Record]:
    """The records of one report: the article first, the rest in order of evidence.

    `report` is an `Article`, or a text; with a text, `about` may hold ``published`` (ISO 8601), ``outlet``,
    ``url``, ``title`` and the like. Raises ModelError where no language model is installed.
    """
    from communique.coding import code_article
    from communique.knowledge import load_knowledge

    if isinstance(report, str):
        about.setdefault("id", "text:" + hashlib.blake2b(report.encode("utf-8", "replace"), digest_size=8).hexdigest())
        report = Article(text=report, **about)
    return code_article(report, load_knowledge())


def code_sources(sources: Iterable[str | Path], **about: Any) -> Iterator[list[Record] | SourceError]:
    """The records of each report in `sources` (files, folders, ``-``), in order; what can't be read is yielded
    as the error that says why. Of a report in a language that is not coded the article alone is yielded, then the
    error. `about`: ``published``, ``outlet``, ``url`` for sources that don't say."""
    from communique.sources import read_sources

    for found in read_sources(sources, **about):
        if isinstance(found, WrongLanguage) and found.article:
            yield [found.article]  # it was read; that it is not coded comes next
        yield found if isinstance(found, SourceError) else code(found)


@dataclass
class ReadReport:
    """What became of each source: `read` articles are new in the archive, `known` were there already, `skipped`
    could not be read. `counts` has the new records by kind."""

    read: int = 0
    known: int = 0
    skipped: list[SourceError] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def read(paths: str | Path | Iterable[str | Path], archive: str | Path | Archive | None = None,
         progress: Callable[[ReadReport], None] | None = None, merge: bool = True, **about: Any) -> ReadReport:
    """Reads reports into an archive and says what became of each.

    `paths` are files, folders or ``-``; `archive` a path (default: ``COMMUNIQUE_ARCHIVE``, else
    ``communique.duckdb`` here). An article that the archive holds is not coded again, so a run that was killed
    goes on where it stopped. `progress` is called after each source. With `merge`, copies and reports of one event
    are found when all is read.
    """
    from communique.sources import read_sources

    started = time.monotonic()
    target = archive if isinstance(archive, Archive) else Archive(archive)
    target.store.prepare()
    report = ReadReport()
    waiting: list[list[Record]] = []
    written = started

    def flush() -> None:
        nonlocal written
        if waiting:
            report.read += target.store.write(waiting)
            waiting.clear()
        written = time.monotonic()

    given = [paths] if isinstance(paths, str | Path) else paths
    seen: dict[str, str] = {}
    for found in read_sources(given, **about):
        if isinstance(found, SourceError):
            report.skipped.append(found)
        else:
            text = seen.get(found.id) or target.store.known([found.id]).get(found.id)
            if text is None:
                records = code(found)
                report.counts.update(str(r.__struct_config__.tag) for r in records)
                waiting.append(records)
                seen[found.id] = found.text
            elif text == found.text:
                report.known += 1
            else:
                report.skipped.append(SourceError(found.source or "-", f"another text has the id {found.id} in the "
                                                  "archive: it is kept, this one is not read"))
        if len(waiting) >= BATCH_ARTICLES or time.monotonic() - written > BATCH_SECONDS:
            flush()
        if progress:
            report.seconds = time.monotonic() - started
            progress(report)
    flush()
    if merge and report.read:
        target.merge()
    report.seconds = time.monotonic() - started
    return report
