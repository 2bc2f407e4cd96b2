"""Turns between those who read, so that whoever writes finds the file free now and then however many ask at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Turns"]


class Turns:
    """Lets readers in together; once some have been inside without a gap for `longest` seconds, those who come wait
    until all are out (no longer than `patience`), and `rest` seconds more: writers try four times a second."""

    def __init__(self, longest: float = 2.0, rest: float = 0.3, patience: float = 2.0) -> None:
        self.longest, self.rest, self.patience = longest, rest, patience
        self._inside, self._since, self._rests_until = 0, 0.0, 0.0
        self._change = threading.Condition()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """For as long as one reads."""
        with self._change:
            if self._inside and time.monotonic() - self._since > self.longest:
                self._change.wait_for(lambda: not self._inside, self.patience)
            left = self._rests_until - time.monotonic()
            if left > 0:
                self._change.wait(left)
            if not self._inside:
                self._since = time.monotonic()
            self._inside += 1
        try:
            yield
        finally:
            with self._change:
                self._inside -= 1
                if not self._inside:
                    if time.monotonic() - self._since > self.longest:
                        self._rests_until = time.monotonic() + self.rest
                    self._change.notify_all()
