"""CloudTrail becomes events, refused calls with their code."""

import json

from analyzers.cloudtrail import analyzer

DENIED = {"eventVersion": "1.08", "eventTime": "2026-11-23T08:28:35Z", "eventSource": "s3.amazonaws.com", "eventName": "GetObject", "awsRegion": "eu-central-1", "sourceIPAddress": "192.0.2.7", "errorCode": "AccessDenied", "errorMessage": "Access Denied", "requestID": "3E57427F3EXAMPLE", "eventID": "e-1"}
FINE = {**DENIED, "errorCode": None, "errorMessage": None}
LOG = json.dumps({"Records": [DENIED, FINE]})


def test_it_is_recognised_in_its_file_form_and_one_a_line(sure):
    assert sure(analyzer, LOG) >= 95
    assert sure(analyzer, json.dumps(DENIED) + "\n" + json.dumps(FINE) + "\n") >= 95
    assert sure(analyzer, '{"Records":[{"a":1}]}') == 0


def test_a_refused_call_is_an_error_with_its_request_id(records):
    denied, fine = records(analyzer, LOG)
    assert (denied.get("event.code"), denied.get("event.level"), denied.get("event.message")) == ("AccessDenied", "error", "s3.amazonaws.com GetObject: AccessDenied: Access Denied")
    assert denied.get("correlation.ids") == ("requestid=3E57427F3EXAMPLE",)
    assert (fine.get("event.level"), fine.get("event.code")) == ("info", None)


def test_a_file_cut_within_an_entry_says_so(items):
    from triagekit.model import Defect

    found = items(analyzer, LOG[:-40])
    assert [i.code for i in found if isinstance(i, Defect)] == ["TK-IO-012"]


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)
