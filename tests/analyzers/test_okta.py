"""Okta's System Log becomes events with outcome, reason and transaction."""

import json

from analyzers.okta import analyzer

ENTRY = {
    "published": "2026-11-23T08:28:35.123Z", "eventType": "user.session.start", "severity": "INFO", "displayMessage": "User login to Okta", "uuid": "1d0b6e6a-aaaa-11ed-8d3a-0b5b0a0b0c0d", "outcome": {"result": "FAILURE", "reason": "INVALID_CREDENTIALS"},
    "actor": {"type": "User", "alternateId": "a@example.com"}, "client": {"ipAddress": "192.0.2.7"}, "transaction": {"type": "WEB", "id": "YkZ0aabbccdd"}, "debugContext": {"debugData": {"requestUri": "/api/v1/authn", "requestId": "Yreq1234"}},
}  # fmt: skip
GOOD = {**ENTRY, "outcome": {"result": "SUCCESS"}}
LOG = json.dumps(ENTRY) + "\n" + json.dumps(GOOD) + "\n"


def test_it_is_recognised_one_a_line_and_as_an_array(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, json.dumps([ENTRY, GOOD], indent=1)) >= 90
    assert sure(analyzer, '{"eventType":"x","time":1}\n') == 0


def test_a_refusal_is_an_error_with_its_reason_and_ids(records):
    failed, fine = records(analyzer, LOG)
    assert (failed.get("event.level"), failed.get("event.code"), failed.get("event.message"), failed.get("event.url")) == ("error", "INVALID_CREDENTIALS", "user.session.start: FAILURE: INVALID_CREDENTIALS", "/api/v1/authn")
    assert "x-okta-request-id=Yreq1234" in failed.get("correlation.ids")
    assert (fine.get("event.level"), fine.get("event.code")) == ("info", None)


def test_an_array_gives_the_same_events(records):
    assert [r.get("event.message") for r in records(analyzer, json.dumps([ENTRY, GOOD]))] == [r.get("event.message") for r in records(analyzer, LOG)]


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
    assert_total(analyzer, json.dumps([ENTRY, GOOD], indent=1))
