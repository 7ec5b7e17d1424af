"""Offsets between artifacts: the true one lies inside the interval, jumps and drift and time zones are told apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triagekit.correlate import _offsets
from triagekit.correlate._keys import Span

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def seen(offset, second, took=0.4, inside=0.2, resolution=0.001):
    """The same request on a client's clock and on a server's that is `offset` seconds ahead."""
    begun = START + timedelta(seconds=second)
    worked = begun + timedelta(seconds=inside + offset)
    if resolution >= 1:
        worked = worked.replace(microsecond=0)
    return Span(begun, begun + timedelta(seconds=took), 0.001, measured=True), Span(worked, worked, resolution, measured=False)


def samples(offset_at, seconds, **how):
    return [_offsets.sample(*seen(offset_at(s), s, **how)) for s in seconds]


@given(st.floats(-3600, 3600), st.lists(st.integers(0, 100_000), min_size=3, max_size=40, unique=True), st.floats(0.01, 5), st.sampled_from([0.001, 1.0]))
def test_the_true_offset_lies_inside_the_interval(offset, seconds, took, resolution):
    made = _offsets.between(samples(lambda _: offset, seconds, took=took, inside=took / 2, resolution=resolution))
    assert made.believed
    assert made.low - 0.01 <= offset <= made.high + 0.01


@given(st.floats(-3600, 3600))
def test_turned_round_the_offset_changes_its_sign(offset):
    one, other = seen(offset, 7)
    there, back = _offsets.sample(one, other), _offsets.sample(other, one)
    assert (round(there.low, 6), round(there.high, 6)) == (round(-back.high, 6), round(-back.low, 6))


def test_two_moments_without_any_duration_bound_nothing():
    moment = Span(START, START, 0.001, measured=False)
    assert _offsets.sample(moment, moment) is None
    assert _offsets.between([]) is None


def test_fewer_than_three_samples_are_reported_and_not_believed():
    assert not _offsets.between(samples(lambda _: 5, [1, 2])).believed
    assert _offsets.between(samples(lambda _: 5, [1, 2, 3])).believed


def test_a_few_odd_samples_do_not_move_the_rest():
    made = _offsets.between(samples(lambda s: 5 if s < 9 else 999 + 100 * s, range(11)))
    assert made.believed
    assert abs(made.middle - 5) < 1
    assert (made.samples, made.agreeing) == (11, 9)


def test_a_clock_that_was_set_in_between_is_a_jump_and_its_moment_is_named():
    made = _offsets.between(samples(lambda s: 2 if s < 50 else 302, range(0, 100, 5)))
    assert made.jump_at == START + timedelta(seconds=50)
    assert abs(made.earlier[0].middle - 2) < 1 and abs(made.middle - 302) < 1


def test_a_clock_that_runs_fast_drifts():
    made = _offsets.between(samples(lambda s: s / 3600 * 12, range(0, 36_000, 600)))
    assert made.jump_at is None
    assert abs(made.drift - 12) < 0.5


def test_whole_quarter_hours_are_a_time_zone_and_anything_else_is_skew():
    def quarters(offset):
        return _offsets.between(samples(lambda _: offset, [1, 2, 3])).quarters

    assert [quarters(o) for o in (3600, -19_800, 20_700 + 30, 900)] == [4, -22, 23, 1]
    assert [quarters(o) for o in (0, 30, 400, 3600 + 200, 57 * 900)] == [0, 0, 0, 0, 0]


@given(st.floats(-200, 200).filter(lambda d: abs(d) > 20))
def test_a_drifting_clock_is_known_at_any_moment(drift):
    made = _offsets.between(samples(lambda s: drift * s / 3600, range(0, 7200, 120)))
    early, late = made.around(START), made.around(START + timedelta(seconds=7080))
    assert early[0] - 0.1 <= 0.0 <= early[1] + 0.1
    assert late[0] - 0.1 <= drift * 7080 / 3600 <= late[1] + 0.1


@given(st.floats(-300, 300).filter(lambda d: abs(d) > 20), st.floats(0.5, 3))
def test_what_a_drift_is_uncertain_by_holds_the_truth_at_every_moment_seen(drift, took):
    """With intervals of seconds the slope itself is known only so well."""
    made = _offsets.between(samples(lambda s: drift * s / 3600, range(0, 7200, 120), took=took, inside=took / 3, resolution=1.0))
    if made.drift:
        for second in (0, 3600, 7080):
            low, high = made.around(START + timedelta(seconds=second))
            assert low - 0.01 <= drift * second / 3600 <= high + 0.01


def test_a_stretch_of_another_offset_too_short_to_be_sure_of_leaves_none_believed():
    made = _offsets.between(samples(lambda s: -300 if 20 <= s < 50 else 0, range(0, 160, 10)))
    assert (not made.believed and made.rival) or made.earlier
    short = _offsets.between(samples(lambda s: -300 if s in (10, 20, 30) else 0, range(0, 160, 10)))
    assert not short.believed


def test_the_border_between_two_stretches_ignores_strays_and_is_left_open_where_lines_are_out_of_order():
    border = _offsets._border
    assert border([1, 2, 5, 9], [12, 14, 20]) == (9, 12)
    assert border([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [40, 41, 42, 43, 44, 45, 46, 47, 48, 3]) == (2, 40)
    assert border(list(range(1, 200, 2)), [*range(300, 500, 2), 50]) == (199, 300)
    assert border([1, 2, 3, 5], [4, 6, 7, 8]) == (3, 6)
    assert border([1, 4, 5, 8], [2, 3, 6, 7]) == (0, 0)
    assert border([0, 1, 2], [3, 4, 5]) == (0, 0)


def test_a_client_that_was_set_back_is_found_by_the_places_of_what_it_saw():
    """By its own times what it saw before and after stands mixed."""
    rows = [replace(s, places=(n + 1, n + 1), at=s.at - timedelta(seconds=60 * (n >= 10))) for n, s in enumerate(samples(lambda s: 0 if s < 100 else 60, range(0, 200, 10)))]
    made = _offsets.between(rows)
    (before,) = made.earlier
    assert (round(before.middle), round(made.middle), before.last, before.first) == (0, 60, (10, 10), (11, 11))
