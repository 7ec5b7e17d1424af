"""A journal's entry is the same event whichever way it was printed."""

from datetime import UTC, datetime

from triagekit.model import Location
from triagekit.reading.journal import journal_event
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
