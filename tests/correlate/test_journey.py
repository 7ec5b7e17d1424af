"""Captures and logs as steps that two runs share."""

from triagekit.correlate import _journey
from triagekit.model import Location
from triagekit.records import Kind, Record


def record(kind=Kind.EXCHANGE, **fields):
    return Record(kind, Location("a"), {k.replace("__", "."): v for k, v in fields.items()})


def test_requests_come_before_log_lines_and_those_before_what_was_carried():
    request, event, token = record(request__route="GET a/"), record(Kind.EVENT, event__message="x"), record(Kind.TOKEN)
    assert [s.record for s in _journey.steps([request, event], [token])] == [request]
    assert [s.record for s in _journey.steps([event], [token])] == [event]
    assert [s.name for s in _journey.steps([], [token])] == ["token"]


def test_a_log_line_is_known_by_its_logger_and_the_shape_of_its_message():
    one, other = (record(Kind.EVENT, event__logger="db", event__message=m) for m in ("took 12.5 ms for 0af76519-16cd-43dd-8448-eb211c80319c", "took 3 ms for 1bf76519-16cd-43dd-8448-eb211c80319d"))
    assert len(_journey.steps([one, other])) == 1
    assert _journey.steps([one])[0].name == "db took # ms for #"


def test_debug_lines_are_no_steps():
    assert _journey.steps([record(Kind.EVENT, event__message="x", event__level="debug")]) == []


def test_a_journey_is_bounded():
    assert len(_journey.steps(record(request__route=f"GET a/{n}") for n in range(_journey.STEPS + 500))) == _journey.STEPS


def test_hosts_count_where_both_runs_share_them():
    def journey(*hosts):
        return _journey.steps([record(request__route=f"GET {h}/x", request__url__host=h) for h in hosts])

    assert _journey.names(journey("a", "b"), journey("a", "b"))[0] == ["GET a/x", "GET b/x"]
    assert _journey.names(journey("a", "b"), journey("c", "d"))[0] == ["GET /x", "GET /x"]
