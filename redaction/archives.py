"""Archives that are one capture (a HAR with its bodies, a Fiddler session): every member a copy of its own, packed anew.

Members that cannot be read, or hold binary in which something would have to go, are left out and said to be so. Times and
attributes of members are not carried over, so that the same content gives the same archive.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from redaction.walkers import bodies
from triagekit.reading import texts, zips
from triagekit.reading.bytesource import HEAD, Blob, blob_of
from triagekit.reading.packed import DamagedError
from triagekit.roles import Head, Source

if TYPE_CHECKING:
    from redaction.copies import Copying

BUDGET = 1 << 30
"""Bytes that all members of one archive are unpacked to; what lies beyond is left out."""
SPOOL = 4 << 20
WHOLE = 8 << 20
"""A binary member up to this size is looked into."""
_THEN = (1980, 1, 1, 0, 0, 0)


class Spooled:
    """Bytes that were written to a temporary file, as a source."""

    def __init__(self, artifact: str, name: str, stream: BinaryIO, size: int) -> None:
        self.artifact, self._stream = artifact, stream
        stream.seek(0)
        data = stream.read(HEAD)
        self.head = Head(data, size, name, texts.decode_head(data))

    def open(self) -> BinaryIO:
        """A stream from the start."""
        return io.BufferedReader(_Again(self._stream), 1 << 16)

    def read(self, limit: int) -> bytes:
        """At most this many bytes."""
        self._stream.seek(0)
        return self._stream.read(limit)


class _Again(io.RawIOBase):
    """A reader over a shared temporary file, which stays open when the reader closes."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self._at = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        self._stream.seek(self._at)
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._at += len(data)
        return len(data)


def copy(copying: "Copying", source: Source) -> Iterator[bytes]:
    """The archive with every member clean."""
    blob = blob_of(source)
    listing = zips.directory(blob)
    if not listing.members:
        copying.not_examined.append((source.head.size, "an archive that cannot be opened is withheld from the copy"))
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as made:
        left, before = BUDGET, len(copying.not_examined)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in listing.members:
                if not member.folder:
                    left -= _member(copying, archive, (source.artifact, blob, member), left)
            packed = len(archive.namelist())
        if not packed:
            copying.not_examined[before:] = [(source.head.size, "an archive of which no member can be read is withheld from the copy")]
            return
        made.seek(0)
        while block := made.read(1 << 20):
            yield block


def _member(copying: "Copying", archive: zipfile.ZipFile, taken: tuple[str, Blob, zips.Member], left: int) -> int:
    """Copy one member; how many bytes it unpacked to."""
    artifact, blob, member = taken
    if member.refusal:
        copying.not_examined.append((member.packed, f"a member of the archive was left out: {member.refusal}"))
        return 0
    name = copying.cleaner.text(member.name)
    copying.settle(prefix="member name")
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as plain:
        size = _unpack(blob, member, plain, left)
        if size is None:
            copying.not_examined.append((member.packed, "a member of the archive is damaged or too large, and was left out"))
            return 0
        _pack(copying.within(f"{name} "), archive, Spooled(artifact, name, plain, size), member)  # type: ignore[arg-type]
    return size


def _unpack(blob: Blob, member: zips.Member, plain: "tempfile.SpooledTemporaryFile[bytes]", left: int) -> int | None:
    size = 0
    try:
        for chunk in zips.unpack(blob, member, []):
            size += len(chunk)
            if size > left:
                return None
            plain.write(chunk)
    except DamagedError:
        return None
    return size


def _pack(copying: "Copying", archive: zipfile.ZipFile, source: Spooled, member: zips.Member) -> None:
    from redaction import binaries

    entry = zipfile.ZipInfo(source.head.name, _THEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    if binaries.form(source.head) is binaries.withheld:
        data = source.read(WHOLE + 1)
        if len(data) > WHOLE or not bodies.binary(copying.cleaner, data):
            copying.not_examined.append((member.packed, "a binary member of the archive that no rule looks into was left out"))
            return
        archive.writestr(entry, data)
        return
    before = len(copying.not_examined)
    with archive.open(entry, "w") as out:
        for piece in copying.pieces(source):
            out.write(piece)
    scaled(copying.not_examined, before, member.packed)


def scaled(not_examined: list[tuple[int, str]], before: int, packed: int) -> None:
    """What was not looked into within a member counts at most as its packed bytes, because those were received."""
    left = packed
    for n in range(before, len(not_examined)):
        count = min(left, not_examined[n][0])
        not_examined[n] = (count, not_examined[n][1])
        left -= count
