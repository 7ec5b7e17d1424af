"""Every usual writing of a log time is read, and what it leaves out is completed openly."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from triagekit.reading.logtimes import Clock, clf, clock, clock_time, leading, near, parse
from triagekit.roles import Context, Head

CLOCK = Clock(UTC, 2026, True)
AT = datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("2026-11-23T08:28:35Z x", True), ("2026-11-23 08:28:35.000 x", False), ("2026-11-23T09:28:35+01:00 x", True), ("2026/11/23 08:28:35 [error]", False),
        ("[2026-11-23 08:28:35,000] INFO", False), ("23/Nov/2026:08:28:35 +0000", True), ("[23/Nov/2026:08:28:35]", False), ("[Mon Nov 23 08:28:35.000000 2026] [x]", False),
        ("Mon, 23 Nov 2026 08:28:35 GMT", True), ("Nov 23 08:28:35 host app[1]: x", False), ("<134>Nov 23 08:28:35 haproxy", False), ("I1123 08:28:35.000000 1 a.go:1] x", False),
        ("11-23 08:28:35.000  1  2 D tag: x", False), ("1795422515 x", True), ("1795422515.000 x", True), ("1795422515000 x", True), ("20261123T082835Z", True),
        ("11/23/2026 8:28:35 AM x", False), ("2026-11-23 08:28:35 UTC [1] LOG:", True), ("2026-11-23 00:28:35.000 PST [1]", True), ("Mon Nov 23 08:28:35 UTC 2026", True),
        ("23.11.2026 08:28:35 x", False),
    ],
)  # fmt: skip
def test_the_time_a_line_begins_with(text, certain):
    stamp = leading(text, CLOCK)
    assert stamp is not None
    assert (stamp.at, stamp.certain) == (AT, certain)


@pytest.mark.parametrize("text", ["", "hello 2026", "99:99:99", "2026-13-45T08:00:00Z", "127.0.0.1 - -", "Next 10 00:00:00", "12345", "9999999999999999999 x"])
def test_what_is_no_time_is_none(text):
    assert leading(text, CLOCK) is None


def test_a_time_without_an_offset_is_read_in_the_zone_of_the_case():
    zone = timezone(timedelta(hours=2))
    assert leading("2026-11-23 10:28:35", Clock(zone, 2026, True)).at == AT


def test_the_year_comes_from_the_incident_or_from_the_artifact():
    head = Head(b"", 0, "x", "Nov 23 08:28:35 haproxy[1]: 1.2.3.4 [23/Nov/2025:08:28:35.000] fe be")
    assert clock(Context(), head).year == 2025
    assert clock(Context(incident_time=AT), head).year == 2026
    assert not clock(Context(), Head(b"", 0, "x", "Nov 23 08:28:35 x")).known_year


def test_the_text_goes_on_after_the_time():
    text = "2026-11-23 08:28:35,123 INFO x"
    assert text[leading(text, CLOCK).end :] == " INFO x"


def test_other_ways_in():
    assert clf("23/Nov/2026:08:28:35 +0000") == AT
    assert clf("no time") is None
    assert parse("2026-11-23 08:28:35 UTC", CLOCK) == AT
    assert near("thread-1 [2026-11-23 08:28:35] x", CLOCK).at == AT
    assert clock_time("08:47:31.656402 == Info") == (timedelta(hours=8, minutes=47, seconds=31, microseconds=656402), 15)
    assert clock_time("88:00:00 x") is None
