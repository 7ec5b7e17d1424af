"""Auth0 tenant logs become events whose type code says success or failure."""

import json

from analyzers.auth0 import analyzer

FAILED = {"log_id": "90020261123082835", "data": {"date": "2026-11-23T08:28:35.123Z", "type": "fp", "description": "Wrong email or password.", "client_id": "abc", "ip": "192.0.2.7", "tenant_name": "acme"}}
FINE = {"date": "2026-11-23T08:28:36.123Z", "type": "s", "client_id": "abc", "ip": "192.0.2.7", "log_id": "90020261123082836"}
LOG = json.dumps(FAILED) + "\n" + json.dumps(FINE) + "\n"


def test_it_is_recognised_wrapped_and_bare(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, '{"type":"x","date":"2026-11-23"}\n') == 0


def test_a_failure_is_an_error_with_its_code_and_id(records):
    failed, fine = records(analyzer, LOG)
    assert (failed.get("event.level"), failed.get("event.code"), failed.get("event.client"), failed.get("correlation.ids")) == ("error", "fp", "192.0.2.7", ("auth0-log-id=90020261123082835",))
    assert "Wrong email or password." in failed.get("event.message")
    assert (fine.get("event.level"), fine.get("event.code")) == ("info", "s")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
