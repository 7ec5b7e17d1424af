"""Long JSON element by element gives the same copy as at once; damage stays local."""

import json

import pytest

from redaction import copies, jsonstreams
from redaction.session import Session

TREE = {"log": {"version": "1.2", "entries": [{"n": n, "headers": [{"name": "Cookie", "value": f"sid=abc123def{n:04d}"}], "body": {"text": "x" * 50}} for n in range(60)], "comment": "to jane.doe@customer.example"}}


@pytest.mark.parametrize("indent", [None, 1, 2, "\t"])
def test_streamed_and_at_once_say_the_same(redact, monkeypatch, indent):
    raw = json.dumps(TREE, indent=indent)
    whole = redact(raw, session=Session(key=b"k" * 32))
    monkeypatch.setattr(copies, "WHOLE", 500)
    streamed = redact(raw, session=Session(key=b"k" * 32))
    assert json.loads(streamed.text) == json.loads(whole.text)
    assert indent is None or streamed.text.count("\n") == raw.count("\n")


def test_one_broken_element_does_not_spoil_the_others(redact, monkeypatch):
    raw = json.dumps(TREE, indent=1).replace('"n": 30', '"n": 3x0 "password": "hunter2xyz"')
    monkeypatch.setattr(copies, "WHOLE", 500)
    made = redact(raw)
    assert "abc123def" not in made.text and "hunter2xyz" not in made.text and made.text.count('"name": "Cookie"') >= 59


@pytest.mark.parametrize(("text", "json_like"), [('{"a":1}', True), ("[1,2]", True), ("[[1", True), ('["a"', True), ("[]", True), ("{}", True), ("[Mon Nov", False), ("[10] x", False), ("[2026-11-03 09:14]", False), ("{a: 1}", False), ("[[ACTIVE] x", False), ("plain", False)])
def test_what_begins_like_json_is_told_from_a_log(text, json_like):
    assert jsonstreams.is_json(text) is json_like


def test_json_lines_are_no_document():
    assert jsonstreams.is_lines('{"a":1}\n{"b":2}\n') and not jsonstreams.is_lines('{"a":\n1}\n')


@pytest.mark.parametrize("raw", ['{"log": {,\n "title": "x", "user": "kowalski88"}}', '{"a": "", "password": "hunter2xyz" "b": 1, "c": [1, {"d": 2}', '{"a": "",","password":"hunter2xyz","b":"', '{"a": 1, , "user": "kowalski88"}', '{"a": [{"user": "kowalski88"}, }, "b": "x",'])
def test_a_broken_document_keeps_its_marks_and_words_and_a_second_pass_changes_nothing(redact, raw):
    made = redact(raw)
    assert redact(made.data).data == made.data
    assert "hunter2" not in made.text and "kowalski" not in made.text
    marks = [c for c in raw if c in '{}[],"abcd']
    assert made.text.count(",") == raw.count(",") and len(marks) <= len([c for c in made.text if c in '{}[],"abcd'])


@pytest.mark.parametrize("ending", ["", '\n  , {"c"', "\n\n]}} trailing\n", "\n,,\n  7 ]"])
def test_a_document_that_breaks_off_keeps_its_lines(redact, ending):
    raw = '{\n  "log" :\n {\n "version": "1.2",\n\n    "entries": [\n {"mail": "jane.doe@customer.example",\n "n": [1,2,\n3]},\n\n\n  {"b": 2}' + ending
    made = redact(raw).text
    assert "jane.doe" not in made
    assert [line for line in made.split("\n") if "mail" not in line] == [line for line in raw.split("\n") if "mail" not in line]
