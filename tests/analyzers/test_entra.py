"""Entra sign-in logs become events whose error number is an AADSTS code."""

import json

from analyzers.entra import analyzer

DIAGNOSTIC = {
    "time": "2026-11-23T08:28:35.123Z", "operationName": "Sign-in activity", "category": "SignInLogs", "tenantId": "t", "resultType": "50126", "callerIpAddress": "192.0.2.7", "correlationId": "0b0d1c5e-1111-2222-3333-444455556666",
    "properties": {"id": "aaaabbbb-1111", "ipAddress": "192.0.2.7", "status": {"errorCode": 50126, "failureReason": "Error validating credentials due to invalid username or password."}},
}  # fmt: skip
GRAPH = {"createdDateTime": "2026-11-23T08:28:36Z", "appDisplayName": "Portal", "userPrincipalName": "a@example.com", "status": {"errorCode": 0, "failureReason": "Other."}, "ipAddress": "192.0.2.7", "correlationId": "0b0d1c5e-1111-2222-3333-444455557777"}
LOG = json.dumps(DIAGNOSTIC) + "\n" + json.dumps(GRAPH) + "\n"


def test_both_exports_are_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, json.dumps({"value": [GRAPH]})) >= 90
    assert sure(analyzer, '{"category":"x","time":"2026-11-23T08:28:35Z"}\n') == 0


def test_the_error_number_is_the_code(records):
    failed, fine = records(analyzer, LOG)
    assert (failed.get("event.level"), failed.get("event.code"), failed.get("event.client")) == ("error", "AADSTS50126", "192.0.2.7")
    assert "correlation-id=0b0d1c5e-1111-2222-3333-444455556666" in failed.get("correlation.ids")
    assert (fine.get("event.level"), fine.get("event.code")) == ("info", None)


def test_a_graph_answer_holds_its_entries_under_value(records):
    assert [r.at.isoformat() for r in records(analyzer, json.dumps({"@odata.context": "x", "value": [GRAPH, GRAPH]}))] == ["2026-11-23T08:28:36+00:00"] * 2


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
