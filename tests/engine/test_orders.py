"""What follows what: sequences, absences, chains, gaps."""

import pytest


def status(record, code, at, **more):
    return record({"response.status": code, "request.url.host": "h", **more}, at)


@pytest.fixture
def logged_out(pack):
    detect = {"ok": {"response.status": 200}, "denied": {"response.status": 401}, "refreshed": {"response.status": 201}}
    pack.observation("s/out", detect, correlate={"type": "sequence", "steps": ["ok", "denied"], "without": "refreshed", "within": "60s", "by": ["request.url.host"]})


@pytest.mark.parametrize(
    ("codes", "hits"),
    [
        ([(200, 0), (401, 30)], 1),
        ([(401, 0), (200, 30)], 0),
        ([(200, 0), (401, 61)], 0),
        ([(200, 0), (200, 50), (401, 100)], 1),
        ([(200, 0), (201, 10), (401, 30)], 0),
        ([(200, 0), (201, 10), (200, 20), (401, 30)], 1),
        ([(200, 0), (401, 1), (200, 2), (401, 3)], 2),
    ],
)
def test_a_sequence_needs_its_order_its_window_and_nothing_in_between(logged_out, see, record, codes, hits):
    assert len(see([status(record, c, t) for c, t in codes])["s/out"].hits) == hits


def test_a_sequence_says_how_far_it_came(logged_out, see, record):
    assert see([status(record, 200, 0)])["s/out"].nearest == "needs 2 steps in order within 1 m, saw 1"


def test_a_sequence_without_times_goes_by_line_when_no_window_is_set(pack, see, record):
    pack.observation("s/plain", {"a": {"response.status": 200}, "b": {"response.status": 401}}, correlate={"type": "sequence", "steps": ["a", "b"]})
    assert see([status(record, 200, None), status(record, 401, None)])["s/plain"].hits
    assert not see([status(record, 401, None), status(record, 200, None)])["s/plain"].hits


@pytest.fixture
def unanswered(pack):
    detect = {"asked": {"request.method": "POST"}, "answer": {"request.method": "GET"}}
    pack.observation("s/quiet", detect, correlate={"type": "absent", "after": "asked", "expected": "answer", "within": "30s", "by": ["request.url.host"]})


def method(record, word, at, host="h", artifact="a"):
    return record({"request.method": word, "request.url.host": host}, at, artifact=artifact)


def test_what_does_not_come_in_time_is_a_hit(unanswered, see, record):
    assert len(see([method(record, "POST", 0), method(record, "GET", 31)])["s/quiet"].hits) == 1
    assert not see([method(record, "POST", 0), method(record, "GET", 30), method(record, "HEAD", 99)])["s/quiet"].hits


def test_an_absence_that_outlives_the_capture_is_inconclusive_never_a_hit(unanswered, see, record):
    found = see([method(record, "POST", 0), method(record, "HEAD", 29)])["s/quiet"]
    assert (found.hits, found.why_not, found.assessed) == ((), "inconclusive: the capture ends first", False)
    assert see([method(record, "POST", 0), method(record, "HEAD", 30)])["s/quiet"].hits


def test_the_capture_that_ends_is_the_one_the_question_stood_in(unanswered, see, record):
    found = see([method(record, "POST", 0), method(record, "HEAD", 900, artifact="later")])["s/quiet"]
    assert found.why_not == "inconclusive: the capture ends first"


def test_an_answer_for_another_host_is_no_answer(unanswered, see, record):
    assert see([method(record, "POST", 0), method(record, "GET", 5, "other"), method(record, "HEAD", 60)])["s/quiet"].hits


def redirect(record, here, there, at):
    return record({"response.status": 302, "request.url": here, "response.location": there}, at)


@pytest.fixture
def looping(pack):
    detect = {"moved": {"response.status": 302}, "condition": "moved"}
    chain = {"type": "chain", "from": "request.url", "to": "response.location", "at_least": 3, "within": "30s", "loop": True}
    pack.observation("s/loop", detect, correlate=chain, show="{length} redirects")


def test_redirects_that_come_back_are_a_loop(looping, see, record):
    records = [redirect(record, "/a", "/b", 0), redirect(record, "/b", "/a", 1), redirect(record, "/a", "/b", 2)]
    assert [h.shown for h in see(records)["s/loop"].hits] == ["3 redirects"]
    assert see(records[::-1])["s/loop"].hits


def test_redirects_that_lead_on_are_no_loop(looping, see, record):
    records = [redirect(record, f"/{n}", f"/{n + 1}", n) for n in range(6)]
    assert not see(records)["s/loop"].hits


def test_visits_that_happen_to_repeat_are_no_chain(looping, see, record):
    assert not see([redirect(record, "/a", "/b", n) for n in range(6)])["s/loop"].hits


def test_a_loop_slower_than_the_window_is_none(looping, see, record):
    records = [redirect(record, "/a", "/b", 0), redirect(record, "/b", "/a", 20), redirect(record, "/a", "/b", 40)]
    assert not see(records)["s/loop"].hits


def test_a_gap_is_a_silence_between_two_records(pack, see, record):
    pack.observation("s/gap", {"any": {"response.status|exists": True}, "condition": "any"}, correlate={"type": "gap", "longer_than": "10m"}, show="silent for {gap}")
    assert [h.shown for h in see([status(record, 200, 0), status(record, 200, 601)])["s/gap"].hits] == ["silent for 601 s"]
    assert see([status(record, 200, 0), status(record, 200, 600)])["s/gap"].nearest == "needs a silence longer than 10 m, saw 10 m"
