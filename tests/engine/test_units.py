"""Durations and times as authors write them."""

from datetime import UTC, datetime

import pytest

from triagekit.engine import units


@pytest.mark.parametrize(("text", "seconds"), [("250ms", 0.25), ("60s", 60), ("5m", 300), ("2h", 7200), ("7d", 604800), ("1w", 604800), ("1.5h", 5400), ("-5m", -300), ("5 m", 300)])
def test_durations_have_a_unit(text, seconds):
    assert units.seconds(text) == seconds


@pytest.mark.parametrize("text", ["60", "", "s", "5 minutes", "1e9s", "5m30s", 60, None, True, "9999999999s"])
def test_anything_else_is_no_duration(text):
    assert units.seconds(text) is None


def test_times_are_aware_and_without_an_offset_mean_utc():
    assert units.moment("2024-05-01T12:00:00Z") == datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert units.moment("2024-05-01T12:00:00") == datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert units.moment("2024-05-01T14:00:00+02:00") == datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert units.moment("tomorrow") is None
    assert units.moment(5) is None


@pytest.mark.parametrize(("seconds", "text"), [(60, "1 m"), (90, "90 s"), (7200, "2 h"), (86400, "1 d"), (0.25, "250 ms"), (0, "0 s")])
def test_seconds_are_spelled_as_an_author_would(seconds, text):
    assert units.spell(seconds) == text
