"""OneLogin events become events by their numeric type."""

import json

from analyzers.onelogin import analyzer

ENTRY = {"event_type_id": 6, "user_id": 123, "account_id": 9, "error_description": "Invalid password", "ipaddr": "192.0.2.7", "created_at": "2026-11-23T08:28:35Z"}
LOG = json.dumps(ENTRY) + "\n" + json.dumps({**ENTRY, "event_type_id": 5, "error_description": None}) + "\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, '{"event_type_id": 6}\n') == 0


def test_a_failure_says_why(records):
    failed, fine = records(analyzer, LOG)
    assert (failed.get("event.code"), failed.get("event.level"), failed.get("event.client")) == ("6", "error", "192.0.2.7")
    assert "Invalid password" in failed.get("event.message")
    assert fine.get("event.level") == "info"


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
