"""The spans of Jaeger and Zipkin exports become events and exchanges with their service, trace and failure."""

import json

from analyzers.tracing_json import analyzer


def tag(key, value):
    return {"key": key, "type": "string", "value": value}


SPAN = {
    "traceID": "5b8aa5a2d2c872e8321cf37308d69df2", "spanID": "051581bf3cb55c13", "operationName": "GET /orders", "processID": "p1", "startTime": 1795422515123456, "duration": 250000,
    "references": [], "logs": [],
    "tags": [tag("http.method", "GET"), tag("http.url", "https://shop.example.com/orders"), {"key": "http.status_code", "type": "int64", "value": 503}, {"key": "error", "type": "bool", "value": True}],
}  # fmt: skip
QUERY = {
    **SPAN, "spanID": "a1", "operationName": "SELECT orders", "processID": "p2", "tags": [{"key": "error", "type": "bool", "value": True}],
    "logs": [{"timestamp": 1795422515200000, "fields": [tag("event", "error"), tag("message", "connect ECONNREFUSED 10.0.0.9:5432")]}],
}  # fmt: skip
JAEGER = json.dumps({"data": [{"traceID": SPAN["traceID"], "spans": [SPAN, QUERY], "processes": {"p1": {"serviceName": "shop", "tags": []}, "p2": {"serviceName": "orders-db"}}}], "total": 0}, indent=1)
ZIPKIN = json.dumps([
    {"traceId": "5b8aa5a2d2c872e8", "id": "0515", "kind": "CLIENT", "name": "get", "timestamp": 1795422515123456, "duration": 30000, "localEndpoint": {"serviceName": "shop"},
     "tags": {"http.method": "GET", "http.path": "/pay", "error": "dial tcp 10.0.0.7:443: i/o timeout"}},
])  # fmt: skip


def test_both_forms_are_recognised_and_nothing_else(sure):
    assert sure(analyzer, JAEGER) >= 95 and sure(analyzer, ZIPKIN) >= 95 and sure(analyzer, json.dumps(json.loads(JAEGER))) >= 95
    assert sure(analyzer, '{"data":[{"id":"1","traceId":"2"}]}') == 0
    assert sure(analyzer, '{"log":{"entries":[]}}') == 0


def test_a_trace_too_long_to_be_decoded_at_once_is_recognised_by_its_beginning(sure, records):
    long = json.dumps({"data": [{"traceID": SPAN["traceID"], "spans": [SPAN] * 400, "processes": {"p1": {"serviceName": "shop"}}}]})
    assert len(long) > 65_536 and sure(analyzer, long) >= 95
    assert len(records(analyzer, long)) == 400


def test_a_span_about_a_request_is_an_exchange_with_its_duration(records):
    request, _ = records(analyzer, JAEGER)
    assert (request.kind, request.get("request.url"), request.get("response.status")) == ("exchange", "https://shop.example.com/orders", 503)
    assert request.at.isoformat() == "2026-11-23T08:28:35.123456+00:00" and request.get("timing.total_ms") == 250.0


def test_what_a_span_logged_of_its_failure_is_told_with_its_service(records):
    _, query = records(analyzer, JAEGER)
    assert (query.kind, query.get("event.level"), query.get("event.logger"), query.get("error.kind")) == ("event", "error", "orders-db", "refused")


def test_both_spans_bear_the_traces_id(records):
    assert all(any(SPAN["traceID"] in i for i in r.get("correlation.ids")) for r in records(analyzer, JAEGER))


def test_zipkins_error_tag_is_the_failures_own_text(records):
    (call,) = records(analyzer, ZIPKIN)
    assert (call.get("event.level"), call.get("event.logger"), call.get("error.kind")) == ("error", "shop", "connect-timeout")
    assert call.get("event.fields.duration_ms") == "30.0"


def test_it_stays_total(assert_total):
    assert_total(analyzer, JAEGER)
    assert_total(analyzer, ZIPKIN)
