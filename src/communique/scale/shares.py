"""A large job cut into shares: what one worker reads, codes and writes in one go, and can do over if it was lost.

A share is some pages, or a stretch of one JSON Lines file. Its name follows from what it reads, so that a job begun
again cuts the same shares and knows which are done.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Protocol

from communique.errors import SourceError
from communique.records import Article
from communique.sources import About, read_stream
from communique.sources.registry import kind_of_name

__all__ = ["Share", "Files", "cut", "open_files", "read_share"]

#: Bytes of a JSON Lines file in one share, and files of other kinds: a few hundred articles, some minutes' work.
STRETCH, TOGETHER = 1 << 20, 200


class Files(Protocol):
    """What is needed of a pyarrow file system: local folders, S3, Google Cloud Storage, HDFS."""

    def open_input_file(self, path: str) -> Any: ...

    def get_file_info(self, selector: Any) -> Any: ...


@dataclass(frozen=True)
class Share:
    """`paths` to read whole, or with `stop` the lines of the one path that begin in [start, stop) bytes."""

    root: str
    paths: tuple[str, ...]
    start: int = 0
    stop: int | None = None

    @property
    def name(self) -> str:
        """What its output is called: the same for the same share on any machine."""
        said = "\0".join((*self.paths, str(self.start), str(self.stop)))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def open_files(root: str) -> tuple[Files, str]:
    """The file system of a path or address (``s3://bucket/folder``, ``gs://...``), and the path on it.

    Raises SourceError where there is no such file system.
    """
    from pathlib import Path

    import pyarrow.fs as fs

    try:
        if "://" in root:
            found: tuple[Files, str] = fs.FileSystem.from_uri(root)
            return found
        return fs.LocalFileSystem(), str(Path(root).resolve())
    except (OSError, ValueError) as e:
        raise SourceError(root, f"no file system for it: {e}") from e


def cut(root: str) -> list[Share]:
    """The shares of a file or folder, in order of name. Raises SourceError where nothing is there.

    Hidden files, and links that lead elsewhere, are left alone, as a folder's are when it is read.
    """
    import pyarrow.fs as fs

    files, path = open_files(root)
    try:
        there = files.get_file_info(path)
        if there.type == fs.FileType.NotFound:
            raise SourceError(root, "no such file or folder")
        found = [there] if there.is_file else files.get_file_info(fs.FileSelector(path, recursive=True))
    except OSError as e:
        raise SourceError(root, f"can't be listed: {e}") from e
    shares: list[Share] = []
    pages: list[str] = []
    for info in sorted((f for f in found if f.is_file and not _hidden(f.path, path)), key=lambda f: f.path):
        if info.path.lower().endswith((".jsonl", ".ndjson")):
            shares += [Share(root, (info.path,), at, min(at + STRETCH, info.size))
                       for at in range(0, max(1, info.size), STRETCH)]
        elif kind_of_name(info.path) is not None:
            pages.append(info.path)
    shares += [Share(root, tuple(pages[i : i + TOGETHER])) for i in range(0, len(pages), TOGETHER)]
    if not shares:
        raise SourceError(root, "nothing in it that can be read")
    return shares


def _hidden(path: str, root: str) -> bool:
    return any(part.startswith(".") for part in path[len(root):].split("/"))


def read_share(share: Share, about: About) -> Iterator[Article | SourceError]:
    """The articles of a share; what can't be read is yielded as the error that says why."""
    files, _ = open_files(share.root)
    for path in share.paths:
        try:
            with files.open_input_file(path) as opened, io.BufferedReader(_Raw(opened)) as stream:
                if share.stop is None:
                    yield from read_stream(path, stream, about, kind_of_name(path))
                else:
                    data, before = _lines(stream, share.start, share.stop)
                    for found in read_stream(path, io.BytesIO(data), about, kind_of_name(path)) if data else ():
                        yield _placed(found, before)
        except OSError as e:
            yield SourceError(path, f"can't be read: {e}")


def _lines(stream: IO[bytes], start: int, stop: int) -> tuple[bytes, int]:
    """The bytes of the lines that begin in [start, stop), and the offset at which they begin."""
    at = start
    if start:
        stream.seek(start - 1)  # a line that begins at `start` is this share's
        at = start - 1 + len(stream.readline())
    if at >= stop:
        return b"", at
    stream.seek(at)
    data = stream.read(stop - at)
    if not data.endswith(b"\n"):
        data += stream.readline()
    return data, at


def _placed(found: Article | SourceError, before: int) -> Article | SourceError:
    """An error told by its line, counted from where the share begins."""
    if isinstance(found, SourceError) and before and found.line:
        return type(found)(found.source, f"{found.reason} (counted from byte {before})", found.line)
    return found


class _Raw(io.RawIOBase):
    """A pyarrow file as Python's readers want it."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.stream.seek(offset, whence)
        return int(self.stream.tell())

    def readinto(self, into: Any) -> int:
        data: bytes = self.stream.read(len(into))
        into[: len(data)] = data
        return len(data)
