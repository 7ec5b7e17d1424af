"""What runtimes put before a program's lines is taken off, and pieces are put together."""

import json
from datetime import UTC, datetime

import pytest

from triagekit.reading.bytesource import memory_source
from triagekit.reading.logtimes import Clock, clock
from triagekit.reading.unwrap import inner, unwrapped
from triagekit.roles import Context

ROWS = ["first line", "second line", "third line"]
AT = datetime(2026, 11, 23, 8, 28, 35, 123456, tzinfo=UTC)
WRAPPINGS = {
    "cri": ("2026-11-23T08:28:35.123456789Z stdout F {}", AT),
    "docker json": (None, AT),
    "docker times": ("2026-11-23T08:28:35.123456789Z {}", AT),
    "compose": ("web-1  | {}", None),
    "pod": ("[pod/web-1/app] {}", None),
    "compose with times": ("web-1  | 2026-11-23T08:28:35.123456789Z {}", AT),
    "syslog": ("Nov 23 08:28:35 host app[7]: {}", AT.replace(microsecond=0)),
}


def wrap(form, row):
    return form.format(row) if form else json.dumps({"log": row + "\n", "stream": "stdout", "time": "2026-11-23T08:28:35.123456789Z"}, separators=(",", ":"))


def read(text, **more):
    source = memory_source(text.encode())
    return list(unwrapped(source, clock(Context(incident_time=AT), source.head), **more))


@pytest.mark.parametrize("name", WRAPPINGS)
def test_each_wrapping_comes_off_and_leaves_its_time(name):
    form, at = WRAPPINGS[name]
    found = read("".join(wrap(form, row) + "\n" for row in ROWS))
    assert [own.text for own in found] == ROWS
    assert {own.at for own in found} == {at}
    assert [own.line.number for own in found] == [1, 2, 3]


def test_lines_without_a_wrapping_stay_as_they_are():
    assert [own.text for own in read("a | b\nc\nd\n")] == ["a | b", "c", "d"]


@pytest.mark.parametrize("level", ["error: Error: the session was lost", "ERROR app.Auth: no", "info: GET /callback", "Warning web: late"])
def test_a_level_after_the_time_is_the_programs_own_and_no_syslog_tag(level):
    row = f"2026-11-23T08:28:35.123Z {level}\n"
    assert [own.text for own in read(row * 3)] == [row.strip()] * 3


def test_pieces_of_a_line_that_the_runtime_split_are_one_line():
    found = read("2026-11-23T08:28:35.1Z stdout P first \n2026-11-23T08:28:35.1Z stdout P and \n2026-11-23T08:28:35.1Z stdout F last\n2026-11-23T08:28:36.1Z stdout F next\n")
    assert [own.text for own in found] == ["first and last", "next"]
    assert found[0].line.number == 1


def test_a_reader_of_syslog_itself_keeps_the_prefix():
    assert read("Nov 23 08:28:35 host app[7]: x\n" * 3, syslog=False)[0].text.startswith("Nov 23")


def test_the_sample_shows_the_programs_own_lines():
    source = memory_source("".join(wrap("web-1  | {}", row) + "\n" for row in ROWS).encode())
    assert inner(source.head).sample.lines == tuple(ROWS)


def test_a_line_that_has_no_wrapping_among_wrapped_ones_is_kept():
    found = read("web-1  | a\nweb-1  | b\nweb-1  | c\nweb-1  | d\nno wrapping\n")
    assert [own.text for own in found][-1] == "no wrapping"


def test_the_raw_lines_of_an_exported_table_are_the_own_lines_with_their_places_in_it():
    text = '_time,_raw\n2026-11-28T10:00:00Z,"2026/11/28 10:00:00 [error] 9#9: *1 a ""quoted"" word\nand its next line"\n2026-11-28T10:00:05Z,no time of its own\n'
    found = memory_source(text.encode())
    assert inner(found.head).sample.lines[0].startswith("2026/11/28") and inner(found.head).wrapped
    own = list(unwrapped(found, Clock(UTC, 2026, False)))
    assert [(u.line.number, u.text) for u in own] == [(2, '2026/11/28 10:00:00 [error] 9#9: *1 a "quoted" word'), (3, "and its next line"), (4, "no time of its own")]
    assert own[2].at.isoformat() == "2026-11-28T10:00:05+00:00"
