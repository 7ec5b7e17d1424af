"""Bytes of artifacts: stretches of files and of one private temp file, opened as often as needed, never held whole."""

import contextlib
import hashlib
import io
import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from triagekit.reading.texts import decode_head
from triagekit.roles import Head, Source

HEAD = 65536
"""Bytes of a head."""
STEP = 1 << 20
"""Bytes moved at a time."""


class _Window(io.RawIOBase):
    """A read-only stretch of an open file. Reads by position, so that streams on one descriptor do not disturb each other."""

    def __init__(self, handle: int, offset: int, size: int, owned: bool) -> None:
        super().__init__()
        self._handle, self._offset, self._size, self._owned = handle, offset, size, owned
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at}.get(whence, self._size)
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        room = min(len(view), self._size - self._at)
        data = read_at(self._handle, room, self._offset + self._at) if room > 0 else b""
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed and self._owned:
            os.close(self._handle)
        super().close()


def read_at(handle: int, length: int, offset: int) -> bytes:
    """At most `length` bytes at this place, without moving what others see (one thread where pread is missing)."""
    if hasattr(os, "pread"):
        return os.pread(handle, length, offset)
    os.lseek(handle, offset, os.SEEK_SET)
    return os.read(handle, length)


@dataclass(frozen=True, slots=True)
class Blob:
    """A stretch of bytes somewhere on disk."""

    opener: Callable[[], tuple[int, bool]]
    """Gives a file descriptor, and whether closing it is the reader's task."""
    offset: int
    size: int

    def open(self) -> BinaryIO:
        """A fresh, seekable stream of exactly `size` bytes at most."""
        handle, owned = self.opener()
        return io.BufferedReader(_Window(handle, self.offset, self.size, owned), 1 << 16)

    def part(self, offset: int, length: int) -> "Blob":
        """A stretch of this stretch; what lies outside is cut off."""
        start = min(max(offset, 0), self.size)
        return Blob(self.opener, self.offset + start, max(0, min(length, self.size - start)))

    def read(self, limit: int, offset: int = 0) -> bytes:
        """At most `limit` bytes from this offset."""
        with self.open() as stream:
            stream.seek(offset)
            return stream.read(limit)

    def sha256(self) -> str:
        """The digest of these bytes, as hex."""
        made = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(STEP):
                made.update(block)
        return made.hexdigest()


class NotRegularError(OSError):
    """A device, a pipe, a folder or another thing that is no file."""


def file_blob(path: Path, follow: bool = True) -> Blob:
    """A file's bytes, as many as it has now: it may grow, and is never waited for.

    Raises OSError when it cannot be opened and `NotRegularError` when it is no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | (0 if follow else getattr(os, "O_NOFOLLOW", 0))

    def opener() -> tuple[int, bool]:
        handle = os.open(path, flags)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise NotRegularError
        return handle, True

    handle, _ = opener()
    try:
        return Blob(opener, 0, os.fstat(handle).st_size)
    finally:
        os.close(handle)


class Spool:
    """One private temp file (0600, without a name where the system allows) that holds everything unpacked in a run."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._end = 0

    def _handle(self) -> tuple[int, bool]:
        if self._file is None:
            self._file = cast("BinaryIO", tempfile.TemporaryFile(prefix="tk-", buffering=0))  # noqa: SIM115 (lives as long as the run)
        return self._file.fileno(), False

    def keep(self, chunks: Iterable[bytes]) -> Blob:
        """Append these chunks and give them back as a blob. When `chunks` raises, what came before it is forgotten."""
        handle, _ = self._handle()
        start = at = self._end
        for chunk in chunks:
            at += _write_at(handle, chunk, at)
        self._end = at
        return Blob(self._handle, start, at - start)

    def close(self) -> None:
        """Give the disk space back."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()


def _write_at(handle: int, data: bytes, offset: int) -> int:
    done, view = 0, memoryview(data)
    os.lseek(handle, offset, os.SEEK_SET)
    while done < len(view):
        done += os.write(handle, view[done:])
    return done


@dataclass(slots=True)
class BlobSource:
    """A `Source` over a blob."""

    artifact: str
    head: Head
    blob: Blob

    def open(self) -> BinaryIO:
        """A fresh binary stream at the start."""
        return self.blob.open()

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes from the start."""
        return self.blob.read(limit)


def head_of(blob: Blob, name: str) -> Head:
    """The head of these bytes."""
    data = blob.read(HEAD)
    return Head(data, blob.size, name, decode_head(data))


def memory_source(data: bytes, name: str = "", artifact: str = "a0001") -> "MemorySource":
    """A source over bytes already in memory: a small archive member, or a test's input."""
    return MemorySource(artifact, Head(data[:HEAD], len(data), name, decode_head(data[:HEAD])), data)


@dataclass(slots=True)
class MemorySource:
    """A `Source` over bytes in memory."""

    artifact: str
    head: Head
    data: bytes

    def open(self) -> BinaryIO:
        """A fresh binary stream at the start."""
        return io.BytesIO(self.data)

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes from the start."""
        return self.data[:limit]


def blob_of(source: Source) -> Blob:
    """The bytes of a source as a blob, for readers that must jump about in them; other sources are copied to a temp file first."""
    if isinstance(source, BlobSource):
        return source.blob
    with source.open() as stream:
        return Spool().keep(iter(lambda: stream.read(STEP), b""))
