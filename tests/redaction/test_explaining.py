"""What is done at a place, and which line decided."""

import json

from redaction.explaining import explain
from redaction.policy import Line, Policy
from redaction.session import Session
from triagekit.reading.bytesource import memory_source

TREE = json.dumps({"a": {"mail": "jane.doe@customer.example", "client_ip": "81.2.69.142"}, "b": [{"password": "hunter2xyz"}]}).encode()


def test_a_pointer_names_what_stands_there_and_below():
    found = explain(Session(), memory_source(TREE, "x.json"), "/b")
    assert [(d.place, d.category, d.action, d.origin) for d in found] == [("/b/0/password", "password", "pseudonymise", "profile support")]
    assert explain(Session(), memory_source(TREE, "x.json"), "/c") == []


def test_the_line_of_the_policy_that_decided_is_named():
    policy = Policy(lines=(Line("mask", category="email", origin="rules 1"),))
    found = explain(Session(policy=policy), memory_source(TREE, "x.json"), "/a/mail")
    assert [(d.action, d.origin) for d in found] == [("mask", "rules 1")]


def test_a_line_of_a_log_is_a_place_too():
    found = explain(Session(), memory_source(b"a\nuser jane.doe@customer.example\nb\n", "x.log"), "L2")
    assert [(d.place, d.category) for d in found] == [("line 2", "email")]
    assert "jane" not in str(found)
