"""Everything in a chart stands within it, in order, and in proportion."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import everything
from triagekit import drawing

RICH = everything()


def test_a_bar_begins_where_its_request_began_and_is_as_long_as_it_took():
    fall = drawing.waterfall(RICH.views.waterfall)
    starts = [r.pieces[0].x for r in fall.rows]
    assert starts == sorted(starts) and starts[0] == drawing.LEFT
    assert all(r.end <= drawing.WIDTH for r in fall.rows)
    assert fall.phases == ("blocked", "dns", "connect", "tls", "send", "wait", "receive")


def test_the_time_of_tls_is_not_drawn_twice():
    (row,) = drawing.waterfall(RICH.views.waterfall[:1]).rows
    width = {p.phase: p.width for p in row.pieces}
    assert abs(width["connect"] / width["tls"] - 8 / 12) < 0.05  # connect is 20 ms and holds tls of 12 ms


def test_a_request_without_phases_is_one_piece():
    bare = msgspec.structs.replace(RICH.views.waterfall[0], **{f"{p}_ms": None for p in drawing.PHASES})
    assert [p.phase for p in drawing.waterfall([bare]).rows[0].pieces] == ["whole"]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=120), st.none() | st.floats(0.1, 1e5))
def test_bars_and_the_limit_stand_within_the_chart(counts, limit):
    rate = msgspec.structs.replace(RICH.views.rates[0], counts=tuple(counts), refused=tuple(c // 2 for c in counts), limit=limit)
    chart = drawing.rate(rate)
    assert all(chart.top <= c.y <= chart.bottom and c.refused_height <= c.height + 0.1 for c in chart.columns)
    assert chart.limit_y is None or chart.top <= chart.limit_y <= chart.bottom
    assert all(chart.top - 1 <= t.at <= chart.bottom for t in chart.ys) and len(chart.xs) <= 7


def test_a_moment_spreads_by_its_uncertainty():
    made = drawing.timeline(RICH.timeline)
    spans = [dot.high - dot.low for lane in made.lanes for dot in lane.dots]
    assert spans[0] == 0 and spans[2] > spans[1] > 0
    assert all(d.low >= drawing.LEFT and d.high <= drawing.WIDTH for lane in made.lanes for d in lane.dots)


def test_many_sorts_share_the_last_lane():
    moments = [msgspec.structs.replace(RICH.timeline[0], what=f"sort {n}") for n in range(50)]
    made = drawing.timeline(moments)
    assert len(made.lanes) == drawing.LANES and made.lanes[-1].label == "everything else"
    assert sum(lane.count for lane in made.lanes) == 50


def test_nothing_to_draw_is_no_error():
    assert drawing.timeline(()).lanes == () and drawing.waterfall(()).rows == ()


def test_spans_and_steps_are_round():
    assert [drawing.length(v) for v in (0, 0.25, 5, 600, 9000)] == ["0", "250 ms", "5 s", "10.0 min", "2.5 h"]
    assert [drawing.nice(v) for v in (1, 7, 480)] == [0.2, 2, 100]
