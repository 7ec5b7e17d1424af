"""Tables of rules and of their tests, as the command line prints them."""

import pytest

from triagekit.engine import listing, trial
from triagekit.engine.lint.codes import Finding
from triagekit.records import Kind, number, text


@pytest.fixture
def book(pack):
    pack.observation("http/x", {"s": {"response.status": 401}, "condition": "s"}, tests=[{"name": "wrong", "records": [{"response.status": 200}], "expect": "match"}])
    pack.cause("a/one", [{"sees": "http/x", "proves": True, "group": "g"}])
    pack.write("observations/http/bad.yaml", "id: [")
    return pack.load()


def test_rules_stand_by_differential_and_faults_come_last(book):
    rows = listing.rules(book).splitlines()
    assert rows[0] == "d"
    assert rows[1].split() == ["a/one", "high", "customer", "Cause", "a/one"]
    assert "1 causes, 1 observations" in listing.rules(book)
    assert rows[-1].startswith("not run: ")


def test_only_what_was_asked_for_is_listed(book):
    assert "http/x" not in listing.rules(book, ["a"])


def test_failures_are_named_with_their_reason_and_the_totals_close_the_page(book):
    shown = listing.trial(trial.run(book), book)
    assert "FAIL " in shown and "expected match, got no_match" in shown
    assert shown.splitlines()[-1] == "1 tests, 1 failed, 0 skipped, 0 unreadable"


def test_fields_are_found_by_kind_or_by_a_word_of_their_name():
    vocabulary = {Kind.EXCHANGE: {"response.status": number("Status"), "source": text("Where from")}, Kind.EVENT: {"event.level": text("Level")}}
    assert listing.fields(vocabulary, ["exchange"]).split()[:3] == ["exchange", "response.status", "number"]
    assert listing.fields(vocabulary, ["level"]).splitlines()[0] == "event"
    assert "source" not in listing.fields(vocabulary, ["status"])


def test_advice_can_be_left_out_but_is_counted():
    found = [Finding("f", 1, 1, "TK-LINT-010", "r", "x"), Finding("f", 2, 1, "TK-LINT-042", "r", "y")]
    assert listing.lint(found, with_advice=False).count("f:") == 1
    assert listing.lint(found).splitlines()[-1] == "1 errors, 1 pieces of advice"
    assert listing.lint(found).count("TK-LINT-010") == 2
