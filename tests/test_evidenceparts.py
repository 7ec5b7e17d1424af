"""Places and times as they leave."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from triagekit.evidenceparts import ours, place, stamp
from triagekit.model import Clean, Location


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2026-01-01T00:00:00Z"),
        (datetime(2026, 1, 1, 2, 0, 0, 123_456, tzinfo=UTC), "2026-01-01T02:00:00.123Z"),
        (None, None),
    ],
)
def test_times_are_utc_with_milliseconds_where_there_are_any(when, wanted):
    assert stamp(when) == wanted


def test_a_place_leaves_out_what_is_not_known_and_cleans_its_pointer():
    made = place(Location("a0001", "claim", "secret"), lambda text: Clean("clean"))
    assert (made.pointer, made.line, made.offset, made.length) == ("clean", None, None, None)
    assert place(Location("a0001", "elsewhere", line=3, offset=0), Clean).kind == "bytes"


def test_our_own_names_begin_with_x():
    assert ours("more") == {"more": "x_more"}
