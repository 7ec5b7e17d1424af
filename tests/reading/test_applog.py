"""What begins an event in a log of no known form, and what goes on with it."""

import pytest

from analyzers.app_log import analyzer
from triagekit.reading.applog import begins, look
from triagekit.reading.bytesource import memory_source
from triagekit.reading.lines import Sample
from triagekit.records import Record
from triagekit.roles import Context


def events(text):
    return [i for i in analyzer.read(memory_source(text.encode()), Context()) if isinstance(i, Record)]


@pytest.mark.parametrize(
    ("line", "does"),
    [
        ("2026-11-23 08:28:35 x", True), ("ERROR: x", True), ("[warn] x", True), ('{"a":1}', True), ("{broken", False), ("Traceback (most recent call last):", True), ("java.io.IOException: x", True), ("level=info msg=x", True),
        ("  at a.b(c.java:1)", False), ("\tat a", False), ("plain words", False), ("", False), ("Information about x", False),
    ],
)  # fmt: skip
def test_what_begins_an_event(line, does):
    assert begins(line) is does


def test_a_look_counts_lines_that_are_no_continuation():
    seen = look(Sample(("2026-11-23 08:28:35 ERROR x", "java.io.IOException: y", "\tat a.b(C.java:1)", "plain", "INFO z"), "2"))
    assert (seen.lines, seen.began, seen.timed) == (3, 2, 1)


def test_in_a_timed_log_what_has_no_time_belongs_to_the_event_before():
    first, second = events("2026-11-23 08:28:35 request:\n<a>\n\n  <b/>\n</a>\n2026-11-23 08:28:36 done\n")
    assert first.get("event.text").endswith("</a>") and second.get("event.message") == "done"


def test_in_a_log_without_times_each_line_is_its_own():
    assert len(events("INFO a\nb\nc\nINFO d\n" * 2)) == 8


def test_where_an_event_stands_covers_all_its_lines():
    text = "2026-11-23 08:28:35 ERROR x\nValueError: y\n2026-11-23 08:28:36 z\n"
    first = events(text)[0]
    assert (first.location.line, first.location.offset, first.location.length) == (1, 0, text.index("2026-11-23 08:28:36"))


def test_an_endless_event_is_cut_in_memory_only():
    before, text = "2026-11-23 08:28:34 INFO fine\n" * 60, "2026-11-23 08:28:35 ERROR x\n" + "more and more\n" * 20_000
    event = events(before + text)[-1]
    assert len(event.get("event.text")) <= 65_536
    assert event.location.length == len(text)


def test_lines_of_several_containers_are_kept_apart():
    rows = ["web-1  | 2026-11-23 08:28:35 ERROR failed", "db-1   | 2026-11-23 08:28:35 INFO vacuum", "web-1  | java.io.IOException: x", "db-1   | 2026-11-23 08:28:36 INFO done", "web-1  | \tat a.B(C.java:1)"]
    found = events("\n".join(rows) + "\n")
    failed = next(e for e in found if e.get("event.level") == "error")
    assert (len(found), failed.get("event.exception"), failed.get("event.frames"), failed.get("event.fields.container")) == (3, "java.io.IOException", 1, "web-1")


@pytest.mark.parametrize("line", ["E, [2026-11-23T08:28:35.123456 #7] ERROR -- : boom", "7:M 23 Nov 2026 08:28:35.123 # Connection lost", 'Started GET "/orders" for 192.0.2.7 at 2026-11-23 08:28:35 +0000'])
def test_a_time_near_the_beginning_begins_an_event_too(line):
    assert begins(line)
    assert events(line + "\n" + line + "\n")[1].at.year == 2026


def test_a_date_far_within_a_sentence_begins_nothing():
    assert not begins("the customer wrote to us again, and said that since the last release on 2026-11-23 08:28:35 it fails")


def test_a_warning_without_a_time_is_no_part_of_the_request_line_before_it():
    text = '[14/Sep/2026 08:10:01] "GET /orders/ HTTP/1.1" 200 5121\n[14/Sep/2026 08:10:09] "GET /orders/new HTTP/1.1" 200 3311\nForbidden (CSRF cookie not set.): /orders/new\n[14/Sep/2026 08:10:31] "POST /orders/new HTTP/1.1" 403 2870\n'
    assert [r.get("event.message") for r in events(text) if r.kind.value == "event"] == ["Forbidden (CSRF cookie not set.): /orders/new"]


def test_rows_of_an_exported_table_are_entries_of_their_own_though_the_log_has_times():
    table = '_time,_raw\n2026-11-28T10:00:00Z,"2026-11-28 10:00:00 ERROR failed\nValueError: x"\n2026-11-28T10:00:05Z,no time of its own\n2026-11-28T10:00:06Z,2026-11-28 10:00:06 INFO fine\n'
    assert [r.get("event.text") for r in analyzer.read(memory_source(table.encode()), Context()) if isinstance(r, Record)] == ["2026-11-28 10:00:00 ERROR failed\nValueError: x", "no time of its own", "2026-11-28 10:00:06 INFO fine"]
