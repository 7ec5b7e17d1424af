"""Log entries exported as a table (CSV, with semicolons or tabs too): Splunk, Kibana, CloudWatch Logs Insights, Log Analytics, sign-in logs.

The header names what each column holds. A column with the raw line is read as that line; other rows by what their columns are
called, as a JSON entry is (RFC 4180; quotes doubled, line ends inside quotes).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from triagekit.model import Defect
from triagekit.reading.accesslog import FIELDS
from triagekit.reading.anyline import every_line
from triagekit.reading.jsonfields import any_object
from triagekit.reading.jsonlog import Entry
from triagekit.reading.lines import lines, location, sample
from triagekit.reading.logtimes import Clock, clock
from triagekit.reading.tables import CODES, Row, Rows, Table, header, stamp
from triagekit.records import About, Coverage, Kind, Record, Value, Vocabulary
from triagekit.roles import Analyzer, Context, Head, Item, Source

_ENTRA = re.compile(r"[5-9]\d{4,6}\Z")
"""Sign-in error codes of Microsoft Entra are told there without their AADSTS; none is shorter."""


class _CsvExport:
    name = "csv-export"
    label = "log entries exported as a table (CSV)"
    kinds = frozenset({Kind.EVENT, Kind.EXCHANGE})
    fields: Vocabulary = FIELDS

    def recognises(self, head: Head) -> int:
        """High for columns; low where a column holds the raw lines, for a reader of such lines knows more of them."""
        first = sample(head).lines[:2]
        table = header(first[0]) if len(first) == 2 else None
        return 0 if table is None else 94 if table.raw < 0 else 40

    def read(self, source: Source, context: Context) -> Iterator[Item]:
        when, reading, end, refused = clock(context, source.head), Rows(), 0, 0
        table: Table | None = None
        for line in lines(source):
            end = line.offset + line.length
            row = reading.take(line)
            if row is None:
                continue
            if table is None:
                table = header(row.text)
                continue
            if table and row.text.strip():
                made = _record(source, row, table, when)
                refused += made is None
                yield made or Defect("TK-IO-012", location(source, row.lines[0], row.last), f"a row does not fit the header; the {refused}. that was not read")
        if reading.held and table:
            refused += 1
            yield Defect("TK-IO-012", location(source, reading.held[0]), "a quote is not closed before the end of the file")
        yield Coverage(examined=end, refused=refused)
        yield About(producer="")


def _record(source: Source, row: Row, table: Table, when: Clock) -> Record | None:
    """The row's entry; None where it has more or fewer fields than the header."""
    cells = row.cells(table)
    if not cells:
        return None
    place = location(source, row.lines[0], row.last)
    told_at = stamp(cells[table.time], table, when) if table.time >= 0 else None
    at = told_at.at if told_at else None
    if table.raw >= 0 and cells[table.raw].strip():
        raw = cells[table.raw].strip("\r\n")
        made = every_line(raw.partition("\n")[0], place, when, "csv-export", raw, at)
        return made if made.at is not None or at is None else replace(made, at=at)
    told = {name: value for name, value in zip(table.names, cells, strict=True) if value.strip()}
    told.pop("time", None)
    _coded(told)
    made = any_object(Entry(place, told, "", at), told, when, "csv-export")
    more: dict[str, Value] = {"time.certain": told_at.certain} if told_at and made.kind is Kind.EVENT else {}
    return replace(made, at=at or made.at, fields={**made.fields, **more})


def _coded(told: dict[str, Any]) -> None:
    """A sign-in error code gets its vendor's word, and what failed is an error."""
    name = next((n for n in told if n.lower() in CODES), "")
    if name and _ENTRA.match(told[name].strip()):
        told["message"] = f"AADSTS{told[name].strip()}: {told.get('message', '')}".strip(" :")
        told["level"] = "error"


analyzer: Analyzer = _CsvExport()
