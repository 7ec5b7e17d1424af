"""Bursts per route and floods of identical requests."""

from triagekit.correlate.rates import Rates


def test_a_flood_of_identical_requests(exchange, conclude):
    """Twelve times the same address within a second."""
    facts = conclude(Rates, [exchange(n * 0.05) for n in range(12)])
    assert [f["burst.per_second"] for f in facts if f["burst.identical"]] == [12]


def test_different_requests_of_one_route_are_no_flood_but_a_burst(exchange, conclude):
    """Twenty-five objects in a second."""
    facts = conclude(Rates, [exchange(n * 0.03, request__url=f"https://api.example/v1/x?id={n}") for n in range(25)])
    assert [(f["burst.identical"], f["burst.per_second"]) for f in facts] == [(False, 25)]


def test_slow_requests_are_neither(exchange, conclude):
    """One every two seconds."""
    assert conclude(Rates, [exchange(n * 2.0) for n in range(50)]) == []


def test_what_came_before_the_first_refusal_is_counted(exchange, conclude):
    """Five requests, then the sixth is refused."""
    facts = conclude(Rates, [*(exchange(n) for n in range(5)), exchange(5, response__status=429)])
    assert {f["burst.before_refusal"] for f in facts} == {5}


def test_preflights_and_cache_answers_do_not_count(exchange, conclude):
    """The application did not send them."""
    assert conclude(Rates, [exchange(n * 0.01, from_cache=True) for n in range(30)]) == []
