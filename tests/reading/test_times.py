"""Times as artifacts write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.times import epoch, epoch_guess, fixed_zone, http_date, iso, offset_of

AT = datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)


@pytest.mark.parametrize("text", ["Mon, 23 Nov 2026 08:28:35 GMT", "Monday, 23-Nov-26 08:28:35 GMT", "Mon Nov 23 08:28:35 2026", "Mon, 23-Nov-2026 08:28:35 GMT"])
def test_the_three_forms_of_rfc_9110_and_the_cookies(text):
    assert http_date(text) == AT


@pytest.mark.parametrize("text", ["", "soon", "Mon, 99 Nov 2026 08:28:35 GMT", "Mon, 23 Foo 2026 08:28:35 GMT", "x" * 1000])
def test_other_texts_are_none(text):
    assert http_date(text) is None
    assert iso(text) is None


@pytest.mark.parametrize("text", ["2026-11-23T08:28:35Z", "2026-11-23T09:28:35+01:00", "2026-11-23T08:28:35.0000000Z", "2026-11-23 08:28:35 UTC"])
def test_iso_times_with_any_fraction(text):
    assert iso(text) == AT


def test_a_time_without_an_offset_is_in_the_given_zone():
    zone = timezone(timedelta(hours=2))
    assert iso("2026-11-23T10:28:35", zone) == AT


@pytest.mark.parametrize("number", [1795422515, 1795422515000, 1795422515000000, 1795422515000000000])
def test_epochs_are_told_apart_by_magnitude(number):
    assert epoch_guess(number) == AT


@given(st.floats() | st.integers())
def test_any_number_is_a_time_or_none(number):
    for found in (epoch(number), epoch_guess(number)):
        assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(("text", "offset"), [("2026-11-23T08:28:35+02:00", "+02:00"), ("2026-11-23T08:28:35-0530", "-05:30"), ("2026-11-23T08:28:35Z", "+00:00"), ("2026-11-23T08:28:35", "")])
def test_the_offset_a_time_ends_in(text, offset):
    assert offset_of(text) == offset
    assert (fixed_zone(offset) is None) is (offset == "")


def test_a_zone_beyond_a_day_is_none():
    assert fixed_zone("+99:00") is None
    assert fixed_zone("-05:30").utcoffset(None) == timedelta(hours=-5, minutes=-30)
