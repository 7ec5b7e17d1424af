"""Small wrongs done on purpose: every clause dropped and negated, every limit of a correlation moved."""

import pytest

from triagekit.engine import mutants
from triagekit.engine.language import All, AnyOf, Not
from triagekit.engine.naive import holds


@pytest.fixture
def rule(pack):
    def load(detect, **more):
        pack.observation("http/x", detect, **more)
        book = pack.load()
        assert not book.errors, [str(e) for e in book.errors]
        return book.observations["http/x"]

    return load


def tree(rule, detect):
    return rule(detect).condition


def test_each_clause_is_dropped_and_negated_once(rule):
    made = dict(mutants.trees(tree(rule, {"a": {"response.status": 401, "source": "har"}, "condition": "a"})))
    assert sorted(made) == ['dropped: response.status is 401', 'dropped: source is "har"', 'negated: response.status is 401', 'negated: source is "har"']


def test_a_mutant_differs_from_the_rule_on_some_record(rule):
    whole = tree(rule, {"a": {"response.status": 401}, "b": {"source": "har"}, "condition": "a and not b"})
    records = [{}, {"response.status": 401}, {"source": "har"}, {"response.status": 401, "source": "har"}]
    for name, changed in mutants.trees(whole):
        assert any(holds(whole, r, None) != holds(changed, r, None) for r in records), name


def test_a_selection_left_empty_goes_with_its_clause(rule):
    whole = tree(rule, {"a": {"response.status": 401}, "b": {"source": "har"}, "condition": "a or b"})
    assert isinstance(whole, AnyOf)
    dropped = dict(mutants.trees(whole))["dropped: response.status is 401"]
    assert not holds(dropped, {}, None)
    assert holds(dropped, {"source": "har"}, None)


def test_a_dropped_not_is_no_longer_asked(rule):
    whole = tree(rule, {"a": {"response.status": 401}, "b": {"source": "har"}, "condition": "a and not b"})
    dropped = dict(mutants.trees(whole))['dropped: source is "har"']
    assert not any(isinstance(p, Not) for p in (dropped.parts if isinstance(dropped, All) else (dropped,)))


def test_every_limit_of_a_correlation_is_moved(rule):
    made = rule({"s": {"response.status": 429}, "condition": "s"}, correlate={"type": "event_count", "by": ["request.url.host"], "within": "60s", "at_least": 3})
    names = {name: changed.correlate for name, changed in mutants.rules(made) if changed.correlate != made.correlate}
    assert set(names) == {"dropped: within", "dropped: by", "lowered: at_least", "raised: at_least"}
    assert (names["lowered: at_least"].at_least, names["raised: at_least"].at_least, names["dropped: by"].by) == (2, 4, ())
