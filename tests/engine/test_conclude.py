"""From sightings to the judgement: suppressed causes leave, every verdict says why it could not be reached."""

import pytest

from triagekit.engine.run import Engine
from triagekit.model import Verdict


@pytest.fixture
def judged(pack, record):
    """The judgement over a pack of one observation and two causes, with a suppressions file if one is given."""

    def run(statuses, suppress=None):
        pack.observation("http/refused", {"s": {"response.status": 401}, "condition": "s"})
        pack.cause("a/one", [{"sees": "http/refused", "proves": True, "group": "g"}])
        pack.cause("a/two", [{"sees": "http/refused", "supports": "weak", "group": "g"}])
        if suppress:
            pack.write("suppressions.yaml", {"suppressions": [{"expires": "2999-01-01", **suppress}]})
        book = pack.load()
        assert not book.errors, [str(e) for e in book.errors]
        engine = Engine(book)
        for status, host in statuses:
            engine.feed(record({"response.status": status, "request.url.host": host, "source": "har"}))
        return engine.judge()

    return run


def test_ranks_count_from_one_over_the_whole_case(judged):
    found = judged([(401, "a.test")])
    assert [(c.id, c.verdict, c.rank) for c in found.causes] == [("a/one", Verdict.CONFIRMED, 1), ("a/two", Verdict.POSSIBLE, 2)]


def test_a_suppressed_cause_is_gone_and_counted(judged):
    found = judged([(401, "a.test")], {"rule": "a/one", "reason": "known"})
    assert [c.id for c in found.causes] == ["a/two"]
    assert found.suppressed == {"a/one": 1}


def test_a_suppression_with_a_scope_holds_only_when_every_record_is_within(judged):
    scoped = {"rule": "a/one", "reason": "known", "scope": {"request.url.host": "a.test"}}
    assert "a/one" not in [c.id for c in judged([(401, "a.test")], scoped).causes]
    assert "a/one" in [c.id for c in judged([(401, "b.test")], scoped).causes]


def test_without_the_records_it_needs_a_cause_is_not_assessed_and_says_what_it_needs(judged):
    (first, second) = judged([]).causes
    assert first.verdict is second.verdict is Verdict.NOT_ASSESSED
    assert first.not_assessed_because
    assert (first.checked_of, first.checked_done) == (1, 0)
    assert first.missing[0].needs == ("exchange",)
