"""Groups in bounded memory, whatever the order of reading."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triagekit.engine import grouped
from triagekit.engine.correlation import Correlation, Role, Shape
from triagekit.engine.grouped import Grouped
from triagekit.engine.language import Atom, Op
from triagekit.engine.rulebook import Observation, Origin
from triagekit.model import Location
from triagekit.records import Kind, Record, Type

ANY = Atom("host", Op.EXISTS, Type.TEXT, (True,))


def watch(shape, **more):
    made = Correlation(shape, **more)
    rule = Observation("x/y", "t", (Kind.EXCHANGE,), {}, ANY, made, "{count} {group}", (), Origin(None, "f", "p"), {})
    return Grouped(rule, made)


def feed(made, entries):
    from datetime import UTC, datetime

    for n, (seconds, host, roles, values) in enumerate(entries):
        when = None if seconds is None else datetime.fromtimestamp(1_700_000_000 + seconds, UTC)
        made.take(roles, Record(Kind.EXCHANGE, Location("a", "line", line=n), {"host": host, **values}, when), when)
    return made.outcome({})


def test_a_record_that_lacks_what_it_is_grouped_by_is_left_out():
    done = feed(watch(Shape.EVENT_COUNT, by=("host",), within=60.0, at_least=2), [(1, None, (), {}), (2, None, (), {}), (3, "a", (), {})])
    assert (done.hits, done.nearest) == ((), "needs 2 within 1 m, saw 1")


def test_the_largest_burst_comes_first_and_only_so_many_are_reported():
    entries = [(n * 1000 + k, "a", (), {}) for n in range(40) for k in range(2 + n % 5)]
    done = feed(watch(Shape.EVENT_COUNT, by=("host",), within=60.0, at_least=2), entries)
    assert len(done.hits) == 20
    assert [h.count for h in done.hits] == sorted((h.count for h in done.hits), reverse=True)
    assert done.hits[0].shown == "6 a"


def test_memory_is_bounded_in_entries_records_and_groups(monkeypatch):
    monkeypatch.setattr(grouped, "MAX_TOTAL", 2_000)
    monkeypatch.setattr(grouped, "MAX_RECORDS", 300)
    monkeypatch.setattr(grouped, "MAX_GROUPS", 50)
    made = watch(Shape.EVENT_COUNT, by=("host",), within=60.0, at_least=5)
    done = feed(made, [(n, f"h{n % 80}", (), {}) for n in range(20_000)])
    assert len(made._groups) == 50
    assert made._total <= 2_000
    assert made._records <= 300
    assert done.hits == ()


SHAPES = [
    (Shape.EVENT_COUNT, {"within": 30.0, "at_least": 3}), (Shape.VALUE_COUNT, {"within": 30.0, "at_least": 2, "field": "path"}), (Shape.GAP, {"longer_than": 20.0}),
    (Shape.SEQUENCE, {"within": 30.0, "roles": (Role("a", ANY), Role("b", ANY))}), (Shape.ABSENT, {"within": 10.0, "roles": (Role("a", ANY), Role("b", ANY))}),
    (Shape.RATIO, {"within": 30.0, "at_least": 3, "above": 0.5, "roles": (Role("part", ANY), Role("whole", ANY))}), (Shape.CHAIN, {"within": 30.0, "at_least": 2, "from_": ("path",), "to": ("next",)}),
]  # fmt: skip
entries = st.lists(st.tuples(st.integers(0, 100), st.sampled_from("ab"), st.sampled_from([(), (1,), (2,), (1, 2)]), st.sampled_from([("p", "q"), ("q", "p"), ("q", "r")])), max_size=25)


@pytest.mark.parametrize(("shape", "more"), SHAPES, ids=[s.value for s, _ in SHAPES])
@settings(max_examples=60, deadline=None)
@given(entries, st.integers(0, 1000))
def test_the_order_of_reading_changes_nothing(shape, more, drawn, seed):
    listed = [(t, h, roles, {"path": p, "next": q, "n": n}) for n, (t, h, roles, (p, q)) in enumerate(drawn)]
    placed = list(enumerate(listed))
    random.Random(seed).shuffle(placed)
    told = []
    for order in (list(enumerate(listed)), placed):
        made = watch(shape, by=("host",), **more)
        from datetime import UTC, datetime

        for n, (seconds, host, roles, values) in order:
            when = datetime.fromtimestamp(1_700_000_000 + seconds, UTC)
            made.take(roles, Record(Kind.EXCHANGE, Location("a", "line", line=n), {"host": host, **values}, when), when)
        told.append(made.outcome({("a", Kind.EXCHANGE): datetime.fromtimestamp(1_700_000_200, UTC)}))
    assert told[0] == told[1]


def test_counts_agree_with_a_plain_reading_of_the_window():
    rnd = random.Random(3)
    for _ in range(50):
        times = sorted(rnd.randrange(200) for _ in range(30))
        done = feed(watch(Shape.EVENT_COUNT, within=20.0, at_least=4), [(t, "a", (), {}) for t in times])
        peak = max(sum(t <= u <= t + 20 for u in times) for t in times)
        inside = {n for t in times for n, u in enumerate(times) if t <= u <= t + 20 and sum(t <= v <= t + 20 for v in times) >= 4}
        assert sum(h.count for h in done.hits) == len(inside)
        assert max((h.peak for h in done.hits), default=0) == (peak if peak >= 4 else 0)
