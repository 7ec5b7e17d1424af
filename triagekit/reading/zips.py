"""Zip archives walked by ourselves (APPNOTE 6.3): names are data, sizes are not believed, nothing is extracted to a path."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO

from triagekit.reading.bytesource import Blob
from triagekit.reading.packed import METHODS, DamagedError

MOST = 20_000
"""Members listed of one archive."""

_END = b"PK\x05\x06"
_CENTRAL = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the directory tells it."""

    name: str
    size: int
    """Unpacked, as claimed."""
    packed: int
    method: int
    crc: int
    at: int
    """Offset of its local header."""
    refusal: str = ""
    """Why it will not be read, in our words; empty when it can be tried."""
    folder: bool = False


@dataclass(slots=True)
class Directory:
    """All members of an archive, and what is wrong with it as a whole."""

    members: list[Member] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    overlaps: bool = False
    """Members share bytes, as in an archive made to fill the disk (Fifield 2019)."""


def looks_like(head: bytes) -> bool:
    """Starts like a zip archive (a member, an empty directory, or a spanning mark before it)."""
    return head.startswith((_LOCAL, _END, b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04"))


def hidden(blob: Blob) -> bool:
    """An archive behind other bytes: a directory that ends exactly where the bytes end, and starts where it says."""
    with blob.open() as stream:
        return _find_end(blob, stream) is not None


def directory(blob: Blob) -> Directory:
    """The central directory, or the local headers one by one when that is missing. Total."""
    with blob.open() as stream:
        found = _find_end(blob, stream)
        if found is None:
            return _salvage(blob, stream)
        listing = _walk(stream, found)
        lies = not listing.members and blob.read(4) == _LOCAL  # an empty directory over an archive that begins with a member
        return _salvage(blob, stream) if lies else listing


@dataclass(frozen=True, slots=True)
class _End:
    start: int
    size: int
    shift: int
    """How far everything stands behind where the archive thinks it does (a prefix)."""


def _find_end(blob: Blob, stream: BinaryIO) -> _End | None:
    base = max(0, blob.size - 65_557)
    stream.seek(base)
    tail = stream.read(65_557)
    at = tail.rfind(_END)
    for _ in range(50):
        if at < 0:
            return None
        found = _end_at(stream, tail, at, base)
        if found is not None:
            return found
        at = tail.rfind(_END, 0, at)
    return None


def _end_at(stream: BinaryIO, tail: bytes, at: int, base: int) -> _End | None:
    if len(tail) - at < 22:
        return None
    count, size, offset = struct.unpack_from("<HII", tail, at + 10)
    where = base + at
    if 0xFFFF in (count,) or 0xFFFFFFFF in (size, offset):
        wide = _zip64(stream, where)
        if wide is not None:
            size, offset, where = wide
    start = where - size
    if size > where or offset > start:
        return None
    stream.seek(start)
    return _End(start, size, start - offset) if (size == 0 and count == 0) or stream.read(4) == _CENTRAL else None


def _zip64(stream: BinaryIO, where: int) -> tuple[int, int, int] | None:
    """Size, offset and end of the directory by the ZIP64 records in front of the end record."""
    stream.seek(max(0, where - 20))
    locator = stream.read(20)
    if where < 76 or not locator.startswith(b"PK\x06\x07"):
        return None
    for place in (struct.unpack_from("<Q", locator, 8)[0], where - 76):
        stream.seek(min(place, where))
        record = stream.read(56)
        if len(record) == 56 and record.startswith(b"PK\x06\x06"):
            size, offset = struct.unpack_from("<QQ", record, 40)
            return size, offset, min(place, where)
    return None


def _walk(stream: BinaryIO, end: _End) -> Directory:
    found = Directory()
    stream.seek(end.start)
    left = end.size
    while left >= 46:
        header = stream.read(46)
        if not header.startswith(_CENTRAL) or len(header) < 46:
            found.faults.append("the directory of the archive is damaged")
            break
        lengths = struct.unpack_from("<HHH", header, 28)
        rest = stream.read(sum(lengths))
        left -= 46 + sum(lengths)
        if len(found.members) >= MOST:
            found.faults.append(f"more than {MOST} members; the rest was not listed")
            break
        found.members.append(_central(header, rest, lengths, end.shift))
    _judge(found)
    return found


def _central(header: bytes, rest: bytes, lengths: tuple[int, int, int], shift: int) -> Member:
    made, _, flags, method, _, crc, packed, size = struct.unpack_from("<HHHHIIII", header, 4)
    attributes, at = struct.unpack_from("<II", header, 38)
    extra = rest[lengths[0] : lengths[0] + lengths[1]]
    size, packed, at = _wide(extra, size, packed, at)
    name = name_of(rest[: lengths[0]], flags)
    mode = attributes >> 16 if made >> 8 == 3 else 0
    folder = name.endswith("/") or (mode & 0o170000) == 0o040000
    return Member(name, size, packed, method, crc, at + shift, _refusal(flags, method, mode), folder)


def _refusal(flags: int, method: int, mode: int) -> str:
    if flags & 0x2041:
        return "it is encrypted"
    if mode & 0o170000 not in (0, 0o100000, 0o040000):
        return "it is a link or a device, not a file"
    return "" if method in METHODS else f"it is packed in an unknown way (method {method})"


def _wide(extra: bytes, size: int, packed: int, at: int) -> tuple[int, int, int]:
    """The 64-bit values of extra field 1, for those that say 0xFFFFFFFF (4.5.3)."""
    place = 0
    while place + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, place)
        if tag == 1:
            numbers = iter(struct.unpack_from(f"<{min(length, len(extra) - place - 4) // 8}Q", extra, place + 4))
            values = [next(numbers, v) if v == 0xFFFFFFFF else v for v in (size, packed, at)]
            return values[0], values[1], values[2]
        place += 4 + length
    return size, packed, at


def name_of(raw: bytes, flags: int) -> str:
    """The member's name: UTF-8 where it is that, else code page 437 as DOS wrote it."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437" if not flags & 0x800 else "latin-1")


def _judge(found: Directory) -> None:
    names = [m.name for m in found.members]
    if len(set(names)) < len(names):
        found.faults.append("several members have the same name; each was read")
    files = sorted((m.at, m.at + 30 + len(m.name.encode("utf-8", "replace")) + m.packed) for m in found.members if not m.folder)
    if any(end > start for (_, end), (start, _) in pairwise(files)):
        found.overlaps = True
        found.faults.append("members of the archive overlap, as in an archive made to fill the disk")


def _salvage(blob: Blob, stream: BinaryIO) -> Directory:
    """Members by their local headers, for an archive whose end is missing. Stops at the first without a size."""
    found = Directory(faults=["the archive is cut off: its directory is missing"])
    at = 4 if blob.read(8)[:4] in (b"PK\x07\x08", b"PK00") else 0
    while len(found.members) < MOST:
        stream.seek(at)
        header = stream.read(30)
        if len(header) < 30 or not header.startswith(_LOCAL):
            break
        flags, method, _, crc, packed, size, names, extras = struct.unpack_from("<HHIIIIHH", header, 6)
        name = name_of(stream.read(names), flags)
        streamed = bool(flags & 8) and not packed
        reach = blob.size - at - 30 - names - extras if streamed else packed
        found.members.append(Member(name, size, max(0, reach), method, crc if not streamed else -1, at, _refusal(flags, method, 0), name.endswith("/")))
        if streamed:
            break
        at += 30 + names + extras + packed
    return found


def unpack(blob: Blob, member: Member, notes: list[str]) -> Iterator[bytes]:
    """The member's bytes; what is odd about it goes to `notes`. Raises DamagedError. The caller holds the budget."""
    with blob.open() as stream:
        stream.seek(member.at)
        header = stream.read(30)
        if len(header) < 30 or not header.startswith(_LOCAL):
            raise DamagedError("it is not where the directory says")
        flags, names, extras = struct.unpack_from("<H", header, 6)[0], *struct.unpack_from("<HH", header, 26)
        if name_of(stream.read(names), flags) != member.name:
            notes.append("the archive gives it two different names")
        start = member.at + 30 + names + extras
    crc, count = 0, 0
    with blob.part(start, member.packed).open() as stream:
        for chunk in METHODS[member.method](stream):
            crc, count = zlib.crc32(chunk, crc), count + len(chunk)
            yield chunk
    if member.crc >= 0 and (crc != member.crc or count != member.size):
        notes.append("its size or checksum is not what the archive says")
