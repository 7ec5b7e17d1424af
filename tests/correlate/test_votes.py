"""Without identifiers the offset is voted for: what is like everything else binds nothing over hours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triagekit.correlate import _offsets, _votes
from triagekit.correlate._keys import Span

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def seen(offset, second, took=0.4, inside=0.2):
    """The same request on a client's clock and on a server's that is `offset` seconds ahead."""
    begun = START + timedelta(seconds=second)
    worked = begun + timedelta(seconds=inside + offset)
    return Span(begun, begun + timedelta(seconds=took), 0.001, measured=True), Span(worked, worked, 0.001, measured=False)


def rows(offset_at, seconds, strays=()):
    """Each thing with its true candidate on the other side, and candidates that belong to something else."""
    made = [_offsets.sample(*seen(offset_at(s), s)) for s in seconds]
    return [[_offsets.Sample(m.low + stray, m.high + stray, m.at) for stray in (*strays, 0.0)] for m in made]


@given(st.floats(-3600, 3600), st.lists(st.integers(0, 50_000), min_size=5, max_size=30, unique=True))
def test_without_identifiers_the_offset_that_most_can_have_is_voted_for(offset, seconds):
    made = _votes.voted([[*row, *(_offsets.Sample(row[0].low + 7 * n + 11, row[0].high + 7 * n + 11, row[0].at) for n in range(1, 1 + k % 4))] for k, row in enumerate(rows(lambda _: offset, seconds))])
    assert made.believed
    assert made.low <= offset <= made.high


def test_one_wrong_candidate_does_not_narrow_the_interval():
    """A stray that just touches the true interval would otherwise cut it to a sliver beside the truth."""
    good = [[_offsets.Sample(9.8, 10.2, START + timedelta(seconds=n))] for n in range(9)]
    made = _votes.voted([*good, [_offsets.Sample(10.19, 11.0, START + timedelta(seconds=9))]])
    assert (made.low, made.high) == (9.8, 10.2)


def test_two_offsets_one_after_the_other_are_a_clock_that_was_set():
    made = _votes.voted(rows(lambda s: 0.0 if s < 300 else 120.0, range(0, 600, 20)))
    assert made.jump_at == START + timedelta(seconds=300)
    assert [low < truth < high for (low, high), truth in ((made.around(START), 0.0), (made.around(START + timedelta(seconds=590)), 120.0))] == [True, True]


def test_two_offsets_at_once_are_nobodys_clock():
    made = _votes.voted(rows(lambda s: 0.0 if s % 40 else 120.0, range(0, 600, 20)))
    assert not made.believed
    assert made.rival and (made.rival[0] > made.high or made.rival[1] < made.low)


def test_the_same_requests_a_day_later_are_a_job_that_repeats_them_and_no_clock():
    times = [0, 7, 31, 44, 90, 97, 160, 171]
    assert _votes.voted(rows(lambda _: 86_400.0, times)) is None
    assert _votes.voted(rows(lambda _: -2 * 86_400.0 + 3.0, times)) is None


def test_a_log_of_two_nights_is_set_against_the_night_of_the_capture():
    """Both nights fit the capture equally well."""
    both = [[_offsets.Sample(s.low + far, s.high + far, s.at) for far in (-86_400.0, 0.0, 86_400.0)] for (s,) in rows(lambda _: 12.0, range(0, 300, 30))]
    made = _votes.voted(both)
    assert made.believed
    assert made.low <= 12.0 <= made.high


def test_what_is_unlike_everything_else_binds_over_days():
    made = _votes.voted(rows(lambda _: 86_400.0 * 3 + 40, range(0, 100, 10)), [True] * 10)
    assert made.believed
    assert made.low <= 86_400 * 3 + 40 <= made.high


def test_hours_apart_only_a_zone_binds_where_none_is_told_or_where_no_machine_kept_the_times():
    regular, irregular = range(0, 300, 30), [0, 4, 61, 70, 160, 163, 290]
    assert _votes.voted(rows(lambda _: 7200.0, regular)) is None
    assert _votes.voted(rows(lambda _: 7200.0, irregular)).believed
    assert _votes.voted(rows(lambda _: 7400.0, irregular)) is None
    unzoned = [[replace(s, zoned=False) for s in row] for row in rows(lambda _: 7200.0, regular)]
    assert _votes.voted(unzoned).believed


def test_a_clock_that_was_set_and_set_back_has_three_stretches():
    made = _votes.voted(rows(lambda s: -600.0 if 200 <= s < 400 else 0.0, range(0, 600, 20)))
    assert [round(part.middle) for part in made.earlier] == [0, -600]
    assert made.low <= 0.0 <= made.high
