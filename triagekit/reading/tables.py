"""Tables of log entries that somebody exported (CSV, with semicolons or tabs too; RFC 4180): what the header says, rows put together, raw lines.

A column with the raw line holds a log of its own: its lines are given with their places in the table, so that every reader of logs
reads them as if nobody had exported them.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from triagekit.reading.lines import Line
from triagekit.reading.logtimes import Clock, Stamp, leading

_DELIMITERS = ",;\t"
_COLUMNS = 200
_ROW = 1 << 20
"""Characters of a row with line ends in quotes; what is longer is not read."""
_LINES = 2_000
_NAME = re.compile(r"[A-Za-z_@][\w @./()\[\]#:-]{0,80}\Z")
_TIMES = frozenset({"_time", "@timestamp", "timegenerated", "timestamp", "time", "date", "datetime", "eventtime", "createddatetime", "event time", "published"})
_RAW = frozenset({"_raw", "@message", "raw", "rawdata", "raw message", "raw_message", "log", "logline"})
_SAID = frozenset({"message", "msg", "textpayload", "resultdescription", "log message", "content", "failure reason", "renderedmessage", "description", "details", "displaymessage", "body", "event", "logmessage"})
_LEVELS = frozenset({"level", "severity", "log.level", "loglevel", "severitylevel", "status"})
_RENAMED = {"severitylevel": "level", "log level": "level", "request id": "requestId", "correlation id": "correlationId", "correlationid": "correlationId", "ip address": "ip", "operationname": "operationName", "resultdescription": "message", "failure reason": "message", "http status": "status"}
CODES = frozenset({"sign-in error code", "errorcode", "resulttype", "error code"})
"""Columns that hold an identity provider's code."""
_FEW = 4
"""Columns up to which a message beside a time, without a level, is a raw line, as in CloudWatch's own export."""
_UNIT = re.compile(r"\s{0,2}[\[(](UTC|GMT|Local|[+-]\d\d:?\d\d)[\])]\s{0,2}$", re.IGNORECASE)
_KIBANA = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d(?:\.\d{1,9})?)\Z")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}), (\d{1,2}):(\d\d:\d\d)(\.\d{1,9})? ([AP])M\Z")


@dataclass(frozen=True, slots=True)
class Table:
    """What the header says."""

    delimiter: str
    names: tuple[str, ...]
    """As JSON entries call them."""
    raw: int
    """Column of the raw line, -1 when there is none."""
    time: int
    zone: str = ""
    """Of the time column, where its name tells it."""


def header(first: str) -> Table | None:
    """The table that this header begins; None when it is no header of log entries."""
    delimiter = max(_DELIMITERS, key=first.count)
    if not 1 <= first.count(delimiter) < _COLUMNS:
        return None
    try:
        told = next(csv.reader([first.lstrip("\ufeff")], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
    if len(told) < 2 or not all(_NAME.match(name.strip()) for name in told if name.strip()) or len({n.strip().lower() for n in told}) < len(told):
        return None
    plain = [_UNIT.sub("", name.strip()).lower() for name in told]
    time = next((n for n, name in enumerate(plain) if name in _TIMES), -1)
    raw = next((n for n, name in enumerate(plain) if name in _RAW), -1)
    if raw < 0 and time >= 0 and len(plain) <= _FEW and _LEVELS.union(CODES).isdisjoint(plain):
        raw = next((n for n, name in enumerate(plain) if name in ("message", "msg", "content", "textpayload")), -1)
    if raw < 0 and not (time >= 0 and not _SAID.union(_LEVELS, CODES).isdisjoint(plain)):
        return None
    unit = _UNIT.search(told[time]) if time >= 0 else None
    names = tuple("time" if n == time else _RENAMED.get(low, name.strip()) for n, (low, name) in enumerate(zip(plain, told, strict=True)))
    return Table(delimiter, names, raw, time, unit[1] if unit else "")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, over one line or several."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The row as it stands, line ends in quotes included."""
        return "\n".join(each.text for each in self.lines)

    @property
    def last(self) -> Line | None:
        """Its last line, where it has more than one."""
        return self.lines[-1] if len(self.lines) > 1 else None

    def cells(self, table: Table) -> list[str]:
        """Its fields without their quotes; none where it has more or fewer than the header."""
        text = self.text
        try:
            found = next(csv.reader(text.splitlines(keepends=True) if "\n" in text else [text], delimiter=table.delimiter, strict=True), [])
        except csv.Error:
            return []
        return found if len(found) == len(table.names) else []


@dataclass(slots=True)
class Rows:
    """Puts lines together that a quoted line end parts."""

    held: list[Line] = field(default_factory=list)
    size: int = 0
    quoted: bool = False

    def take(self, line: Line) -> Row | None:
        """The row that this line ends; None while a quote is open."""
        self.held.append(line)
        self.size += len(line.text)
        self.quoted ^= line.text.count('"') % 2 == 1
        if self.quoted and len(self.held) < _LINES and self.size < _ROW:
            return None
        made = Row(tuple(self.held))
        self.held, self.size, self.quoted = [], 0, False
        return made


class Own(NamedTuple):
    """One line of the log that stands in a column."""

    line: Line
    """The line of the table in which it stands."""
    text: str
    time: str
    """The row's time as it stands, at the first line of an entry."""
    begins: bool
    """It is the first line of an entry."""


def own_lines(found: Iterable[Line], table: Table) -> Iterator[Own]:
    """The lines of the column with the raw lines; rows that do not fit the header are given as they stand. The header is not among `found`."""
    rows = Rows()
    for line in found:
        row = rows.take(line)
        if row is not None:
            yield from _of_row(row, table)
    if rows.held:
        yield from _of_row(Row(tuple(rows.held)), table)


def _of_row(row: Row, table: Table) -> Iterator[Own]:
    cells = row.cells(table)
    if not cells:
        yield from (Own(line, line.text, "", True) for line in row.lines)
        return
    before = sum(cell.count("\n") for cell in cells[: table.raw])
    for n, text in enumerate(cells[table.raw].rstrip("\r\n").split("\n")):
        yield Own(row.lines[min(before + n, len(row.lines) - 1)], text.rstrip("\r"), cells[table.time] if n == 0 and table.time >= 0 else "", n == 0)


def stamp(text: str, table: Table, when: Clock) -> Stamp | None:
    """The time of a row, with the zone that its column's name tells; Kibana and Azure write it as their pages show it."""
    text = text.strip()
    if found := _KIBANA.match(text):
        text = f"{found[2]} {found[1]} {found[3]} {found[4]}"
    elif found := _SLASHED.match(text):
        hour = int(found[4]) % 12 + (12 if found[7] == "P" else 0)
        text = f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}T{hour:02d}:{found[5]}{found[6] or ''}"
    zone = table.zone.upper() if table.zone and table.zone.lower() != "local" else ""
    return leading(f"{text}{'Z' if zone in ('UTC', 'GMT') else zone}", when) or leading(text, when)
