"""Times are read as written, and how they were written is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.reading.saml import instants


@pytest.mark.parametrize(("text", "zone", "sound"), [
    ("2025-03-04T10:00:00Z", "Z", True), ("2025-03-04T10:00:00.123456789Z", "Z", True), ("2025-03-04T12:00:00+02:00", "offset", False), ("2025-03-04T10:00:00", "none", False),
])  # fmt: skip
def test_forms_of_an_instant(text, zone, sound):
    told = instants.read(text)
    assert (told.zone, told.sound) == (zone, sound)
    assert told.at.replace(microsecond=0) == datetime(2025, 3, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "2025-13-04T10:00:00Z", "2025-03-04 10:00:00Z", "yesterday", "2025-03-04T10:00:61Z", "2025-03-04T16=7:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_instant_has_no_time(text):
    assert instants.read(text).at is None


def test_a_negative_offset_counts_its_minutes_the_same_way():
    assert instants.read("2025-03-04T06:30:00-03:30").at == datetime(2025, 3, 4, 10, tzinfo=UTC)


def test_durations():
    assert instants.duration("PT1H") == timedelta(hours=1)
    assert instants.duration("P1Y2M3DT4H5M6S") == timedelta(days=365 + 60 + 3, hours=4, minutes=5, seconds=6)
    assert instants.duration("P") is None
    assert instants.duration("PT1594475551S").total_seconds() == 1594475551
    assert instants.duration("P999999999D") == timedelta(days=999999999)
    assert instants.duration("P999999Y999999999D") is None
    assert instants.duration("1h") is None
