"""Slack's audit log becomes events."""

import json

from analyzers.slack_audit import analyzer

ENTRY = {"id": "0123a45b-6c7d-8900-e12f-3456789gh0i1", "date_create": 1795422515, "action": "user_login_failed", "actor": {"type": "user", "user": {"id": "W1"}}, "entity": {"type": "user"}, "context": {"ip_address": "192.0.2.7"}}
LOG = json.dumps({"entries": [ENTRY, {**ENTRY, "action": "user_login"}]})


def test_it_is_recognised_in_an_api_answer_and_one_a_line(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, json.dumps(ENTRY) + "\n" + json.dumps(ENTRY) + "\n") >= 90
    assert sure(analyzer, '{"action":"x","actor":"y"}\n') == 0


def test_action_and_address_are_told(records):
    first, second = records(analyzer, LOG)
    assert (first.get("event.code"), first.get("event.client"), first.at.isoformat()) == ("user_login_failed", "192.0.2.7", "2026-11-23T08:28:35+00:00")
    assert second.get("event.code") == "user_login"


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
