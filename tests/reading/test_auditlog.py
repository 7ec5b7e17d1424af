"""Audit logs say what was tried and how it was refused, in one sentence."""

import pytest

from triagekit.model import Location
from triagekit.reading.auditlog import audit, client, code, refused, said
from triagekit.reading.bytesource import memory_source
from triagekit.reading.events import Draft
from triagekit.records import Record
from triagekit.roles import Context


@pytest.mark.parametrize(("word", "is_it"), [("FAILURE", True), ("Denied", True), ("unauthorized", True), ("SUCCESS", False), ("ALLOW", False), ("", False)])
def test_words_of_refusal(word, is_it):
    assert refused(word) is is_it


def test_the_outcome_makes_the_level_and_repeated_words_are_said_once():
    draft = Draft(Location("a0001"), "x", "", level="info")
    said(draft, "login", "failure", "failure")
    assert (draft.message, draft.level, draft.logger, draft.quiet) == ("login: failure", "error", "login", True)


def test_codes_and_addresses_are_bounded_and_absent_when_empty():
    draft = Draft(Location("a0001"), "x", "")
    code(draft, "")
    client(draft, {"ip": ""}, "ip")
    assert draft.extra == {}
    code(draft, "C" * 500)
    client(draft, {"a": {"ip": "192.0.2.7"}}, "a.ip")
    assert (len(draft.extra["event.code"]), draft.extra["event.client"]) == (200, "192.0.2.7")


def test_a_made_analyzer_reads_its_own_and_leaves_the_rest_to_what_fields_are_called():
    made = audit("x", "x log", lambda m: "mine" in m, lambda draft, m: said(draft, "act", "fail", str(m["mine"])))
    source = memory_source(b'{"mine":"why","time":"2026-11-23T08:28:35Z"}\n{"level":"warn","msg":"other","time":"2026-11-23T08:28:36Z"}\n')
    mine, other = (i for i in made.read(source, Context()) if isinstance(i, Record))
    assert (mine.get("event.message"), other.get("event.message"), other.get("event.level")) == ("act: fail: why", "other", "warn")
    assert made.recognises(source.head) >= 70
