"""The main job as a Python API: code one report, or read many into an archive."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import SourceError, WrongLanguage
from communique.records import Article, Record

if TYPE_CHECKING:  # what only codes needs no database
    from communique.archive import Archive

__all__ = ["ReadReport", "code", "code_sources", "read", "retry"]

#: A batch is written when it holds this many articles or is this old: what a killed run can lose.
BATCH_ARTICLES, BATCH_SECONDS = 50, 10.0


def code(report: str | Article, *, gate: bool = False, **about: Any) -> list[Record]:
    """The records of one report: the article first, the rest in order of evidence.

    `report` is an `Article`, or a text; with a text, `about` may hold ``published`` (ISO 8601), ``outlet``,
    ``url``, ``title`` and the like. With `gate`, what can't hold a record of public affairs is not parsed, as `read`
    does it: a report on sport, business or life gives no mentions either. Raises ModelError where no language model
    is installed.
    """
    from communique.coding import code_article
    from communique.knowledge import load_knowledge

    if isinstance(report, str):
        about.setdefault("id", "text:" + hashlib.blake2b(report.encode("utf-8", "replace"), digest_size=8).hexdigest())
        report = Article(text=report, **about)
    return code_article(report, load_knowledge(), gate)


def code_sources(sources: Iterable[str | Path], workers: int = 1, gate: bool = False,
                 **about: Any) -> Iterator[list[Record] | SourceError]:
    """The records of each report in `sources` (files, folders, ``-``), in order; what can't be read is yielded
    as the error that says why. Of a report in a language that is not coded the article alone is yielded, then the
    error. `workers` processes code at once. `gate` as for `code`. `about`: ``published``, ``outlet``, ``url`` for
    sources that don't say."""
    from communique.scale import code_all
    from communique.sources import read_sources

    for found in code_all(read_sources(sources, **about), workers, gate=gate):
        if isinstance(found, WrongLanguage) and found.article:
            yield [found.article]  # it was read; that it is not coded comes next
        yield found


@dataclass
class ReadReport:
    """What became of each source: `read` articles are new in the archive, `known` were there already, `skipped`
    could not be read. Of those that are new `empty` hold no record. `counts` has the new records by kind."""

    read: int = 0
    known: int = 0
    empty: int = 0
    skipped: list[SourceError] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def read(paths: str | Path | Iterable[str | Path], archive: str | Path | Archive | None = None,
         progress: Callable[[ReadReport], None] | None = None, merge: bool = True, workers: int = 1,
         gate: bool = True, **about: Any) -> ReadReport:
    """Reads reports into an archive and says what became of each.

    `paths` are files, folders or ``-``; `archive` a path (default: ``COMMUNIQUE_ARCHIVE``, else
    ``communique.duckdb`` here). An article that the archive holds is not coded again, so a run that was killed
    goes on where it stopped. `workers` processes code at once; what is written does not depend on how many. An article
    that can't be coded is set aside (`communique quarantine`). `progress` is called after each source. With `merge`,
    copies and reports of one event are found when all is read. With `gate`, what can't hold a record of public affairs
    is kept, but not parsed.
    """
    from communique.scale.coded import is_coded
    from communique.sources import read_sources

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    rest = [p for p in given if not is_coded(p)]
    ready = ReadReport()
    for folder in (p for p in given if is_coded(p)):
        _take_in(str(folder), archive, ready, merge and not rest)
        if progress:
            progress(ready)
    if given and not rest:
        return ready
    report = store(read_sources(rest, **about), archive, progress, merge, workers, gate)
    return _sum(ready, report)


def _opened(archive: str | Path | Archive | None) -> Archive:
    from communique.archive import Archive

    return archive if isinstance(archive, Archive) else Archive(archive)


def _sum(a: ReadReport, b: ReadReport) -> ReadReport:
    return ReadReport(read=a.read + b.read, known=a.known + b.known, empty=a.empty + b.empty,
                      skipped=a.skipped + b.skipped, counts=a.counts + b.counts, seconds=a.seconds + b.seconds)


def _take_in(folder: str, archive: str | Path | Archive | None, report: ReadReport, merge: bool) -> None:
    """Keeps what a cluster has coded (`communique.scale.coded`); what it could not read or code is told."""
    from communique.scale.coded import outcomes, read_coded

    started = time.monotonic()
    target = _opened(archive)
    target.store.prepare()
    coded = read_coded(folder)
    while some := list(islice(coded, BATCH_ARTICLES)):
        known = target.store.known([r[0].id for r in some if isinstance(r[0], Article)])
        fresh = [r for r in some if isinstance(r[0], Article) and r[0].id not in known]
        report.known += len(some) - len(fresh)
        report.read += target.store.write(fresh)
        report.empty += sum(len(records) == 1 for records in fresh)
        report.counts.update(str(r.__struct_config__.tag) for records in fresh for r in records)
    for outcome in outcomes(folder):
        report.skipped += [SourceError(e["source"], e["reason"], e["line"]) for e in outcome.skipped]
    if merge and report.read:
        target.merge()
    report.seconds += time.monotonic() - started


def store(found: Iterable[Article | SourceError], archive: str | Path | Archive | None = None,
          progress: Callable[[ReadReport], None] | None = None, merge: bool = True, workers: int = 1,
          gate: bool = True) -> ReadReport:
    """Codes articles and keeps them in an archive, as `read` does with those of its sources."""
    from communique.archive.quarantine import set_aside
    from communique.scale import Failed, code_all

    started = time.monotonic()
    target = _opened(archive)
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

    try:
        for made in code_all(_new(found, target, report), workers, gate=gate):
            if isinstance(made, SourceError):
                # the text of a report that is not coded is not kept
                report.skipped.append(WrongLanguage(made.source, made.reason, made.line)
                                      if isinstance(made, WrongLanguage) else made)
                if isinstance(made, Failed) and made.article:
                    set_aside(target.store, [(made.article, made.reason)])
            else:
                report.empty += len(made) == 1
                report.counts.update(str(r.__struct_config__.tag) for r in made)
                waiting.append(made)
            if len(waiting) >= BATCH_ARTICLES or time.monotonic() - written > BATCH_SECONDS:
                flush()
            if progress:
                report.seconds = time.monotonic() - started
                progress(report)
    finally:  # also where somebody stops it: what has been coded is kept
        flush()
    if merge and report.read:
        target.merge()
    report.seconds = time.monotonic() - started
    return report


def _new(found: Iterable[Article | SourceError], archive: Archive,
         report: ReadReport) -> Iterator[Article | SourceError]:
    """Passes on what the archive does not hold yet, and the errors; counts the rest. Looks up some at a time."""
    from communique.archive.quarantine import set_aside_among

    seen: dict[str, bytes] = {}
    left = iter(found)
    while some := list(islice(left, BATCH_ARTICLES)):
        ids = [a.id for a in some if isinstance(a, Article)]
        known = {key: _digest(text) for key, text in archive.store.known(ids).items()}
        aside = set_aside_among(archive.store, ids)
        for one in some:
            if isinstance(one, SourceError):
                yield one
                continue
            digest = seen.get(one.id) or known.get(one.id)
            if digest is None and one.id in aside:
                yield SourceError(one.source or "-", "set aside before as it could not be coded: communique quarantine")
            elif digest is None:
                seen[one.id] = _digest(one.text)
                yield one
            elif digest == _digest(one.text):
                report.known += 1
            else:
                yield SourceError(one.source or "-", f"another text has the id {one.id} in the archive: it is kept, "
                                                     "this one is not read")


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def retry(archive: str | Path | Archive, ids: Iterable[str] = (), workers: int = 1) -> ReadReport:
    """Codes again what was set aside (the articles of `ids`, or all) and writes what can be coded now."""
    from communique.archive.quarantine import release, set_aside, take_out
    from communique.scale import Failed, code_all

    target = _opened(archive)
    report = ReadReport()
    for made in code_all(take_out(target.store, list(ids)), workers):
        if isinstance(made, SourceError):
            report.skipped.append(made)
            if isinstance(made, Failed) and made.article:
                set_aside(target.store, [(made.article, made.reason)])
            continue
        report.read += target.store.write([made])
        report.counts.update(str(r.__struct_config__.tag) for r in made)
        release(target.store, [made[0].id] if isinstance(made[0], Article) else [])
    if report.read:
        target.merge()
    return report
