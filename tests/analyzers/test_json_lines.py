"""JSON log entries of any maker become events, and answered requests exchanges, by what their fields are called."""

import json

import pytest

from analyzers.json_lines import analyzer
from triagekit.records import Kind

MAKERS = {
    "bunyan": {"name": "app", "hostname": "web1", "pid": 1, "level": 50, "msg": "connect ECONNREFUSED 10.0.0.1:5432", "time": "2026-11-23T08:28:35.123Z", "v": 0},
    "pino": {"level": 50, "time": 1795422515123, "pid": 1, "hostname": "web1", "msg": "connect ECONNREFUSED 10.0.0.1:5432"},
    "zap": {"level": "error", "ts": 1795422515.123, "caller": "a/b.go:1", "msg": "dial tcp 10.0.0.1:5432: connect: connection refused"},
    "logrus": {"level": "error", "msg": "dial tcp 10.0.0.1:5432: connect: connection refused", "time": "2026-11-23T08:28:35.123Z"},
    "serilog": {"@t": "2026-11-23T08:28:35.1230000Z", "@m": "Connection refused (10.0.0.1:5432)", "@l": "Error", "SourceContext": "App.Db"},
    "structlog": {"event": "connection refused", "level": "error", "timestamp": "2026-11-23T08:28:35.123Z", "logger": "app"},
    "ecs": {"@timestamp": "2026-11-23T08:28:35.123Z", "log.level": "ERROR", "message": "Connection refused", "ecs.version": "1.6.0", "service.name": "app"},
    "logstash": {"@timestamp": "2026-11-23T08:28:35.123Z", "level": "ERROR", "message": "Connection refused", "logger_name": "a.B", "thread_name": "main"},
    "gelf": {"version": "1.1", "host": "web1", "short_message": "Connection refused", "timestamp": 1795422515.123, "level": 3},
    "cloud-logging": {"severity": "ERROR", "timestamp": "2026-11-23T08:28:35.123Z", "jsonPayload": {"message": "connection refused"}, "logName": "x"},
}


@pytest.mark.parametrize("maker", MAKERS)
def test_every_makers_entry_is_an_error_at_its_time(records, sure, maker):
    text = json.dumps(MAKERS[maker]) + "\n"
    assert sure(analyzer, text) >= 70
    (event,) = records(analyzer, text)
    assert (event.at.isoformat(), event.get("event.level"), event.get("error.kind")) == ("2026-11-23T08:28:35.123000+00:00", "error", "refused")


def test_an_answered_request_is_an_exchange(records):
    entry = {"time": "2026-11-23T08:28:35Z", "remote_addr": "192.0.2.7", "request_method": "GET", "host": "shop.example", "request_uri": "/api?x=1", "status": "504", "request_time": "5.001", "upstream_addr": "10.0.0.1:80", "upstream_status": "-", "request_id": "0a1b2c3d4e5f60718293a4b5c6d7e8f9"}
    (exchange,) = records(analyzer, json.dumps(entry) + "\n", Kind.EXCHANGE)
    assert (exchange.get("response.status"), exchange.get("request.url"), exchange.get("log.upstream"), exchange.get("log.client")) == (504, "http://shop.example/api?x=1", "10.0.0.1:80", "192.0.2.7")
    assert exchange.get("correlation.ids") == ("request-id=0a1b2c3d4e5f60718293a4b5c6d7e8f9",)


def test_a_stack_in_a_field_is_read(records):
    entry = {"@timestamp": "2026-11-23T08:28:35Z", "level": "ERROR", "message": "request failed", "stack_trace": "java.lang.IllegalStateException: x\n\tat a.B.c(D.java:1)\nCaused by: java.net.UnknownHostException: no.example\n\t... 3 more"}
    (event,) = records(analyzer, json.dumps(entry) + "\n")
    assert (event.get("event.exception"), event.get("event.cause"), event.get("error.kind")) == ("java.lang.IllegalStateException", "java.net.UnknownHostException", "dns")


def test_an_array_and_pretty_printed_objects_give_the_same(records):
    rows = [MAKERS["pino"], MAKERS["zap"]]
    lines = [r.get("event.message") for r in records(analyzer, "".join(json.dumps(r) + "\n" for r in rows))]
    assert [r.get("event.message") for r in records(analyzer, json.dumps(rows, indent=2))] == lines
    assert [r.get("event.message") for r in records(analyzer, "\n".join(json.dumps(r, indent=2) for r in rows))] == lines


def test_lines_that_are_no_json_are_events_too(records):
    text = json.dumps(MAKERS["zap"]) + "\npanic: oops\n" + json.dumps(MAKERS["zap"])[:-9] + "\n" + json.dumps(MAKERS["zap"]) + "\n"
    assert len(records(analyzer, text)) == 4


def test_a_har_is_not_taken_for_a_log(sure):
    assert sure(analyzer, '{"log": {"version": "1.2", "creator": {"name": "x"}, "entries": []}}') < 90


def test_it_stays_total(assert_total):
    assert_total(analyzer, "".join(json.dumps(m) + "\n" for m in MAKERS.values()))
    assert_total(analyzer, json.dumps(list(MAKERS.values()), indent=1))
