"""MongoDB's structured log becomes events."""

import json

from analyzers.mongodb import analyzer

ENTRY = {"t": {"$date": "2026-11-23T08:28:35.123+00:00"}, "s": "E", "c": "ACCESS", "id": 20249, "ctx": "conn1", "msg": "Authentication failed", "attr": {"error": "AuthenticationFailed: SCRAM authentication failed", "remote": "192.0.2.7:1"}}
LOG = json.dumps(ENTRY) + "\n" + json.dumps({**ENTRY, "s": "I", "msg": "Waiting for connections", "attr": {}}) + "\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 95
    assert sure(analyzer, '{"t":"2026-11-23","msg":"x","c":"y"}\n') == 0


def test_severity_component_and_log_id_are_told(records):
    failed, fine = records(analyzer, LOG)
    assert (failed.get("event.level"), failed.get("event.logger"), failed.get("event.code"), failed.at.isoformat()) == ("error", "ACCESS", "20249", "2026-11-23T08:28:35.123000+00:00")
    assert "SCRAM authentication failed" in failed.get("event.text")
    assert fine.get("event.level") == "info"


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
