"""OpenTelemetry exports become events, and spans of requests exchanges."""

import json

from analyzers.otlp import analyzer
from triagekit.records import Kind


def attribute(key, value):
    return {"key": key, "value": {"intValue": str(value)} if isinstance(value, int) else {"stringValue": value}}


RESOURCE = {"attributes": [attribute("service.name", "cart")]}
LOGS = {"resourceLogs": [{"resource": RESOURCE, "scopeLogs": [{"logRecords": [
    {"timeUnixNano": "1795422515123000000", "severityNumber": 17, "severityText": "ERROR", "body": {"stringValue": "dial tcp 10.0.0.1:443: connection refused"}, "traceId": "5b8efff798038103d269b633813fc60c", "attributes": [attribute("user.tier", "gold")]},
    {"timeUnixNano": "1795422516123000000", "severityNumber": 9, "body": {"kvlistValue": {"values": []}}},
]}]}]}  # fmt: skip
SPANS = {"resourceSpans": [{"resource": RESOURCE, "scopeSpans": [{"spans": [
    {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174", "name": "GET /cart", "startTimeUnixNano": "1795422515000000000", "endTimeUnixNano": "1795422515100000000", "attributes": [attribute("http.request.method", "GET"), attribute("url.full", "https://shop.example/cart"), attribute("http.response.status_code", 503)], "status": {"code": 2}},
    {"traceId": "5b8efff798038103d269b633813fc60c", "name": "query", "startTimeUnixNano": "1795422515000000000", "endTimeUnixNano": "1795422515100000000", "status": {"code": "STATUS_CODE_ERROR", "message": "boom"}, "events": [{"name": "exception", "attributes": [attribute("exception.stacktrace", "java.net.ConnectException: Connection refused\n\tat a.B.c(D.java:1)")]}]},
]}]}]}  # fmt: skip
LOG = json.dumps(LOGS) + "\n" + json.dumps(SPANS) + "\n"


def test_it_is_recognised_one_a_line_and_as_a_document(sure):
    assert sure(analyzer, LOG) >= 95
    assert sure(analyzer, json.dumps(SPANS, indent=2)) >= 95
    assert sure(analyzer, '{"resource": 1}\n') == 0


def test_a_log_record_has_level_time_service_and_trace(records):
    first = records(analyzer, json.dumps(LOGS))[0]
    assert (first.get("event.level"), first.get("event.logger"), first.get("error.kind"), first.get("event.fields.user.tier")) == ("error", "cart", "refused", "gold")
    assert first.get("correlation.ids") == ("trace-id=5b8efff798038103d269b633813fc60c",)


def test_a_request_span_is_an_exchange_and_another_an_event_with_its_exception(records):
    (exchange,) = records(analyzer, json.dumps(SPANS), Kind.EXCHANGE)
    assert (exchange.get("response.status"), exchange.get("request.url"), exchange.get("timing.total_ms")) == (503, "https://shop.example/cart", 100.0)
    (event,) = records(analyzer, json.dumps(SPANS), Kind.EVENT)
    assert (event.get("event.level"), event.get("event.exception"), event.get("error.kind")) == ("error", "java.net.ConnectException", "refused")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
    assert_total(analyzer, json.dumps(SPANS, indent=1))
