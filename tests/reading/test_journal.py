"""A journal's entry is the same event whichever way it was printed."""

import io
from datetime import UTC, datetime

from triagekit.model import Location
from triagekit.reading.journal import exported, journal_event, sized
from triagekit.reading.jsonlog import Entry
from triagekit.reading.logtimes import Clock

CLOCK = Clock(UTC, 2026, False)


def made(fields, printed=None):
    return journal_event(Entry(Location("a0001"), fields, "", None), fields, CLOCK, printed)


def test_a_message_of_byte_values_and_one_of_text_are_the_same():
    assert made({"MESSAGE": [104, 195, 169]}).get("event.message") == made({"MESSAGE": "hé"}).get("event.message") == "hé"


def test_the_entrys_own_time_comes_before_the_printed_one():
    printed = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert made({"MESSAGE": "x", "__REALTIME_TIMESTAMP": "1795422515123456"}, printed).at.isoformat() == "2026-11-23T08:28:35.123456+00:00"
    assert made({"MESSAGE": "x"}, printed).at == printed


def test_an_export_is_parted_into_all_its_bytes_whatever_stands_in_it():
    data = b"__CURSOR=s=1\n" + sized(b"MESSAGE", b"ten\nbytes!") + b"\nnot a field\n" + sized(b"MESSAGE", b"x" * 500) + b"PRIORITY=3"
    pieces = list(exported(io.BytesIO(data), 100))
    assert sum(p.length for p in pieces) == len(data) and sum(p.breaks for p in pieces) == data.count(b"\n") + 1
    assert [(p.name, p.whole) for p in pieces] == [(b"__CURSOR", True), (b"MESSAGE", True), (b"", True), (b"", True), (b"MESSAGE", False), (b"PRIORITY", True)]
    assert pieces[1].value == b"ten\nbytes!" and sized(pieces[1].name, pieces[1].value) == pieces[1].raw


def test_a_length_that_the_file_does_not_hold_ends_with_the_file():
    (piece,) = exported(io.BytesIO(b"MESSAGE\n" + b"\xff" * 8 + b"cut"), 100)
    assert (piece.value, piece.length) == (b"cut", 19)
