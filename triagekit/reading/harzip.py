"""A HAR in an archive with its bodies beside it, as Playwright writes it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from triagekit.model import Defect, Location
from triagekit.reading import bytesource, texts, zips
from triagekit.reading.harstream import HarStream
from triagekit.reading.packed import DamagedError
from triagekit.records import Coverage
from triagekit.roles import Head, Item, Source

_LOG_NAME = re.compile(r"[^/]{1,200}\.har\Z", re.IGNORECASE)
_BODY_NAME = re.compile(r"[0-9a-f]{40}(?:[-.][\w.-]{1,40})?\Z")


def is_har(names: list[str]) -> bool:
    """One HAR, and beside it nothing but bodies named by their digest."""
    logs = [n for n in names if _LOG_NAME.match(n)]
    return len(logs) == 1 and all(n in logs or _BODY_NAME.match(n) for n in names)


class _Bodies(dict[str, bytes]):
    """Bodies beside a HAR in its archive, unpacked when asked for and not kept."""

    def __init__(self, blob: bytesource.Blob, members: list[zips.Member]) -> None:
        super().__init__()
        self._blob, self._members = blob, {m.name: m for m in members if not m.refusal}

    def get(self, name: str, default: Any = None) -> Any:
        member = self._members.get(name)
        if member is None:
            return default
        found = bytearray()
        try:
            for chunk in zips.unpack(self._blob, member, []):
                found += chunk
                if len(found) >= 65536:
                    break
        except DamagedError:
            pass
        return bytes(found[:65536])


class _Unpacked(io.RawIOBase):
    """A member of an archive as a stream; damage ends it."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks, self._ready = chunks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            try:
                self._ready = next(self._chunks)
            except (StopIteration, DamagedError):
                return 0
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


@dataclass(slots=True)
class _Member:
    """The HAR inside an archive as a source of its own."""

    artifact: str
    head: Head
    blob: bytesource.Blob
    member: zips.Member

    def open(self) -> BinaryIO:
        return io.BufferedReader(_Unpacked(zips.unpack(self.blob, self.member, [])), 1 << 16)

    def read(self, limit: int) -> bytes:
        with self.open() as stream:
            return stream.read(limit)


def items(source: Source) -> Iterator[Item]:
    """Everything in it, as from a HAR of its own."""
    blob = bytesource.blob_of(source)
    listing = zips.directory(blob)
    log = next((m for m in listing.members if _LOG_NAME.match(m.name) and not m.refusal), None)
    for fault in listing.faults:
        yield Defect("TK-IO-020", Location(source.artifact), fault)
    if log is None:
        yield Defect("TK-IO-023", Location(source.artifact), "the HAR in the archive cannot be read")
        yield Coverage(skipped=source.head.size, why="the HAR in the archive cannot be read")
        return
    inner = _Member(source.artifact, Head(b"", log.size, log.name, ""), blob, log)
    data = inner.read(bytesource.HEAD)
    inner.head = Head(data, log.size, log.name, texts.decode_head(data))
    for item in HarStream(inner, inner.head, _Bodies(blob, listing.members)).items():
        if not isinstance(item, Coverage) or item.refused:
            yield replace(item, examined=0, skipped=0) if isinstance(item, Coverage) else item
    yield Coverage(examined=source.head.size)
