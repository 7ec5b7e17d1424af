"""What is done at a place, and which line decided."""

import json

from redaction.explaining import beyond, explain
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


def test_what_a_line_keeps_on_purpose_is_told_and_the_policy_stays_as_it_was():
    policy = Policy(lines=(Line("keep", category="ip", origin="rules 1"),))
    session = Session(policy=policy)
    found = explain(session, memory_source(TREE, "x.json"), "/a/client_ip")
    assert [(d.category, d.action, d.origin) for d in found] == [("ip", "keep", "rules 1")]
    assert "81.2.69.142" in session.text("from 81.2.69.142")


def test_what_the_minimal_profile_keeps_is_told_too():
    found = explain(Session(profile="minimal"), memory_source(TREE, "x.json"), "/a/client_ip")
    assert [(d.action, d.origin) for d in found] == [("keep", "profile minimal")]


def test_a_place_that_cannot_be_is_told_from_one_where_nothing_stands():
    source = memory_source(b"a\nb\n", "x.log")
    assert beyond(source, "L2") == "" and beyond(source, "/log") == ""
    assert beyond(source, "L3") == "the file has 2 lines"
    assert "such as L17" in beyond(source, "three")
