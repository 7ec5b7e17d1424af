"""Log entries exported as a table (CSV, with semicolons or tabs too): Splunk, Kibana, CloudWatch Logs Insights, Log Analytics, sign-in logs.

The header names what each column holds. A column with the raw line is read as that line; other rows by what their columns are
called, as a JSON entry is (RFC 4180; quotes doubled, line ends inside quotes).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from triagekit.model import Defect
from triagekit.reading.accesslog import FIELDS
from triagekit.reading.anyline import every_line
from triagekit.reading.jsonfields import any_object
from triagekit.reading.jsonlog import Entry
from triagekit.reading.lines import Line, lines, location, sample
from triagekit.reading.logtimes import Clock, Stamp, clock, leading
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_DELIMITERS = ",;\t"
_COLUMNS = 200
_ROW = 1 << 20
"""Characters of a row with line ends in quotes; what is longer is not read."""
_LINES = 2_000
_NAME = re.compile(r"[A-Za-z_@][\w @./()\[\]#:-]{0,80}\Z")
_TIMES = {"_time": "time", "@timestamp": "time", "timegenerated": "time", "timestamp": "time", "time": "time", "date": "time", "datetime": "time", "eventtime": "time", "createddatetime": "time", "event time": "time", "ingestion time": "", "published": "time"}
_RAW = frozenset({"_raw", "@message", "raw", "rawdata", "raw message", "raw_message", "log", "logline"})
_SAID = frozenset({"message", "msg", "textpayload", "resultdescription", "log message", "content", "failure reason", "renderedmessage", "description", "details", "displaymessage", "body", "event", "logmessage"})
_LEVELS = frozenset({"level", "severity", "log.level", "loglevel", "severitylevel", "status"})
_RENAMED = {"severitylevel": "level", "log level": "level", "request id": "requestId", "correlation id": "correlationId", "correlationid": "correlationId", "ip address": "ip", "operationname": "operationName", "resultdescription": "message", "failure reason": "message", "http status": "status"}
_CODES = frozenset({"sign-in error code", "errorcode", "resulttype", "error code"})
_ENTRA = re.compile(r"[5-9]\d{4,6}\Z")
"""Sign-in error codes of Microsoft Entra are told there without their AADSTS; none is shorter."""
_UNIT = re.compile(r"\s{0,2}[\[(](UTC|GMT|Local|[+-]\d\d:?\d\d)[\])]\s{0,2}$", re.IGNORECASE)
_KIBANA = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d(?:\.\d{1,9})?)\Z")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}), (\d{1,2}):(\d\d:\d\d)(\.\d{1,9})? ([AP])M\Z")


@dataclass(frozen=True, slots=True)
class _Table:
    """What the header says."""

    delimiter: str
    names: tuple[str, ...]
    """As JSON entries call them."""
    raw: int
    """Column of the raw line, -1 when there is none."""
    time: int
    zone: str = ""
    """Of the time column, where its name tells it."""


def _header(first: str) -> _Table | None:
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
    time = next((n for n, name in enumerate(plain) if _TIMES.get(name)), -1)
    raw = next((n for n, name in enumerate(plain) if name in _RAW), -1)
    if raw < 0 and not (time >= 0 and not _SAID.union(_LEVELS, _CODES).isdisjoint(plain)):
        return None
    unit = _UNIT.search(told[time]) if time >= 0 else None
    names = tuple("time" if n == time else _RENAMED.get(low, name.strip()) for n, (low, name) in enumerate(zip(plain, told, strict=True)))
    return _Table(delimiter, names, raw, time, unit[1] if unit else "")


class _CsvExport:
    name = "csv-export"
    label = "log entries exported as a table (CSV)"
    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        first = sample(head).lines[:2]
        return 94 if len(first) == 2 and _header(first[0]) else 0

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when, reading, end, refused = clock(context, source.head), _Rows(), 0, 0
        table: _Table | None = None
        for line in lines(source):
            end = line.offset + line.length
            row = reading.take(line)
            if row is None:
                continue
            if table is None:
                table = _header(row.text)
                continue
            if table and row.text.strip():
                made = _record(source, row, table, when)
                refused += made is None
                yield made or Defect("TK-IO-012", location(source, row.first, row.last), f"a row does not fit the header; the {refused}. that was not read")
        if reading.rows and table:
            refused += 1
            yield Defect("TK-IO-012", location(source, reading.rows[0]), "a quote is not closed before the end of the file")
        yield Coverage(examined=end, refused=refused)
        yield About(producer="")


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    first: Line
    last: Line


@dataclass(slots=True)
class _Rows:
    """Puts lines together that a quoted line end parts."""

    rows: list[Line] = field(default_factory=list)
    size: int = 0
    quoted: bool = False

    def take(self, line: Line) -> _Row | None:
        """The row that this line ends; None while a quote is open."""
        self.rows.append(line)
        self.size += len(line.text)
        self.quoted ^= line.text.count('"') % 2 == 1
        if self.quoted and len(self.rows) < _LINES and self.size < _ROW:
            return None
        made = _Row("\n".join(each.text for each in self.rows), self.rows[0], self.rows[-1])
        self.rows, self.size, self.quoted = [], 0, False
        return made


def _record(source: Source, row: _Row, table: _Table, when: Clock) -> Record | None:
    """The row's entry; None where it has more or fewer fields than the header."""
    try:
        cells = next(csv.reader(row.text.split("\n") if "\n" not in row.text else row.text.splitlines(keepends=True), delimiter=table.delimiter, strict=True), [])
    except csv.Error:
        return None
    if len(cells) != len(table.names):
        return None
    place = location(source, row.first, row.last if row.last is not row.first else None)
    stamp = _time(cells[table.time], table, when) if table.time >= 0 else None
    at = stamp.at if stamp else None
    if table.raw >= 0 and cells[table.raw].strip():
        raw = cells[table.raw].strip("\r\n")
        made = every_line(raw.partition("\n")[0], place, when, "csv-export", raw, at)
        return made if made.at is not None or at is None else replace(made, at=at)
    told = {name: value for name, value in zip(table.names, cells, strict=True) if value.strip()}
    told.pop("time", None)
    _coded(told)
    made = any_object(Entry(place, told, "", at), told, when, "csv-export")
    more: dict[str, Value] = {"time.certain": stamp.certain} if stamp and made.kind is Kind.EVENT else {}
    return replace(made, at=at or made.at, fields={**made.fields, **more})


def _coded(told: dict[str, Any]) -> None:
    """A sign-in error code gets its vendor's word, and what failed is an error."""
    name = next((n for n in told if n.lower() in _CODES), "")
    if name and _ENTRA.match(told[name].strip()):
        told["message"] = f"AADSTS{told[name].strip()}: {told.get('message', '')}".strip(" :")
        told["level"] = "error"


def _time(text: str, table: _Table, when: Clock) -> Stamp | None:
    """The time of a row, with the zone that its column's name tells; Kibana and Azure write it as their pages show it."""
    text = text.strip()
    if found := _KIBANA.match(text):
        text = f"{found[2]} {found[1]} {found[3]} {found[4]}"
    elif found := _SLASHED.match(text):
        hour = int(found[4]) % 12 + (12 if found[7] == "P" else 0)
        text = f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}T{hour:02d}:{found[5]}{found[6] or ''}"
    zone = table.zone.upper() if table.zone and table.zone.lower() != "local" else ""
    return leading(f"{text}{'Z' if zone in ('UTC', 'GMT') else zone}", when) or leading(text, when)


analyzer: Analyzer = _CsvExport()
