"""Packed bytes -> a stream of what is in them, as much as the limits allow."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from typing import IO

from communique.errors import SourceError, TooLarge
from communique.sources.common import Limits

__all__ = ["BROKEN", "Inflating", "is_gzip", "opened"]

#: what the standard library raises of packed data that is damaged or cut, also while a member of it is being read
BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
_CHUNK = 65_536
#: what may be bigger than its packed form by any factor: small things say nothing about a bomb
_FREE = 1_000_000


def is_gzip(head: bytes) -> bool:
    """Whether bytes begin as gzip's do."""
    return head[:3] == b"\x1f\x8b\x08"


def opened(name: str, packed: IO[bytes], limits: Limits) -> IO[bytes]:
    """A buffered stream of what is in a stream of gzip (one member or many in a row)."""
    return io.BufferedReader(Inflating(name, packed, limits), _CHUNK)


class Inflating(io.RawIOBase):
    """gzip or zlib (`wbits` as zlib has them) unpacked piece by piece.

    Raises TooLarge when more comes out than ``limits.unpacked``, or ``limits.ratio`` times what went in: a few bytes
    that unpack to gigabytes are an attack, not a report. Raises SourceError where the packing is broken; a stream that
    ends too early gives what could be unpacked, and then that error.
    """

    def __init__(self, name: str, packed: IO[bytes], limits: Limits, wbits: int = 31) -> None:
        super().__init__()
        self._name, self._packed, self._limits, self._wbits = name, packed, limits, wbits
        self._zlib = zlib.decompressobj(wbits)
        self._waiting = b""
        self._in = self._out = 0
        self._ended, self._between = False, True  # between: at the start, or after one member and before the next

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._some(len(view))
        view[:len(data)] = data
        return len(data)

    def _some(self, most: int) -> bytes:
        """At most `most` bytes; none at the end."""
        while not self._ended:
            if not self._waiting:
                self._waiting = self._packed.read(_CHUNK)
                self._in += len(self._waiting)
                if not self._waiting:
                    self._ended = True
                    if not self._between:
                        raise SourceError(self._name, "packed data that ends too early")
                    return b""
            if self._between:
                self._zlib, self._between = zlib.decompressobj(self._wbits), False
            try:
                data = self._zlib.decompress(self._waiting, most)
            except zlib.error as e:
                self._ended = True
                raise SourceError(self._name, "packed data that is broken") from e
            self._waiting = self._zlib.unconsumed_tail
            if self._zlib.eof:
                self._between = True
                self._waiting = self._zlib.unused_data.lstrip(b"\0")  # padding may follow
            if data:
                self._out += len(data)
                if self._out > self._limits.unpacked or self._out > _FREE + self._in * self._limits.ratio:
                    self._ended = True
                    raise TooLarge(self._name, f"unpacks to more than {self._out / 1_000_000:.0f} MB, "
                                               f"{self._out // max(self._in, 1)} times its size")
                return data
        return b""

