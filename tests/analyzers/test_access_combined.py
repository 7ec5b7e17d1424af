"""Access logs in the common and combined forms become exchanges, whatever sites add behind them."""

import pytest

from analyzers.access_combined import analyzer
from triagekit.records import Kind

NGINX = '192.0.2.10 - alice [23/Nov/2026:08:28:35 +0000] "GET /api/orders?page=2 HTTP/1.1" 401 153 "https://app.example/" "Mozilla/5.0"\n192.0.2.11 - - [23/Nov/2026:08:28:36 +0100] "POST /login HTTP/2.0" 200 0 "-" "curl/7.88.1"\n'


def test_it_is_recognised_by_its_lines(sure):
    assert sure(analyzer, NGINX) >= 90
    assert sure(analyzer, "hello\nworld\n") == 0
    assert sure(analyzer, "2026-11-23 08:28:35 INFO nothing here\n" * 3) == 0


def test_a_line_is_an_exchange_with_client_user_and_time(records):
    first, second = records(analyzer, NGINX)
    assert (first.get("request.method"), first.get("request.url"), first.get("response.status"), first.get("response.body.transferred")) == ("GET", "/api/orders?page=2", 401, 153)
    assert (first.get("log.client"), first.get("log.user"), first.get("request.headers.user-agent")) == ("192.0.2.10", "alice", ("Mozilla/5.0",))
    assert (second.at.isoformat(), second.get("log.user"), second.get("request.headers.referer")) == ("2026-11-23T08:28:36+01:00", None, None)


def test_what_sites_add_behind_is_named(records):
    line = '192.0.2.10 - - [23/Nov/2026:08:28:35 +0000] "GET / HTTP/1.1" 502 157 "-" "curl" rt=4.001 uct=0.001 urt=4.000 us=502 ua="10.0.0.1:80, 10.0.0.2:80" rid=0a1b2c3d4e5f\n'
    (exchange,) = records(analyzer, line)
    assert (exchange.get("timing.total_ms"), exchange.get("log.upstream_status"), exchange.get("log.upstream"), exchange.get("log.upstream_tries")) == (4001.0, "502", "10.0.0.2:80", 2)
    assert exchange.get("correlation.ids") == ("x-request-id=0a1b2c3d4e5f",)


def test_the_ingress_controllers_columns_are_read(records):
    line = '192.0.2.1 - - [23/Nov/2026:08:28:35 +0000] "GET /a HTTP/2.0" 504 160 "-" "curl" 40 5.000 [shop-web-80] [] 10.1.2.3:8080 0 5.001 504 4b9d0f0a7b6e5d4c3b2a190807060504\n'
    (exchange,) = records(analyzer, line)
    assert (exchange.get("log.backend"), exchange.get("log.upstream"), exchange.get("log.upstream_status"), exchange.get("correlation.names")) == ("shop-web-80", "10.1.2.3:8080", "504", ("x-request-id",))


@pytest.mark.parametrize("wrap", ["2026-11-23T08:28:35.123456789Z stdout F {}", '{{"log":"{}\\n","stream":"stdout","time":"2026-11-23T08:28:35.123456789Z"}}', "web-1  | {}", "Nov 23 08:28:35 web1 nginx[7]: {}"])
def test_what_a_runtime_puts_before_it_is_taken_off(records, sure, wrap):
    line = '192.0.2.10 - - [23/Nov/2026:08:28:35 +0000] "GET / HTTP/1.1" 503 0'
    text = "".join(wrap.format(line.replace('"', '\\"') if wrap.startswith("{") else line) + "\n" for _ in range(3))
    assert sure(analyzer, text) >= 90
    assert [r.get("response.status") for r in records(analyzer, text)] == [503] * 3


def test_a_request_line_that_is_no_request_is_said_to_be_bad(records):
    (exchange,) = records(analyzer, '192.0.2.10 - - [23/Nov/2026:08:28:35 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"\n')
    assert (exchange.get("log.bad_request"), exchange.get("response.status"), exchange.get("request.method")) == (True, 400, None)


def test_foreign_lines_are_events_and_none_is_lost(records):
    text = NGINX + "2026-11-23 08:28:37 [ERROR] worker died\nwhatever this is\n"
    events = records(analyzer, text, Kind.EVENT)
    assert [e.get("event.message") for e in events] == ["worker died", "whatever this is"]
    assert events[0].get("event.level") == "error"


def test_it_stays_total(assert_total):
    assert_total(analyzer, NGINX)
