"""A log of one known form: first lines, continuations, lines of other forms among them."""

import re

from triagekit.reading.bytesource import memory_source
from triagekit.reading.eventlog import AnyOf, EventLog, Form, likeness
from triagekit.reading.lines import Sample
from triagekit.records import Record
from triagekit.roles import Context

FIRST = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d <(?P<level>\w+)> (?P<logger>\w+): (?P<message>.*)")
LOG = EventLog(Form("x", "x log", FIRST, 90, levels={"bad": "error"}))
TEXT = "2026-11-23 08:28:35 <bad> app: broken\n  more of it\n2026-11-23 08:28:36 <info> app: fine\n"


def events(text, log=LOG):
    return [i for i in log.read(memory_source(text.encode()), Context()) if isinstance(i, Record)]


def test_groups_become_fields_and_own_level_words_go_first():
    broken, fine = events(TEXT)
    assert (broken.get("event.level"), broken.get("event.logger"), broken.get("event.message"), broken.get("event.text").count("\n")) == ("error", "app", "broken", 1)
    assert fine.get("event.level") == "info"


def test_a_line_that_begins_an_event_of_another_form_is_no_continuation():
    text = TEXT + '2026-11-23T08:28:37Z ERROR from elsewhere\n{"level":"warn","msg":"json"}\n'
    assert [e.get("event.message") for e in events(text)] == ["broken", "fine", "from elsewhere", "json"]


def test_a_loose_form_takes_no_continuations():
    loose = EventLog(Form("x", "x log", FIRST, 90, loose=True))
    assert len(events(TEXT, loose)) == 3


def test_a_joining_form_puts_a_trace_of_one_writer_together():
    joined = EventLog(Form("x", "x log", FIRST, 90, joins=True))
    text = "".join(f"2026-11-23 08:28:35 <bad> {who}: {row}\n" for who, row in (("app", "java.io.IOException: x"), ("app", "\tat a.B(C.java:1)"), ("other", "\tat not.mine(C.java:1)"), ("app", "fine")))
    assert [e.get("event.frames") for e in events(text, joined)] == [1, None, None]


def test_likeness_leaves_traces_out_of_the_count():
    own = ("2026-11-23 08:28:35 <bad> app: x", "java.io.IOException: y", "\tat a", "Caused by: b", "\t... 3 more")
    assert likeness(Sample(own, "2"), FIRST, 90) == 90
    assert likeness(Sample((*own, "noise"), "2"), FIRST, 90) == 80
    assert likeness(Sample(("noise", "noise", "noise", own[0]), "n"), FIRST, 90) == 0


def test_several_patterns_are_tried_in_order():
    both = AnyOf((FIRST, re.compile("(?P<message>panic: .*)")))
    assert both.match("panic: x")["message"] == "panic: x"
    assert both.match("nothing") is None


def test_times_without_an_offset_are_said_to_be():
    events = [i for i in LOG.read(memory_source(TEXT.encode()), Context()) if isinstance(i, Record)]
    assert events and not any(e.get("time.certain") for e in events)


def test_lines_of_several_containers_are_kept_apart():
    rows = [("a", "2026-11-23 08:28:35 <bad> app: broken"), ("b", "2026-11-23 08:28:35 <info> app: fine"), ("a", "  more of it")] * 2
    found = events("".join(f"{who}-1 | {row}\n" for who, row in rows))
    assert [(e.get("event.fields.container"), e.get("event.text").count("\n")) for e in found if e.get("event.level") == "error"] == [("a-1", 1), ("a-1", 1)]


def test_a_row_of_an_exported_table_begins_an_event_though_the_form_does_not_know_it():
    from analyzers.nginx_error import analyzer

    table = '_time,_raw\n2026-11-28T10:00:00Z,"2026/11/28 10:00:00 [error] 9#9: *1 failed\nmore of it"\n2026-11-28T10:00:05Z,no time of its own\n'
    found = [r for r in analyzer.read(memory_source(table.encode()), Context()) if isinstance(r, Record)]
    assert [r.location.line for r in found] == [2, 4] and "more of it" in found[0].get("event.text")
    assert found[1].at.isoformat() == "2026-11-28T10:00:05+00:00"
