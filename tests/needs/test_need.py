"""Values in words, and the first of several fields that is there."""

from datetime import UTC, datetime

from tests.needs.conftest import exchange
from triagekit.needs.need import first, labelled, nothing, time, word


def test_values_are_told_in_words():
    assert [word(v) for v in (True, False, None, ("a", "b"), 3.0, "x", datetime(2026, 1, 2, 3, tzinfo=UTC))] == ["yes", "no", "", "a; b", "3", "x", "2026-01-02 03:00:00 UTC"]


def test_a_time_of_another_zone_is_told_in_utc():
    assert time(datetime.fromisoformat("2026-01-02T03:00:00+02:00")) == "2026-01-02 01:00:00 UTC"


def test_the_first_name_that_any_record_has_wins_and_brings_its_place():
    records = [exchange(seconds=1), exchange(seconds=2, response__server="nginx"), exchange(seconds=3, error__text="boom")]
    told = first(records, "error.text", "response.server")
    assert (told.value, told.location.pointer) == ("boom", "/log/entries/3")
    assert first(records, "response.location") is None


def test_fields_are_labelled_when_they_are_there(make):
    assert labelled(exchange(timing__wait_ms=12.5), {"timing.dns_ms": "dns", "timing.wait_ms": "wait"}) == "wait 12.5"
    assert nothing(make()) is None
