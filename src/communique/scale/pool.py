"""Many articles over all cores: in order, in bounded memory, losing at most the article that breaks a worker.

Each worker is a fresh process that loads the model once. So many articles are under way at a time and no more, so that
the input may be of any size. When a worker dies (killed for memory, a fault in a compiled library) or does not come
back, the article that was waited for is coded again in a process of its own, and given up by name if it ends that too.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import SourceError
from communique.records import Article, Record, decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Failed", "code_all", "default_workers", "warm_up", "workers_for"]

#: Articles under way for each worker: enough to keep it busy while the first in order is waited for.
_AHEAD = 4
#: Seconds that one article may take before its worker is given up: hundreds of times what the longest report takes.
PATIENCE = 120.0


class Failed(SourceError):
    """An article that can't be coded: it raised an error, or broke its worker. `article` is the article."""

    def __init__(self, source: str, reason: str, article: Article | None = None) -> None:
        super().__init__(source, reason)
        self.article = article
        self.args = (source, reason, article)


def default_workers() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(sources: Sequence[str], asked: int | None) -> int:
    """How many workers to start: as asked; else one a core, but one alone for a few small files, which are coded sooner
    than a second process has loaded the model."""
    if asked is not None:
        return asked
    size = 0
    for source in sources:
        path = Path(source)
        if source == "-" or not path.is_file():
            return default_workers()
        size += path.stat().st_size
    return default_workers() if len(sources) > 20 or size > 500_000 else 1


def code_all(articles: Iterable[Article | SourceError], workers: int = 1,
             coder: Callable[[Article], list[Record]] | None = None,
             patience: float = PATIENCE, gate: bool = False) -> Iterator[list[Record] | SourceError]:
    """The records of each article, in order; an error in the input is passed on in its place, an article that can't be
    coded comes back as `Failed`.

    `workers` processes code at once (1: this one does). `coder` is what codes one article, by default
    `communique.code` with this `gate`; with several workers it must be importable by name.
    """
    work = coder or partial(_code, gate=gate)
    if workers <= 1:
        for found in articles:
            yield found if isinstance(found, SourceError) else _guarded(work, found)
        return
    yield from _Pool(workers, work, patience).run(articles)


def _code(article: Article, gate: bool = False) -> list[Record]:
    from communique.api import code

    warm_up()
    return code(article, gate=gate)


def _guarded(work: Callable[[Article], list[Record]], article: Article) -> list[Record] | SourceError:
    """Whatever goes wrong with one article is that article's fault line, never the run's end."""
    try:
        return work(article)
    except SourceError as e:
        return e
    except MemoryError:
        return _failed(article, "not coded: more memory than there is")
    except Exception as e:
        return _failed(article, f"not coded: {type(e).__name__}: {e}".splitlines()[0])


def _failed(article: Article, reason: str) -> Failed:
    return Failed(article.source or article.id, reason, article)


def _in_worker(work: Callable[[Article], list[Record]], line: bytes) -> bytes | SourceError:
    """Articles and records travel as their JSON lines, which is cheaper than pickling them."""
    article = decode(line)
    assert isinstance(article, Article)
    made = _guarded(work, article)
    return made if isinstance(made, SourceError) else b"\n".join(encode(r) for r in made)


def _quiet() -> None:
    """Ctrl-C is the parent's to handle. A worker has one core: its products of matrices need no helpers."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@lru_cache(maxsize=1)
def warm_up() -> None:
    """Loads model, knowledge and tables by coding a sentence, once a process, and has the garbage collector leave them
    alone: they stay for as long as the process does, and going through them costs a sixth of the coding."""
    from communique.api import code

    code(Article(id="warm", text="The foreign ministers of Kenya and Norway met in Oslo on Tuesday.", language="en"))
    gc.collect()
    gc.freeze()


class _Pool:
    def __init__(self, workers: int, work: Callable[[Article], list[Record]], patience: float) -> None:
        self.workers, self.work, self.patience = workers, work, patience
        self.pool = self._start(workers)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_quiet)

    def run(self, articles: Iterable[Article | SourceError]) -> Iterator[list[Record] | SourceError]:
        waiting: deque[tuple[Article | SourceError, Future[bytes | SourceError] | None]] = deque()
        try:
            for found in articles:
                waiting.append((found, None if isinstance(found, SourceError) else self._send(found)))
                while len(waiting) >= self.workers * _AHEAD:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            self._stop()

    def _send(self, article: Article) -> Future[bytes | SourceError]:
        try:
            return self.pool.submit(_in_worker, self.work, encode(article))
        except (BrokenProcessPool, RuntimeError) as e:  # broken since the last look: found out when it is asked for
            late: Future[bytes | SourceError] = Future()
            late.set_exception(BrokenProcessPool(str(e)))
            return late

    def _next(self, waiting: deque[tuple[Article | SourceError, Future[bytes | SourceError] | None]]
              ) -> list[Record] | SourceError:
        found, future = waiting.popleft()
        if isinstance(found, SourceError) or future is None:
            assert isinstance(found, SourceError)
            return found
        try:
            made = _received(future.result(self.patience))
        except (BrokenProcessPool, Late):
            self._stop()
            made = self._alone(found)
            self.pool = self._start(self.workers)
            for i, (other, before) in enumerate(waiting):  # what was under way with it went down with it
                if isinstance(other, Article) and not (before and before.done() and not before.exception()):
                    waiting[i] = (other, self._send(other))
        return made

    def _alone(self, article: Article) -> list[Record] | SourceError:
        """Codes one article in a process of its own: if that dies too, the article is what kills it."""
        pool = self._start(1)
        try:
            return _received(pool.submit(_in_worker, self.work, encode(article)).result(self.patience))
        except BrokenProcessPool:
            return _failed(article, "not coded: it ends its process (too little memory, or a fault in a library)")
        except Late:
            return _failed(article, f"not coded: it takes more than {self.patience:g} s")
        finally:
            _end(pool)

    def _stop(self) -> None:
        _end(self.pool)


def _received(made: bytes | SourceError) -> list[Record] | SourceError:
    return made if isinstance(made, SourceError) else [decode(line) for line in made.split(b"\n")]


def _end(pool: ProcessPoolExecutor) -> None:
    """Ends the pool at once, whatever its workers are doing."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with contextlib.suppress(ProcessLookupError, ValueError, AttributeError):
            process.kill()
