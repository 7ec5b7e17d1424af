"""Why a rule did not speak: the clause, the number, the change that would turn the verdict."""

import pytest

from triagekit.engine import whynot
from triagekit.engine.run import Engine


@pytest.fixture
def answer(pack):
    def run(name, records):
        book = pack.load()
        assert book.errors == []
        book.witness = witness = whynot.watched(book, name)
        engine = Engine(book)
        for one in records:
            engine.feed(one)
        engine.judge()
        return whynot.answer(book, name, witness)

    return run


def test_the_clause_that_failed_on_the_nearest_record_is_named_with_what_stood_there(pack, answer, record):
    detect = {"denied": {"response.status": 401, "response.headers.www-authenticate|contains": "invalid_token"}, "own": {"request.url.host": "us"}, "condition": "denied and not own"}
    pack.observation("http/token", detect)
    told = answer("http/token", [record({"response.status": 200}), record({"response.status": 401, "response.headers.www-authenticate": ("Basic",), "request.url.host": "us"}), record({"response.status": 401, "request.url.host": "x"})])
    assert told.splitlines() == [
        "http/token did not fire: Saw http/token",
        "  3 records looked at, 0 met every clause",
        "  nearest a line 3: met 2, failed",
        '    response.headers.www-authenticate contains "invalid_token"; here not recorded',
        "  nearest a line 1: met 1, failed",
        "    response.status is 401; here \"200\"",
        '    response.headers.www-authenticate contains "invalid_token"; here not recorded',
    ]


def test_an_exclusion_that_held_is_named(pack, answer, record):
    pack.observation("http/token", {"denied": {"response.status": 401}, "own": {"request.url.host": "us"}, "condition": "denied and not own"})
    assert 'must not hold: request.url.host is "us"' in answer("http/token", [record({"response.status": 401, "request.url.host": "us"})])


def test_a_correlation_says_how_near_it_came(pack, answer, record):
    pack.observation("http/many", {"s": {"response.status": 429}, "condition": "s"}, correlate={"type": "event_count", "within": "60s", "at_least": 10})
    told = answer("http/many", [record({"response.status": 429}, n) for n in range(7)])
    assert "needs 10 within 1 m, saw 7" in told
    assert "7 records looked at, 7 met every clause" in told


def test_what_is_not_in_the_case_is_said(pack, answer, record):
    pack.observation("x/log", {"s": {"event.level": "error"}, "condition": "s"}, reads=["event"])
    assert "not assessed: needs a log or console message" in answer("x/log", [record({"response.status": 1})])


def test_a_rule_that_did_fire_says_where(pack, answer, record):
    pack.observation("http/denied", {"s": {"response.status": 401}})
    assert answer("http/denied", [record({"response.status": 401})]) == "http/denied did fire: Saw http/denied\n  at a line 1\n"


def test_a_cause_lists_its_evidence_and_what_would_change_its_verdict(pack, answer, record):
    pack.observation("http/denied", {"s": {"response.status": 401}}).observation("http/old", {"s": {"auth.scheme": "basic"}}).observation("x/log", {"s": {"event.level": "error"}}, reads=["event"])
    pack.cause("auth/x", [{"sees": "http/denied", "supports": "strong"}, {"sees": "http/old", "supports": "weak"}, {"sees": "x/log", "proves": True}])
    told = answer("auth/x", [record({"response.status": 401, "auth.scheme": "bearer"})])
    assert told.splitlines()[:8] == [
        "auth/x: possible",
        "  supports: strong     http/denied: seen",
        "  supports: weak       http/old: not seen",
        "  proves               x/log: not assessed, needs a log or console message",
        "",
        "What would change it",
        "  without http/denied it would be not supported",
        "  with http/old it would be likely",
    ]
    assert "  with x/log it would be confirmed" in told
    assert 'auth.scheme is "basic"; here "bearer"' not in told  # no clause of it was met, so nothing was near
    assert "no record met any clause" in told


def test_an_unknown_rule_has_no_witness(pack):
    assert whynot.watched(pack.load(), "a/b") is None
