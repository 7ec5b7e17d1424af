"""Caddy's JSON access log becomes exchanges with headers."""

import json

from analyzers.caddy import analyzer

ENTRY = {
    "level": "error", "ts": 1795422515.25, "logger": "http.log.access.log0", "msg": "handled request",
    "request": {"remote_ip": "192.0.2.7", "client_ip": "192.0.2.7", "proto": "HTTP/2.0", "method": "GET", "host": "shop.example", "uri": "/api?x=1", "headers": {"Authorization": ["REDACTED"], "X-Request-Id": ["ab12cd34"]}, "tls": {"version": 772, "server_name": "shop.example"}},
    "bytes_read": 0, "user_id": "", "duration": 3.5, "size": 17, "status": 502, "resp_headers": {"Server": ["Caddy"], "Retry-After": ["5"]},
}  # fmt: skip
LOG = json.dumps(ENTRY) + "\n" + json.dumps({"level": "info", "ts": 1795422516.5, "logger": "admin", "msg": "admin endpoint started"}) + "\n"


def test_it_is_recognised_also_among_caddys_own_messages(sure):
    assert sure(analyzer, json.dumps(ENTRY) + "\n") >= 90
    assert sure(analyzer, LOG * 4) > 72
    assert sure(analyzer, '{"level":"info","msg":"x"}\n') == 0


def test_headers_address_and_duration_are_told(records):
    exchange, event = records(analyzer, LOG)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("timing.total_ms"), exchange.get("request.http_version")) == ("https://shop.example/api?x=1", 502, 3500.0, "h2")
    assert (exchange.get("response.headers.retry-after"), exchange.get("correlation.ids"), exchange.get("capture.sanitized")) == (("5",), ("x-request-id=ab12cd34",), True)
    assert (event.get("event.logger"), event.get("event.message")) == ("admin", "admin endpoint started")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)


def test_the_error_log_tells_its_reason(records):
    refused = {**ENTRY, "logger": "http.log.error.log0", "msg": "dial tcp 10.0.0.7:8080: connect: connection refused"}
    (exchange,) = records(analyzer, json.dumps(refused) + "\n")
    assert exchange.get("log.error_reason") == "dial tcp 10.0.0.7:8080: connect: connection refused"
    assert exchange.get("signal.firm") == ("gateway/upstream-refused",)
    (plain,) = records(analyzer, json.dumps(ENTRY) + "\n")
    assert plain.get("log.error_reason") is None


def test_an_error_entry_without_headers_is_its_own(sure):
    entry = {"level": "error", "ts": 1789373523.12, "logger": "http.log.error", "msg": "dial tcp 10.0.0.9:8080: connect: connection refused", "request": {"method": "GET", "host": "app", "uri": "/x"}, "status": 502}
    assert sure(analyzer, json.dumps(entry) + "\n") > 90
    assert sure(analyzer, json.dumps({**entry, "logger": "worker"}) + "\n") == 0
