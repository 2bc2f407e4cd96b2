"""The archive for each request, over a connection of its own that is given back at once, so that writers get their
turn; what is dear is kept until the file changes."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from communique.archive import Archive
from communique.web.turns import Turns

__all__ = ["Asker", "Question"]

#: So many answers are kept for one state of the file.
KEPT = 256


class Asker:
    """Opens the archive at `path` for each request, in whatever thread it runs. `wait`: seconds that a request waits
    for a program that is writing."""

    def __init__(self, path: Path, wait: float = 60.0) -> None:
        self.archive, self.turns = Archive(path, wait), Turns()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._version: Hashable = None
        self._lock = threading.Lock()

    @property
    def path(self) -> Path:
        return self.archive.path

    @property
    def wait(self) -> float:
        return self.archive.store.wait

    def version(self) -> Hashable:
        """Changes whenever the file does."""
        found = []
        for path in (self.path, self.path.with_name(self.path.name + ".wal")):
            try:
                told = path.stat()
                found.append((told.st_mtime_ns, told.st_size, told.st_ino))
            except OSError:
                found.append((0, 0, 0))
        return tuple(found)

    @contextmanager
    def asking(self) -> Iterator[Question]:
        """The archive for the questions of one request, over one connection, which is opened for the first of them."""
        with ExitStack() as stack:
            yield Question(self, self.version(), stack)

    def forget(self) -> None:
        """Keeps nothing of what was answered."""
        with self._lock:
            self._kept.clear()

    def kept(self, version: Hashable, key: Hashable, make: Callable[[], Any]) -> Any:
        """The answer to `key` for this state of the file, made where it is not known yet."""
        with self._lock:
            if version != self._version:
                self._kept.clear()
                self._version = version
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            if version == self._version and self.version() == version:
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made


class Question:
    """One request's archive: `archive` answers, `kept` remembers."""

    def __init__(self, asker: Asker, version: Hashable, stack: ExitStack) -> None:
        self._asker, self._version, self._stack, self._opened = asker, version, stack, False
        self.today = dt.date.today()

    @property
    def archive(self) -> Archive:
        if not self._opened:
            self._stack.enter_context(self._asker.turns.reading())
            self._stack.enter_context(self._asker.archive.store.holding())
            self._opened = True
        return self._asker.archive

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The answer to `key`, made once for each state of the file and day."""
        return self._asker.kept(self._version, (self.today, key), make)
