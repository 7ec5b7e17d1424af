"""What an artifact covers: sides, times, hosts, people and what fails."""

from datetime import timedelta

from triagekit.correlate.extents import MOST, Extents
from triagekit.model import Location
from triagekit.records import Kind, Record


def event(at, **fields):
    known = {"event.format": "json-lines", "event.level": "error", **{k.replace("__", "."): v for k, v in fields.items()}}
    return Record(Kind.EVENT, Location("a0002", "line", line=1), known, at)


def test_a_capture_tells_its_hosts_its_failures_and_their_times(exchange, conclude):
    rows = [exchange(0), exchange(5, response__status=502), exchange(9, response__status=200)]
    (fact,) = conclude(Extents, rows)
    assert fact["extent.sides"] == ("client",)
    assert (fact["extent.first"], fact["extent.last"]) == (rows[0].at, rows[2].at)
    assert (fact["extent.failed_first"], fact["extent.failed_last"], fact["extent.failed"]) == (rows[1].at, rows[1].at, 1)
    assert (fact["extent.hosts"], fact["extent.failing"], fact["extent.shows"]) == (("api.example",), ("GET /v1/x",), ("gateway-error",))


def test_a_line_that_names_a_back_end_is_a_gateways_and_any_other_an_applications(exchange, conclude):
    at = exchange(0).at
    (fact,) = conclude(Extents, [event(at, event__upstream="http://10.0.0.1:80/"), event(at + timedelta(seconds=1), event__fields__user="Jane")])
    assert fact["extent.sides"] == ("application", "gateway")
    assert (fact["extent.shows"], fact["extent.people"]) == (("upstream-failure",), ("jane",))


def test_a_sign_in_that_was_refused_and_an_application_that_failed_are_told(exchange, conclude):
    (fact,) = conclude(Extents, [exchange(0, request__params__SAMLResponse=("x",), response__status=403), exchange(1, response__status=500)])
    assert set(fact["extent.shows"]) == {"refused", "sign-in-refused", "server-error"}


def test_machines_among_themselves_name_no_host_and_what_is_kept_is_bounded(exchange, conclude):
    rows = [exchange(n, request__url__host=host) for n, host in enumerate(("10.0.0.7", "shop-svc", "orders.default.svc", "localhost"))]
    assert "extent.hosts" not in conclude(Extents, rows)[0]
    many = [exchange(n, request__url__host=f"h{n}.example") for n in range(MOST + 50)]
    assert len(conclude(Extents, many)[0]["extent.hosts"]) == MOST


def test_a_token_is_a_side_of_its_own(conclude):
    (fact,) = conclude(Extents, [Record(Kind.TOKEN, Location("a0001"), {"jwt.alg": "RS256"})])
    assert (fact["extent.sides"], fact["extent.shows"]) == (("identity",), ("token",))


def test_the_error_log_of_a_web_server_is_the_gateways_side(exchange, conclude):
    (fact,) = conclude(Extents, [event(exchange(0).at, event__format="nginx-error")])
    assert fact["extent.sides"] == ("gateway",)
    assert "extent.shows" not in fact, "a line that names no back end may be about a file of its own"
