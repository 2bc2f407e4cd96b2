"""ZIP and tar files of sources, and gzip around anything. Nothing is written to disk; members are read as they come."""

from __future__ import annotations

import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from communique.errors import SourceError, TooLarge
from communique.sources.common import About, Found, Kind, shown
from communique.sources.unpack import is_gzip, opened

__all__ = ["KINDS", "read_gzip", "read_tar", "read_zip"]

#: what a tar file may say of a member in headers of its own (long names, PAX records)
_HEADER = 1_000_000
#: of a ZIP file that comes as a stream, this much is kept in memory, the rest in a temporary file
_IN_MEMORY = 32_000_000


def _inner(name: str, member: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """What is in a member, of the kind that its name says."""
    from communique.sources import read_stream
    from communique.sources.registry import kind_of_name

    if about.depth >= about.limits.depth:
        yield TooLarge(name, f"archives within archives, more than {about.limits.depth} deep")
        return
    yield from read_stream(name, stream, about.inside(), kind_of_name(member))


def read_zip(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The sources in a ZIP file, in its order. Members of unknown kinds are passed over; one that can't be read, that
    is encrypted or that unpacks to far more than its size is one error."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        if not stream.seekable():
            _spool(name, stream, spool, about)
            stream = spool
        try:
            with zipfile.ZipFile(stream) as packed:
                yield from _members(name, packed, about)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, ValueError) as e:
            raise SourceError(name, "not a ZIP file that can be read") from e


def _spool(name: str, stream: IO[bytes], spool: IO[bytes], about: About) -> None:
    size = 0
    while chunk := stream.read(1_000_000):
        size += len(chunk)
        if size > about.limits.unpacked:
            raise TooLarge(name, f"larger than {about.limits.unpacked / 1_000_000:g} MB")
        spool.write(chunk)
    spool.seek(0)


def _members(name: str, packed: zipfile.ZipFile, about: About) -> Iterator[Found]:
    from communique.sources.registry import kind_of_name

    total = 0
    if len(packed.infolist()) > about.limits.members:
        raise TooLarge(name, f"more than {about.limits.members:,} members")
    for member in packed.infolist():
        if member.filename.endswith("/") or not kind_of_name(member.filename):
            continue
        called = f"{name}:{shown(member.filename)}"
        total += member.file_size
        if total > about.limits.unpacked:
            raise TooLarge(name, f"unpacks to more than {about.limits.unpacked / 1_000_000:g} MB")
        if member.file_size > 1_000_000 + member.compress_size * about.limits.ratio:
            yield TooLarge(called, f"unpacks to {member.file_size // max(member.compress_size, 1)} times its size")
            continue
        if member.flag_bits & 1:
            yield SourceError(called, "encrypted")
            continue
        try:
            with packed.open(member) as stream:
                yield from _inner(called, member.filename, stream, about)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, ValueError, RuntimeError):
            yield SourceError(called, "a member that is broken, or packed in a way that is not known")


class _Member(tarfile.TarInfo):
    """A member whose own headers can't be used to fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str | None, errors: str) -> _Member:
        member = super().frombuf(buf, encoding, errors)  # type: ignore[arg-type]
        if member.size > _HEADER and member.type in b"".join(
                (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, b"X")):
            raise tarfile.ReadError("a header of more than a megabyte")
        return member


def read_tar(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The sources in a tar file, in its order. Links and devices are named and not followed."""
    from communique.sources.registry import kind_of_name

    count = total = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as packed:
            for member in packed:
                count += 1
                if count > about.limits.members:
                    raise TooLarge(name, f"more than {about.limits.members:,} members")
                packed.members = []  # type: ignore[attr-defined]  # else it keeps each header it has seen
                if not kind_of_name(member.name):
                    continue
                called = f"{name}:{shown(member.name)}"
                total += member.size
                if total > about.limits.unpacked:
                    raise TooLarge(name, f"unpacks to more than {about.limits.unpacked / 1_000_000:g} MB")
                file = packed.extractfile(member) if member.isreg() else None
                if file is None:
                    if not member.isdir():
                        yield SourceError(called, "a link or a device, not followed")
                    continue
                yield from _inner(called, member.name, file, about)
    except (tarfile.TarError, EOFError, ValueError, zlib.error) as e:
        raise SourceError(name, "not a tar file that can be read, or one that ends too early") from e


def read_gzip(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """What is in a gzip file, of the kind that its name without ``.gz`` says, or else its bytes."""
    inner = PurePosixPath(name).name
    if inner.lower().endswith(".tgz"):
        inner = f"{inner[:-4]}.tar"
    else:
        inner = inner[:-3] if inner.lower().endswith(".gz") else ""
    yield from _inner(name, inner, opened(name, stream, about.limits), about)


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _is_zip(head: bytes) -> bool:
    return head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


_ZIP = Kind("zip", read_zip, (".zip",), _is_zip)
_TAR = Kind("tar", read_tar, (".tar",), _is_tar)
_GZIP = Kind("gzip", read_gzip, (".gz", ".tgz"), is_gzip)
KINDS = (_ZIP, _TAR, _GZIP)
