"""The phase in which slow answers spent their time."""

from triagekit.correlate.phases import Phases, slow_phase


def test_a_server_that_takes_long_is_named(exchange, conclude):
    """Three of four seconds are waiting for the first byte."""
    slow = exchange(0, timing__total_ms=4000.0, timing__wait_ms=3500.0, timing__receive_ms=100.0)
    (fact,) = conclude(Phases, [exchange(1), slow, exchange(2)])
    assert (fact["phase.name"], fact["phase.answers"], fact["phase.of"], fact["phase.longest_ms"]) == ("server", 1, 3, 3500)


def test_time_spread_over_phases_names_none(exchange, conclude):
    """No phase has the greater part."""
    assert conclude(Phases, [exchange(0, timing__total_ms=3000.0, timing__wait_ms=1500.0, timing__receive_ms=1500.0)]) == []


def test_connecting_is_slow_earlier_than_answering(exchange, conclude):
    """Half a second for names and handshakes; the second request reuses the connection."""
    first = exchange(0, timing__total_ms=600.0, timing__dns_ms=250.0, timing__connect_ms=250.0, timing__wait_ms=60.0)
    (fact,) = conclude(Phases, [first, exchange(1)])
    assert (fact["phase.name"], fact["phase.first_only"]) == ("setup", True)
    assert slow_phase(exchange(0, timing__total_ms=600.0, timing__wait_ms=550.0)) is None


def test_the_slowest_answer_of_a_host_is_shown(exchange, conclude):
    """Its path and its time, and the median of all."""
    answers = [exchange(n, timing__total_ms=ms, timing__wait_ms=ms, request__url__path=f"/p{n}") for n, ms in enumerate((2000.0, 9000.0, 3000.0))]
    (fact,) = conclude(Phases, answers)
    assert (fact["phase.path"], fact["phase.typical_ms"]) == ("/p1", 3000)


def test_what_waits_by_design_or_failed_is_left_out(exchange, conclude):
    """Streams, sockets, cached answers, gateway failures, and phases that cannot be trusted."""
    long = {"timing__total_ms": 30_000.0, "timing__wait_ms": 30_000.0}
    records = [
        exchange(0, request__resource_type="eventsource", **long), exchange(1, request__websocket=True, **long), exchange(2, from_cache=True, **long),
        exchange(3, response__status=504, **long), exchange(4, timing__reliable=False, **long), exchange(5, request__url__path="/api/poll", **long),
        exchange(6, response__status=None, **long), exchange(7, error__kind="aborted", **long),
    ]  # fmt: skip
    assert conclude(Phases, records) == []
