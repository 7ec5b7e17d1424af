"""The nginx error log becomes events with the request, the client and the upstream each line names."""

import pytest

from analyzers.nginx_error import analyzer

LINE = '2026/11/23 08:28:35 [error] 4711#4711: *12 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: shop.example, request: "GET /api/x HTTP/1.1", upstream: "http://127.0.0.1:9001/api/x", host: "shop.example"\n'


def test_it_is_recognised(sure):
    assert sure(analyzer, LINE * 3) >= 90
    assert sure(analyzer, "2026/11/23 08:28:35 main.go:1: started\n" * 3) == 0


def test_a_line_says_what_failed_where_and_for_whom(records):
    (event,) = records(analyzer, LINE)
    assert (event.get("error.kind"), event.get("event.level"), event.get("event.client"), event.get("event.upstream")) == ("refused", "error", "192.0.2.7", "http://127.0.0.1:9001/api/x")
    assert (event.get("event.method"), event.get("event.url"), event.get("event.url.host")) == ("GET", "/api/x", "shop.example")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("upstream timed out (110: Connection timed out) while reading response header from upstream", "response-timeout"),
        ("upstream timed out (110: Connection timed out) while connecting to upstream", "connect-timeout"),
        ("upstream prematurely closed connection while reading response header from upstream", "empty"),
        ("recv() failed (104: Connection reset by peer) while reading response header from upstream", "reset"),
        ("api.example could not be resolved (3: Host not found)", "dns"),
    ],
)
def test_each_wording_is_one_kind(records, said, kind):
    (event,) = records(analyzer, f"2026/11/23 08:28:35 [error] 1#1: *1 {said}, client: 192.0.2.7, server: a\n")
    assert event.get("error.kind") == kind


def test_a_zone_of_the_case_moves_its_times(records):
    from datetime import timedelta, timezone

    (event,) = records(analyzer, LINE, timezone=timezone(timedelta(hours=2)))
    assert (event.at.isoformat(), event.get("time.certain")) == ("2026-11-23T08:28:35+02:00", False)


def test_it_stays_total(assert_total):
    assert_total(analyzer, LINE * 3)
