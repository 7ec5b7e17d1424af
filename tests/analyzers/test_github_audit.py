"""GitHub's audit log becomes events."""

import json

from analyzers.github_audit import analyzer

ENTRY = {"@timestamp": 1795422515123, "action": "git.clone", "actor": "octo", "actor_ip": "192.0.2.7", "org": "acme", "repo": "acme/shop", "_document_id": "xJJFlFOhQ6b-5vaAFy9Rjw"}
LOG = json.dumps(ENTRY) + "\n" + json.dumps({**ENTRY, "action": "org.update_member", "@timestamp": 1795422516123}) + "\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, '{"action":"click","actor":"x"}\n') == 0


def test_action_and_address_are_told(records):
    first, _ = records(analyzer, LOG)
    assert (first.get("event.code"), first.get("event.client"), first.at.isoformat()) == ("git.clone", "192.0.2.7", "2026-11-23T08:28:35.123000+00:00")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
