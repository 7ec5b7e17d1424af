"""An entry of systemd's journal as an event, whichever way it was printed: its fields are the same in every form (systemd.journal-fields(7))."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple

from triagekit.reading.events import event, severity
from triagekit.reading.jsonfields import draft_of, time_of
from triagekit.reading.jsonlog import Entry, number, word
from triagekit.reading.logtimes import Clock
from triagekit.records import Record

TIMES = ("__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP")
"""Fields that tell the time in microseconds since 1970, UTC."""


_FIELD = re.compile(rb"([A-Z_][A-Z0-9_]{0,63})(?:=(.*))?$", re.DOTALL)
_SIZE = 8
"""Bytes in which an export tells a value's length, little-endian."""


class Piece(NamedTuple):
    """One line of an export, or one field that is told with its length."""

    name: bytes
    """Of the field; empty for an empty line and for one that is no field."""
    value: bytes
    sized: bool
    raw: bytes
    """The piece as it stands; of a long one the beginning."""
    length: int
    """Bytes that it takes in the artifact."""
    breaks: int
    """Line breaks among them."""

    @property
    def whole(self) -> bool:
        """Nothing of it was left out."""
        return len(self.raw) == self.length


def exported(stream: BinaryIO, longest: int) -> Iterator[Piece]:
    """The pieces of journalctl -o export, of each at most `longest` bytes kept (systemd.dev, Journal Export Formats)."""
    while row := stream.readline(longest):
        raw, length = row, len(row)
        while row and not row.endswith(b"\n"):
            row = stream.readline(longest)
            length += len(row)
        found = _FIELD.match(raw.rstrip(b"\r\n"))
        if found and found[2] is None and length == len(raw):
            yield _sized(stream, found[1], raw, longest)
        else:
            yield Piece(found[1] if found else b"", (found[2] or b"") if found else b"", False, raw, length, 1)


def _sized(stream: BinaryIO, name: bytes, line: bytes, longest: int) -> Piece:
    """The field whose name stood alone on its line: length, value, line break."""
    said = stream.read(_SIZE)
    left = int.from_bytes(said, "little") + 1
    kept, length, breaks = said, len(line) + len(said), 1 + said.count(b"\n")
    while left and (block := stream.read(min(left, longest))):
        left, length, breaks = left - len(block), length + len(block), breaks + block.count(b"\n")
        kept += block[: max(0, longest - len(kept))]
    return Piece(name, kept[_SIZE:].removesuffix(b"\n"), True, line + kept, length, breaks)


def sized(name: bytes, value: bytes) -> bytes:
    """A field told with its length, as an export writes it."""
    return name + b"\n" + len(value).to_bytes(_SIZE, "little") + value + b"\n"


def journal_event(entry: Entry, fields: Mapping[str, Any], clock: Clock, printed: datetime | None = None) -> Record:
    """The event of these fields; `printed` is the time that stands above them, for forms that leave the fields of time out."""
    draft = draft_of(entry, fields, clock, "journald")
    draft.text = _message(fields)
    draft.message = draft.text.partition("\n")[0]
    priority = number(fields, "PRIORITY")
    draft.level = severity(int(priority)) if priority is not None and 0 <= priority <= 7 else draft.level
    draft.at, draft.certain = time_of(fields, clock, TIMES)
    if draft.at is None and printed is not None:
        draft.at, draft.certain = printed, True
    draft.logger, draft.host = word(fields, "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM"), word(fields, "_HOSTNAME")
    draft.pairs = {}
    return event(draft)


def _message(fields: Mapping[str, Any]) -> str:
    """The message; in JSON one that is not UTF-8 is written as a list of byte values."""
    value = fields.get("MESSAGE")
    if isinstance(value, list):
        return bytes(b for b in value[:65_536] if isinstance(b, int) and 0 <= b < 256).decode(errors="replace")
    return value if isinstance(value, str) else ""
