"""Charles sessions become exchanges."""

import json

from analyzers.charles import analyzer
from triagekit.model import Defect

GOOD = {
    "status": "COMPLETE", "method": "GET", "protocolVersion": "HTTP/1.1", "scheme": "https", "host": "shop.example", "port": 443, "actualPort": 443, "path": "/api", "query": "x=1", "tunnel": False, "keptAlive": True, "clientAddress": "192.0.2.7", "remoteAddress": "shop.example/198.51.100.4:443",
    "times": {"start": "2026-11-23T08:28:35.123+01:00", "end": "2026-11-23T08:28:35.323+01:00"}, "durations": {"total": 200, "dns": 5, "connect": 20, "ssl": 10, "latency": 150},
    "ssl": {"protocol": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256"}, "request": {"header": {"headers": [{"name": "Host", "value": "shop.example"}, {"name": "x-request-id", "value": "abcd1234"}]}, "sizes": {"body": 0}},
    "response": {"status": 403, "header": {"firstLine": "HTTP/1.1 403 Forbidden", "headers": [{"name": "Server", "value": "nginx"}]}, "mimeType": "application/json", "sizes": {"body": 20}, "body": {"text": '{"error":"denied"}'}},
}  # fmt: skip
FAILED = {**GOOD, "status": "FAILED", "errorMessage": "Connection refused", "response": {}}
SESSION = json.dumps([GOOD, FAILED], indent=1)


def test_it_is_recognised_and_no_har(sure):
    assert sure(analyzer, SESSION) >= 90
    assert sure(analyzer, '[{"startedDateTime": "x", "request": {}}]') == 0


def test_a_transaction_has_address_phases_and_body(records):
    good, failed = records(analyzer, SESSION)
    assert (good.get("request.url"), good.get("response.status"), good.get("server.ip"), good.get("tls.version"), good.get("connection.reused")) == ("https://shop.example/api?x=1", 403, "198.51.100.4", "TLSv1.3", True)
    assert (good.get("timing.total_ms"), good.get("response.body.error"), good.get("correlation.ids")) == (200.0, "denied", ("x-request-id=abcd1234",))
    assert (failed.get("error.kind"), failed.get("response.status")) == ("refused", None)


def test_a_session_cut_off_keeps_what_is_whole(items, records):
    cut = SESSION[:-300]
    assert len(records(analyzer, cut)) == 1
    assert any(isinstance(i, Defect) and "ends before" in i.detail for i in items(analyzer, cut))


def test_it_stays_total(assert_total):
    assert_total(analyzer, SESSION)
