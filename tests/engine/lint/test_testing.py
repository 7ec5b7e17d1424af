"""What lint says about tests."""

import pytest

from triagekit.engine import trial
from triagekit.engine.lint import testing

HIT = {"kind": "exchange", "response.status": 401, "response.headers.www-authenticate": "Bearer invalid_token"}
NEAR = {**HIT, "response.status": 403}
OTHER = {**HIT, "response.headers.www-authenticate": "Basic"}


def listed_(*pairs):
    return [{"name": "t", "records": [record], "expect": expect} for record, expect in pairs]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (listed_((HIT, "match"), (HIT, "match"), (NEAR, "no_match"), (OTHER, "no_match")), []),
        (listed_((HIT, "match"), (NEAR, "no_match"), (OTHER, "no_match")), ["TK-LINT-020"]),
        (listed_((HIT, "match"), (HIT, "match"), (NEAR, "no_match"), (NEAR, "no_match")), ["TK-LINT-022"]),
        (listed_((HIT, "match"), (HIT, "match"), (NEAR, "match"), (NEAR, "no_match"), (OTHER, "no_match")), ["TK-LINT-004"]),
        (listed_((HIT, "match"), (HIT, "match"), (NEAR, "no_match"), (OTHER, "no_match"), ({"kind": "exchange", "x.y": 1}, "no_match")), ["TK-LINT-003"]),
        ([*listed_((HIT, "match"), (HIT, "match"), (NEAR, "no_match"), (OTHER, "no_match")), {"name": "x", "expect": "maybe", "records": []}], ["TK-LINT-003"]),
    ],
)
def test_tests_must_be_enough_pass_be_readable_and_depend_on_every_clause(spoil, listed, expected):
    assert spoil(tests=listed) == expected


def test_a_negative_that_has_nothing_to_do_with_the_rule_is_no_near_miss(spoil):
    far = {"kind": "exchange", "response.status": 200}
    assert spoil(tests=listed_((HIT, "match"), (HIT, "match"), (far, "no_match"), (far, "no_match"))) == ["TK-LINT-021", "TK-LINT-022"]


def test_a_rule_without_tests_says_so(spoil):
    assert {"TK-LINT-020", "TK-LINT-022"} <= set(spoil(tests=None))


@pytest.fixture
def counted(pack):
    many = [{**HIT, "at": "2024-05-01T12:00:00Z", "repeat": 3, "every": "10s", "request.url.host": "a"}]
    few = [{**many[0], "repeat": 2}]
    slow = [{**many[0], "every": "40s"}]
    spread = [{**few[0]}, {**few[0], "request.url.host": "b", "repeat": 1}]
    other = [{**many[0], "response.status": 403}]

    def make(*names):
        known = {"many": (many, "match"), "few": (few, "no_match"), "slow": (slow, "no_match"), "spread": (spread, "no_match"), "other": (other, "no_match")}
        listed = [{"name": n, "records": known[n][0], "expect": known[n][1]} for n in names]
        correlate = {"type": "event_count", "by": ["request.url.host"], "within": "60s", "at_least": 3}
        pack.observation("http/many", {"s": {"response.status": 401}, "condition": "s"}, correlate=correlate, tests=listed)
        book = pack.load()
        rule = book.observations["http/many"]
        return testing.survivors(rule, testing.Survey(book).inline(rule), trial.Bench(book))

    return make


def test_every_part_of_a_correlation_is_a_clause(counted):
    assert counted("many", "few", "slow", "spread", "other") == []
    assert counted("many", "few", "spread", "other") == ["dropped: within"]
    assert counted("many", "few", "slow", "other") == ["dropped: by"]
    assert counted("many", "slow", "other", "spread") == []
    assert counted("many", "other") == ["dropped: within", "dropped: by", "lowered: at_least"]


def test_a_cause_needs_tests_in_which_it_is_named_and_in_which_it_is_not(spoil):
    assert spoil("auth/token", tests=[{"name": "a", "records": [HIT], "expect": "confirmed"}]) == ["TK-LINT-020", "TK-LINT-023"]


def test_an_evidence_item_that_no_verdict_depends_on_is_advice(spoil):
    listed = [{"name": str(n), "records": [HIT], "expect": "confirmed"} for n in range(2)]
    listed += [{"name": f"n{n}", "records": [{**HIT, "response.headers.www-authenticate": "x"}], "expect": "not supported"} for n in range(2)]
    assert "TK-LINT-023" in spoil("auth/token", tests=listed)
