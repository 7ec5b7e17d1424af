"""Postman collections and Newman reports become exchanges."""

import json

from analyzers.postman import analyzer

URL = {"protocol": "https", "host": ["api", "example"], "path": ["v1", "orders"], "query": [{"key": "page", "value": "2"}]}
RUN = {
    "collection": {"info": {"name": "shop"}}, "environment": {}, "globals": {},
    "run": {"timings": {"started": 1795422515123}, "failures": [], "executions": [
        {"cursor": {}, "item": {"name": "orders"}, "request": {"method": "GET", "url": URL, "header": [{"key": "Authorization", "value": "Bearer x"}, {"key": "Off", "value": "1", "disabled": True}]},
         "response": {"code": 401, "status": "Unauthorized", "header": [{"key": "WWW-Authenticate", "value": 'Bearer error="invalid_token"'}], "stream": {"type": "Buffer", "data": list(b'{"error":"expired"}')}, "responseTime": 42, "responseSize": 19}, "assertions": []},
        {"cursor": {}, "item": {"request": {"method": "GET", "url": "https://no.example/"}}, "requestError": {"code": "ENOTFOUND", "syscall": "getaddrinfo", "message": "getaddrinfo ENOTFOUND no.example"}},
    ]},
}  # fmt: skip
COLLECTION = {
    "info": {"_postman_id": "1", "name": "shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
    "item": [{"name": "folder", "item": [{"name": "pay", "request": {"method": "POST", "url": "https://api.example/pay", "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "1"}]}}, "response": [{"code": 500, "status": "Internal Server Error", "body": "x"}]}]}, {"name": "bare", "request": "https://api.example/bare"}],
}  # fmt: skip


def test_reports_and_collections_are_recognised(sure):
    assert sure(analyzer, json.dumps(RUN)) >= 90
    assert sure(analyzer, json.dumps(COLLECTION)) >= 90
    assert sure(analyzer, '{"log": {"entries": []}}') == 0


def test_an_execution_has_its_request_answer_and_error(records):
    denied, lost = records(analyzer, json.dumps(RUN))
    assert (denied.get("request.url"), denied.get("response.status"), denied.get("auth.challenge.error"), denied.get("timing.total_ms")) == ("https://api.example/v1/orders?page=2", 401, "invalid_token", 42.0)
    assert (denied.get("response.body.error"), denied.get("request.headers.off"), denied.at.isoformat()) == ("expired", None, "2026-11-23T08:28:35.123000+00:00")
    assert (lost.get("error.kind"), lost.get("error.client"), lost.get("request.url.host")) == ("dns", "node", "no.example")


def test_saved_examples_are_exchanges_and_bare_requests_have_no_answer(records):
    pay, bare = records(analyzer, json.dumps(COLLECTION))
    assert (pay.get("response.status"), pay.get("request.params.a"), pay.location.pointer) == (500, ("1",), "/item/0/item/0/response/0")
    assert (bare.get("request.url"), bare.get("response.present")) == ("https://api.example/bare", False)


def test_it_stays_total(assert_total):
    assert_total(analyzer, json.dumps(RUN, indent=1))
    assert_total(analyzer, json.dumps(COLLECTION, indent=1))
