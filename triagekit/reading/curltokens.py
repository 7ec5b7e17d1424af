"""The four writings of a curl trace as one stream: -v, --trace, --trace-ascii, each with or without times.

See curl's src/tool_cb_dbg.c: `* ` info, `> ` and `< ` headers, `{ [n bytes data]`, or `== Info:`, `=> Send header`,
`<= Recv data` followed by dumped lines. Standard output may be mixed in, and a progress meter may stand before a mark.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import timedelta

from triagekit.reading.lines import Line, lines
from triagekit.reading.logtimes import clock_time
from triagekit.roles import Source

CHUNK = 65_536
"""Bytes kept of one dumped block."""

_METER = re.compile(r"[ \d]{3} {1,6}[\d.]{1,5}[kMGTP]? {1,4}\d{1,3} {1,6}[\d.]{1,5}[kMGTP]? {1,4}\d{1,3} {1,6}[\d.]{1,5}[kMGTP]? {1,8}[\d.]{1,5}[kMGTP]? {1,8}[\d.]{1,5}[kMGTP]? {1,3}[\d:dh-]{5,8} {1,3}[\d:dh-]{5,8} {1,3}[\d:dh-]{5,8} {1,6}[\d.]{1,5}[kMGTP]?")
_METER_HEAD = ("  % Total    % Received", "                                 Dload")
_BLOCK = re.compile(r"(?:== Info: |(=>|<=) (Send|Recv) (header|data|SSL data), (\d{1,15}) bytes)")
_DUMP = re.compile(r"([0-9a-f]{4,8}): ")
_HEX = re.compile(r"((?:[0-9a-f]{2} ){1,16})")
_IDS = re.compile(r"\[[\dx]{1,12}-[\dx]{1,12}\] ")
_TAIL = re.compile(r"(?:\* (?:Connection #\d{1,6} to host |Closing connection|shutting down|Curl_|Excess found|Mark bundle|HTTP error|Issue another|TLSv1)|curl: \(\d{1,3}\) )")
_DATA = re.compile(r"[{}] \[\d{1,15} bytes data\]")


@dataclass(frozen=True, slots=True)
class Token:
    """One thing a trace says."""

    kind: str
    """info | sent | received | sent-body | body | error | other."""
    text: str
    line: Line
    time: timedelta | None
    """Time of day, where the trace has times."""


@dataclass(slots=True)
class _Dump:
    """A dumped block that is being read."""

    kind: str
    line: Line
    time: timedelta | None
    left: int
    data: bytearray
    next_offset: int = 0
    hexadecimal: bool | None = None


_KINDS = {("=>", "header"): "sent", ("<=", "header"): "received", ("=>", "data"): "sent-body", ("<=", "data"): "body"}


def tokens(source: Source) -> Iterator[Token]:
    """The trace's tokens in order."""
    dump: _Dump | None = None
    for line in lines(source):
        for text in line.text.split("\r") if "\r" in line.text else (line.text,):
            if dump is not None:
                if _dumped(dump, text):
                    continue
                yield from _finished(dump)
                dump = None
            dump = yield from _line(line, text)
    if dump is not None:
        yield from _finished(dump)


def _line(line: Line, text: str) -> Generator[Token, None, _Dump | None]:
    """The tokens of one line, and the dump it opens."""
    found = _METER.match(text)
    if found:
        text = text[found.end() :]
        if not text.strip():
            return None
    time, text = _timed(text)
    block = _BLOCK.match(text)
    if block and block[1] is None:
        yield Token("info", text[9:].strip(), line, time)
    elif block:
        return _Dump(_KINDS.get((block[1], block[3]), ""), line, time, int(block[4]), bytearray())
    else:
        yield from _verbose(line, text, time)
    return None


def _timed(text: str) -> tuple[timedelta | None, str]:
    found = clock_time(text) if text[:2].isdigit() else None
    if not found:
        ids = _IDS.match(text)
        return None, text[ids.end() :] if ids else text
    rest = text[found[1] :].lstrip()
    ids = _IDS.match(rest)
    return found[0], rest[ids.end() :] if ids else rest


def _verbose(line: Line, text: str, time: timedelta | None) -> Iterator[Token]:
    mark = text[:2]
    if mark == "* ":
        yield Token("info", text[2:].strip(), line, time)
    elif mark in ("> ", ">"):
        yield Token("sent", text[2:], line, time)
    elif mark in ("< ", "<"):
        yield Token("received", text[2:], line, time)
    elif text.startswith("curl: ("):
        yield Token("error", text, line, time)
    elif not (_DATA.match(text) or text.startswith(_METER_HEAD)):
        yield from _mixed(line, text, time)


def _mixed(line: Line, text: str, time: timedelta | None) -> Iterator[Token]:
    """Standard output, which may run into a line of standard error because it lacks a line break of its own."""
    found = _TAIL.search(text) if "* " in text or "curl: (" in text else None
    meter = _METER.search(text) if found is None and "--:--" in text else None
    cut = found.start() if found else meter.start() if meter else text.find("  % Total    %")
    yield Token("body", text if cut < 0 else text[:cut], line, time)
    if found:
        yield from _verbose(line, text[cut:], time)
    elif meter and "* " in text[meter.end() :][:3]:
        yield from _verbose(line, text[meter.end() :].lstrip(), time)


def _dumped(dump: _Dump, text: str) -> bool:
    """Add a dumped line to its block; False when the line is not part of it."""
    found = _DUMP.match(text)
    if not found:
        return False
    offset, rest = int(found[1], 16), text[found.end() :]
    if offset and offset < dump.next_offset:
        return False
    if len(dump.data) >= CHUNK:
        return True
    hexed = _HEX.match(rest) if dump.hexadecimal is not False else None
    if dump.hexadecimal is None:
        dump.hexadecimal = hexed is not None and len(rest) >= 48 and (len(hexed[1]) == 48 or len(hexed[1]) // 3 == dump.left)
    if dump.hexadecimal and hexed:
        dump.data += bytes.fromhex(hexed[1])
        dump.next_offset = offset + len(hexed[1]) // 3
    elif dump.kind:
        if dump.data and offset > dump.next_offset:
            dump.data += b"\r\n" * ((offset - dump.next_offset) // 2)
        dump.data += rest.encode("latin-1", errors="replace")
        dump.next_offset = offset + len(rest)
    return True


def _finished(dump: _Dump) -> Iterator[Token]:
    text = dump.data.decode(errors="replace")
    if dump.kind in ("sent", "received"):
        for row in text.replace("\r\n", "\n").split("\n"):
            if row:
                yield Token(dump.kind, row, dump.line, dump.time)
    elif dump.kind and text:
        yield Token(dump.kind, text, dump.line, dump.time)
