"""One line of an access log is one exchange; what a parser does not know is still an event."""

from datetime import UTC, datetime

import pytest

from triagekit.model import Location
from triagekit.reading.accesslog import Access, exchange, request, seconds, share, stamped, url_of, whole
from triagekit.reading.lines import Sample
from triagekit.reading.logtimes import Clock

PLACE = Location("a0001", "line", line=1)


@pytest.mark.parametrize(
    ("made", "url"),
    [
        (Access(target="/a?x=1"), "/a?x=1"),
        (Access(target="/a", host="shop.example"), "http://shop.example/a"),
        (Access(target="a", host="shop.example:8443", scheme="https"), "https://shop.example:8443/a"),
        (Access(target="https://other.example/b", host="shop.example"), "https://other.example/b"),
        (Access(target="api.example:443", host="x", method="CONNECT"), "api.example:443"),
    ],
)
def test_the_url_is_told_as_far_as_the_line_tells_it(made, url):
    assert url_of(made) == url


def test_a_request_line_that_clients_filled_with_something_else_is_kept_as_such():
    good, bad = Access(), Access()
    request(good, "GET /a b HTTP/1.1")
    request(bad, "\x16\x03\x01 hello")
    assert (good.method, bad.method, bad.extra["log.bad_request"], bad.extra["log.request"]) == ("", "", True, "\x16\x03\x01 hello")
    request(good, "PROPFIND /dav/ HTTP/1.1")
    assert (good.method, good.target, good.version) == ("PROPFIND", "/dav/", "HTTP/1.1")


@pytest.mark.parametrize(("text", "ms"), [("0.250", 250.0), ("0.001, 5.000", 5000.0), ("0.1 : 0.2", 200.0), ("-", None), ("-1", None), ("nan", None), ("1e300", None)])
def test_the_last_of_several_tries_counts(text, ms):
    assert seconds(text) == ms


@pytest.mark.parametrize(("text", "count"), [("12", 12), ("-", None), ("-5", None), ("١٢", None), ("9" * 19, None)])
def test_only_plain_digits_are_a_count(text, count):
    assert whole(text) == count


def test_placeholders_of_the_log_are_no_values():
    record = exchange(Access(method="GET", target="/", status=200, client="-", user="-", agent="-", referer="-"), PLACE, "test", 0)
    assert not {"log.client", "log.user", "request.headers.user-agent", "request.headers.referer"} & record.fields.keys()
    assert (record.get("source"), record.get("capture.shows_headers"), record.get("index")) == ("access-log", False, 0)


def test_ids_durations_and_time_reach_the_exchange():
    at = datetime(2026, 11, 23, tzinfo=UTC)
    record = exchange(Access(method="GET", target="/", status=502, at=at, total_ms=12.5, upstream_ms=10.0, ids=[("x-request-id", "abcd")], error="connection refused"), PLACE, "test", -1)
    assert (record.at, record.get("timing.total_ms"), record.get("timing.wait_ms"), record.get("correlation.ids"), record.get("error.kind")) == (at, 12.5, 10.0, ("x-request-id=abcd",), "refused")


def test_recognition_counts_the_lines_that_are_read():
    def parse(line, _):
        return Access() if line.startswith("ok") else None

    assert share(Sample(("ok",) * 10, "o"), parse, 90) == 90
    assert share(Sample(("ok",) * 5 + ("no",) * 5, "o"), parse, 90) == 78
    assert share(Sample(("ok",) + ("no",) * 9, "o"), parse, 90) == 0


def test_a_time_in_any_writing_is_read():
    assert stamped("2026-11-23T08:28:35Z", Clock(UTC, 2026, True)) == datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)
    assert stamped("soon", Clock(UTC, 2026, True)) is None
