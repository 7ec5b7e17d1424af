"""A table's header says what its columns hold, rows end where quotes do, and the raw lines keep their places."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading import tables
from triagekit.reading.lines import Line
from triagekit.reading.logtimes import Clock

CLOCK = Clock(UTC, 2026, False)


def lines(text):
    return [Line(n + 1, 0, len(row) + 1, row) for n, row in enumerate(text.split("\n"))]


@pytest.mark.parametrize(("first", "raw", "time"), [('"_time","host","_raw"', 2, 0), ("@timestamp,@message", 1, 0), ("Timestamp;Level;Message", -1, 0), ("_raw\tsource", 0, -1), ("timestamp,message", 1, 0), ("timestamp,level,message", -1, 0)])
def test_a_header_of_log_entries_is_known(first, raw, time):
    table = tables.header(first)
    assert (table.raw, table.time) == (raw, time)


@pytest.mark.parametrize("first", ["", "time", "name,email,phone", "time,time,message", '"time,"message', "2026-11-28,ERROR,message", "a,b\x00,message", "{},{}"])
def test_any_other_line_is_none(first):
    assert tables.header(first) is None


def test_raw_lines_keep_the_lines_of_the_table_and_the_first_has_the_rows_time():
    table = tables.header("note,_time,_raw")
    found = list(tables.own_lines(lines('"two\nlines",2026-11-28T10:00:00Z,"first ""said""\n  second"\nshort,row\n'), table))
    assert [(own.line.number, own.text, own.time) for own in found] == [(2, 'first "said"', "2026-11-28T10:00:00Z"), (3, "  second", ""), (4, "short,row", ""), (5, "", "")]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")), min_size=3, max_size=3), min_size=1, max_size=6))
def test_whatever_is_written_as_a_table_is_read_back(rows):
    import csv

    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    table, reading, made = tables.header("_time,host,_raw"), tables.Rows(), []
    for line in lines(out.getvalue().removesuffix("\n")):
        row = reading.take(line)
        if row is not None:
            made.append(row.cells(table))
    assert made == rows


@pytest.mark.parametrize(
    ("text", "zone", "want"),
    [("Nov 28, 2026 @ 10:00:00.123", "", "2026-11-28T10:00:00.123000+00:00"), ("11/28/2026, 1:00:00.5 PM", "UTC", "2026-11-28T13:00:00.500000+00:00"), ("11/28/2026, 12:00:00 AM", "+01:00", "2026-11-28T00:00:00+01:00")],
)
def test_times_are_read_as_pages_show_them(text, zone, want):
    found = tables.stamp(text, tables.Table(",", ("time",), -1, 0, zone), CLOCK)
    assert found.at == datetime.fromisoformat(want) and found.certain is bool(zone)
