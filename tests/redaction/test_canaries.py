"""Canaries are planted at every kind of place an artifact has; a redactor that lets one through is told."""

import json

from redaction import canaries
from redaction.session import Session
from triagekit.reading.bytesource import memory_source

TEXT = json.dumps({"log": [{"url": "https://api.example.com/x?page=1&sort=asc", "html": "<p>some words</p>"}]})


def test_they_are_planted_at_every_kind_of_place_and_none_survives():
    made = canaries.fly(Session().cleaner, memory_source(TEXT.encode(), "x.json"))
    assert set(made["places"]) == {"line", "query", "json member", "element text"}
    assert made["planted"] >= 20 and made["survived"] == []


def test_one_that_survives_is_named_by_sort_and_place_and_not_by_value():
    cleaner = Session().cleaner
    cleaner.scanner = type("Blind", (), {"scan": lambda self, text: []})()
    made = canaries.fly(cleaner, memory_source(b"an ordinary line of a log\n", "x.log"))
    assert "bearer, line" in made["survived"]
    assert all(len(row) < 40 for row in made["survived"])


def test_a_copy_in_which_one_survives_is_withheld(redact, monkeypatch):
    monkeypatch.setattr(canaries, "_left", lambda clean, value: True)
    made = redact("an ordinary line of a log\n")
    assert made.data == b"" and "canary" in made.audit.withheld and not made.audit.verified


def test_they_leave_nothing_behind():
    session = Session()
    canaries.fly(session.cleaner, memory_source(b"an ordinary line of a log\n", "x.log"))
    assert not any("canary" in v for v in session.vault.values)
