"""Kubernetes' audit log becomes exchanges with the API server, Event objects become events."""

import json

from analyzers.kubernetes import analyzer

AUDIT = {"kind": "Event", "apiVersion": "audit.k8s.io/v1", "level": "Metadata", "auditID": "0b0d1c5e-1111-2222-3333-444455556666", "stage": "ResponseComplete", "requestURI": "/api/v1/namespaces/x/pods", "verb": "list", "user": {"username": "system:serviceaccount:x:y"}, "sourceIPs": ["192.0.2.7"], "userAgent": "kubectl/v1.29", "responseStatus": {"code": 403, "reason": "Forbidden", "message": "pods is forbidden"}, "requestReceivedTimestamp": "2026-11-23T08:28:35.123456Z"}
EVENT = {"kind": "Event", "involvedObject": {"kind": "Pod", "name": "web-1"}, "reason": "FailedMount", "message": "MountVolume.SetUp failed", "type": "Warning", "count": 7, "lastTimestamp": "2026-11-23T08:28:36Z", "metadata": {"uid": "aaaabbbb-1111-2222-3333-444455556666"}}


def test_both_are_recognised(sure):
    assert sure(analyzer, json.dumps(AUDIT) + "\n") >= 95
    assert sure(analyzer, json.dumps({"kind": "List", "apiVersion": "v1", "items": [EVENT]})) >= 95
    assert sure(analyzer, '{"kind":"Pod","metadata":{"name":"x"}}') == 0


def test_an_audit_entry_says_who_asked_for_what_and_why_it_was_refused(records):
    (exchange,) = records(analyzer, json.dumps(AUDIT) + "\n")
    assert (exchange.get("request.method"), exchange.get("response.status"), exchange.get("log.error_reason"), exchange.get("log.user")) == ("GET", 403, "Forbidden", "system:serviceaccount:x:y")
    assert exchange.get("correlation.ids") == ("audit-id=0b0d1c5e-1111-2222-3333-444455556666",)


def test_an_event_object_says_what_happened_to_what_and_how_often(records):
    (event,) = records(analyzer, json.dumps({"kind": "List", "items": [EVENT]}))
    assert (event.get("event.level"), event.get("event.code"), event.get("event.logger"), event.get("event.count")) == ("warn", "FailedMount", "Pod/web-1", 7)
    assert event.at.isoformat() == "2026-11-23T08:28:36+00:00"


def test_it_stays_total(assert_total):
    assert_total(analyzer, json.dumps(AUDIT) + "\n" + json.dumps(AUDIT) + "\n")
    assert_total(analyzer, json.dumps({"kind": "List", "items": [EVENT, EVENT]}, indent=2))
