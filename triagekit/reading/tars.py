"""Tar archives walked by ourselves (POSIX pax, ustar, GNU, v7): only regular members, no negative sizes, always forward."""

from collections.abc import Iterator
from dataclasses import dataclass

from triagekit.reading.bytesource import Blob

BLOCK = 512
MOST = 20_000
"""Members listed of one archive."""
_NAMES = 1 << 16
"""Most bytes of a long name or of pax records that are read."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member; its bytes are a stretch of the archive, never copied."""

    name: str
    blob: Blob
    refusal: str = ""
    """Why it will not be read, in our words."""
    cut: bool = False
    """The archive ends before the member does."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where and why the walk ended early, or what was left over."""

    word: str
    at: int
    left: int
    """Bytes not examined."""


def looks_like(head: bytes) -> bool:
    """The magic of ustar or GNU stands at 257, or the old format's checksum holds over a plausible name."""
    if head[257:262] == b"ustar":
        return True
    return len(head) >= BLOCK and head[:1].isalnum() and head[156:157] in (b"0", b"\x00", b"5") and _checksum_holds(head[:BLOCK]) and not head[:100].strip(b"\x00").count(b"\n")


def _checksum_holds(header: bytes) -> bool:
    told = _octal(header[148:156])
    return told is not None and told == sum(header[:148]) + 8 * 32 + sum(header[156:BLOCK])


def _octal(field: bytes) -> int | None:
    """A number as tar writes it: octal text, or base 256 when the first bit is set; None when it is neither."""
    if field[:1] in (b"\x80", b"\xff"):
        return int.from_bytes(field[1:], "big") if field[:1] == b"\x80" else -1
    text = field.strip(b" \x00").split(b"\x00")[0]
    try:
        return int(text, 8) if text else 0
    except ValueError:
        return None


@dataclass(slots=True)
class _Pending:
    """What pax and GNU headers say of the member that follows."""

    name: str = ""
    size: int | None = None


def members(blob: Blob) -> Iterator[Member | Fault]:
    """Members in order, then at most one fault. Total; every step goes forward by at least one block."""
    at, count = 0, 0
    told = _Pending()
    with blob.open() as stream:
        while at < blob.size and count < MOST:
            stream.seek(at)
            header = stream.read(BLOCK)
            if not header.strip(b"\x00"):
                yield from _after(blob, at)
                return
            size = _octal(header[124:136]) if len(header) == BLOCK and _checksum_holds(header) else None
            if told.size is not None:
                size = told.size
            if size is None or size < 0:
                yield Fault("a header is damaged" if size is None else "a member claims a negative size", at, blob.size - at)
                return
            kind, data = header[156:157], blob.part(at + BLOCK, size)
            at += BLOCK + -(-size // BLOCK) * BLOCK
            if kind in (b"x", b"g", b"L", b"K"):
                _note(told, kind, data)
                continue
            count += 1
            if kind != b"5":
                yield Member(told.name or _name(header), data, _refusal(kind), cut=data.size < size)
            told = _Pending()
    if at < blob.size:
        yield Fault(f"more than {MOST} members", at, blob.size - at)


def _refusal(kind: bytes) -> str:
    return "" if kind in (b"0", b"\x00", b"7") else "it is a link, a device or another thing that is not a file"


def _after(blob: Blob, at: int) -> Iterator[Fault]:
    """What stands behind the end mark: padding is fine, anything else is said."""
    rest = blob.read(1 << 16, at).strip(b"\x00")
    if rest:
        yield Fault("there is data behind the end of the archive", at, blob.size - at)


def _name(header: bytes) -> str:
    prefix = header[345:500].split(b"\x00")[0] if header[257:263] == b"ustar\x00" else b""
    plain = header[:100].split(b"\x00")[0]
    return (prefix + b"/" + plain if prefix else plain).decode("utf-8", "replace")


def _note(told: _Pending, kind: bytes, data: Blob) -> None:
    raw = data.read(_NAMES)
    if kind == b"L":
        told.name = raw.split(b"\x00")[0].decode("utf-8", "replace")
    elif kind == b"x":
        records = _records(raw)
        told.name = records.get(b"path", b"").decode("utf-8", "replace") or told.name
        digits = records.get(b"size", b"")
        told.size = int(digits) if digits.isdigit() and len(digits) < 19 else told.size


def _records(raw: bytes) -> dict[bytes, bytes]:
    """Pax records: length, space, key=value, line feed."""
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(raw):
        digits, space, _ = raw[at : at + 12].partition(b" ")
        if not space or not digits.isdigit() or int(digits) <= len(digits) + 1:
            break
        key, _, value = raw[at + len(digits) + 1 : at + int(digits) - 1].partition(b"=")
        found[key] = value
        at += int(digits)
    return found
