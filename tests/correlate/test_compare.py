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
    folded = sum(1 for n, r in enumerate(routes) if n == 0 or r != routes[n - 1])
    assert (found.divergences, found.aligned, found.only_working, found.only_failing) == ((), folded, 0, 0)


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


def test_what_differs_in_every_step_that_went_well_explains_nothing():
    def run(build, last):
        steps = [step(f"GET a/{n}", request__headers__x_build=(build,), request__http_version="h2" if build == "7" else "h3") for n in range(6)]
        return [*steps, step("GET a/end", request__headers__x_build=(build,), request__headers__x_flag=(last,), response__status=200 if last == "on" else 500)]

    found = compare(run("7", "on"), run("8", "off"))
    assert {"protocol", "request header x_build"} <= set(found.always)
    assert [d.name for d in found.divergences[0].differences] == ["request header x_flag", "status"]


def test_two_environments_are_laid_side_by_side_without_their_hosts():
    def run(host, status):
        return [step(f"GET {host}{path}", request__url__host=host, response__status=s) for path, s in (("/", 200), ("/login", 200), ("/api", status))]

    found = compare(run("app.prod.test", 200), run("app.stage.test", 403))
    assert found.aligned == 3
    assert [d.route for d in found.divergences] == ["GET app.stage.test/api"]


def test_polling_and_retries_with_one_outcome_are_one_step():
    found = compare([step("GET a/poll")] * 3 + [step("GET a/done")], [step("GET a/poll")] * 90 + [step("GET a/done")])
    assert (found.divergences, found.aligned) == ((), 2)


def line(message, level="info", **more):
    return Record(Kind.EVENT, Location("a0001"), {"event.message": message, "event.level": level, **{k.replace("__", "."): v for k, v in more.items()}})


def test_logs_part_at_the_first_line_that_only_the_failing_one_has():
    working = [line("start 17"), line("user 4711 loaded in 12 ms"), line("done 3")]
    failing = [line("start 18"), line("user 99 loaded in 340 ms"), line("quota 5 exceeded", "error"), line("done 4")]
    found = compare(working, failing)
    assert found.aligned == 3
    assert found.divergences[0].failing.get("event.message") == "quota 5 exceeded"


def test_a_pair_of_messages_is_compared_field_by_field_without_what_is_new_in_each():
    def message(**fields):
        return Record(Kind.ASSERTION, Location("a0001"), {"saml.kind": "Response", **fields})

    one = message(**{"saml.id": "_1", "saml.audience": ("https://sp.test",), "saml.check.audience-mismatch": "passed"})
    other = message(**{"saml.id": "_2", "saml.audience": ("https://other.test",), "saml.check.audience-mismatch": "failed"})
    (parted,) = compare([], [], ([one], [other])).divergences
    assert [d.name for d in parted.differences] == ["saml.check.audience-mismatch", "saml.audience"]


def test_a_request_of_the_page_that_was_left_out_right_before_the_failure_comes_first():
    called = [step(r, request__resource_type="fetch") for r in ROUTES]
    failing = [*called[:2], step(ROUTES[3], response__status=409)]
    assert [(d.route, d.failing is None) for d in compare(called, failing).divergences] == [(ROUTES[2], True), (ROUTES[3], False)]


def test_a_file_that_may_have_come_from_a_cache_is_not_missed():
    files = [step(r, request__resource_type="script", request__method="GET") for r in ROUTES]
    failing = [*files[:2], step(ROUTES[3], response__status=409)]
    assert [d.route for d in compare(files, failing).divergences] == [ROUTES[3], ROUTES[2]]
