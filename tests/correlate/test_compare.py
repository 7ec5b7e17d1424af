"""Two journeys are aligned by route; the first divergent step and its best explanation come first."""

from hypothesis import given
from hypothesis import strategies as st

from triagekit.correlate.compare import compare
from triagekit.model import Location
from triagekit.records import Kind, Record

ROUTES = ("GET app.test/", "GET app.test/login", "POST idp.test/saml", "GET app.test/api/:id")


def step(route, **fields):
    return Record(Kind.EXCHANGE, Location("a0001"), {"request.route": route, "response.status": 200, **{k.replace("__", "."): v for k, v in fields.items()}})


def journey(**last):
    return [*(step(r) for r in ROUTES[:-1]), step(ROUTES[-1], **last)]


@given(st.lists(st.sampled_from(ROUTES), max_size=30))
def test_a_journey_does_not_diverge_from_itself(routes):
    steps = [step(r) for r in routes]
    found = compare(steps, steps)
    assert (found.divergences, found.aligned, found.only_working, found.only_failing) == ((), len(routes), 0, 0)


def test_the_first_divergence_is_the_injected_one_and_its_reason_comes_before_its_outcome():
    found = compare(journey(auth__present=True), journey(auth__present=False, response__status=401))
    (first,) = found.divergences
    assert first.route == ROUTES[-1]
    assert [d.name for d in first.differences] == ["credential sent", "status"]
    assert (first.differences[1].working, first.differences[1].failing) == ("200", "401")


def test_a_step_that_only_one_journey_has_is_named():
    found = compare(journey(), journey()[:-1])
    assert [(d.route, d.failing) for d in found.divergences] == [(ROUTES[-1], None)]
    assert (found.only_working, found.only_failing) == (1, 0)


def test_lists_show_only_what_differs_and_noise_is_ignored():
    one = journey(request__header_names=("cookie", "x-tenant", "date"), request__cookie_names=("sid", "csrf"))
    other = journey(request__header_names=("user-agent",), request__cookie_names=("csrf",))
    shown = {d.name: (d.working, d.failing) for d in compare(one, other).divergences[0].differences}
    assert shown == {"cookies sent": ("sid", "nothing more"), "request headers": ("x-tenant", "nothing more")}


def test_a_phase_differs_only_when_it_is_much_slower():
    assert compare(journey(timing__wait_ms=100.0), journey(timing__wait_ms=400.0)).divergences == ()
    (slow,) = compare(journey(timing__wait_ms=100.0), journey(timing__wait_ms=4000.0)).divergences
    assert [(d.name, d.failing) for d in slow.differences] == [("time to wait", "4000 ms")]


def test_differences_without_an_outcome_come_after_those_with_one():
    working = [step("GET a/"), step("GET b/")]
    failing = [step("GET a/", server__ip="10.0.0.1"), step("GET b/", response__status=500)]
    assert [d.route for d in compare(working, failing).divergences] == ["GET b/", "GET a/"]
