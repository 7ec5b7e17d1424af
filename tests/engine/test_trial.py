"""`rules test`: what passed, what failed and why, samples through the whole program, and the confusion matrix."""

import pytest

from triagekit.engine import listing, trial
from triagekit.model import Verdict
from triagekit.verdicts import JudgedCause, Judgement

DETECT = {"s": {"response.status": 401}, "condition": "s"}
HIT, MISS = {"response.status": 401}, {"response.status": 200}


def test_(records, expect, **more):
    return {"name": str(expect), "records": records, "expect": expect, **more}


test_.__test__ = False  # a helper


@pytest.fixture
def book(pack):
    def load(observation=(), cause=(), correlate=None):
        extra = {"correlate": correlate} if correlate else {}
        pack.observation("http/x", DETECT, tests=list(observation), **extra)
        pack.cause("a/one", [{"sees": "http/x", "proves": True, "group": "g"}], tests=list(cause))
        pack.cause("a/two", [{"sees": "http/x", "supports": "weak", "group": "g"}])
        loaded = pack.load()
        assert not loaded.errors, [str(e) for e in loaded.errors]
        return loaded

    return load


def test_an_observation_matches_or_not_as_its_test_says(book):
    done = trial.run(book([test_([HIT], "match"), test_([MISS], "no_match"), test_([], "not_assessed")]))
    assert [t.passed for t in done.tried] == [True, True, True]


def test_a_failed_test_says_what_it_expected_what_it_got_and_how_near_it_was(book):
    done = trial.run(book([test_([HIT], "match")], correlate={"type": "event_count", "at_least": 3}))
    (failed,) = done.failed
    assert failed.why.startswith("expected match, got no_match")
    assert "needs 3" in failed.why and "saw 1" in failed.why


def test_a_cause_is_judged_among_its_rivals(book):
    hit = {"kind": "exchange", **HIT}
    loaded = book(cause=[test_([hit], {"verdict": "confirmed", "rank": 1}, never=["a/two"]), test_([hit], {"verdict": "possible"}), test_([hit], {"verdict": "confirmed", "rank": 2})])
    first, second, third = trial.run(loaded, ["a"]).tried
    assert first.passed and first.first == "a/one"
    assert "expected possible, got confirmed with 12 points (seen: http/x)" in second.why
    assert "expected rank 2, got 1" in third.why


def test_never_names_must_exist_and_must_not_be_more_than_possible(book):
    hit = {"kind": "exchange", **HIT}
    loaded = book(cause=[test_([hit], "confirmed", never=["a/one"]), test_([hit], "confirmed", never=["a/none"])])
    first, second = trial.run(loaded, ["a/one"]).tried
    assert "a/one must never be more than possible here" in first.why
    assert "never names no cause: a/none" in second.why


def test_a_sample_runs_through_the_whole_program_and_is_skipped_where_there_is_none_to_run_it(book):
    loaded = book(cause=[{"name": "sample", "case": "samples/a/one", "expect": "confirmed"}])
    assert trial.run(loaded, ["a/one"]).tried[0].skipped
    judged = JudgedCause("a/one", "t", "d", Verdict.CONFIRMED, 1, 12, "high", "customer")
    assert trial.run(loaded, ["a/one"], lambda name: Judgement((judged,), ()) if name == "samples/a/one" else None).tried[0].passed
    missing = trial.run(loaded, ["a/one"], lambda _: None)
    assert missing.failed[0].why == "no sample samples/a/one"


def test_the_confusion_matrix_counts_what_was_expected_against_what_came(book):
    done = trial.run(book([test_([HIT], "match"), test_([HIT], "match"), test_([MISS], "match")]))
    assert done.confusion() == {("match", "match"): 2, ("match", "no_match"): 1}
    shown = listing.trial(done, book())
    assert "expected \\ got" in shown


def test_names_choose_rules_or_whole_families(book):
    loaded = book([test_([HIT], "match")])
    assert [r.id for r in trial.chosen(loaded, ["a/"])] == ["a/one", "a/two"]
    assert [r.id for r in trial.chosen(loaded, ["a/two", "http"])] == ["http/x", "a/two"]
    assert len(list(trial.chosen(loaded, []))) == 3
