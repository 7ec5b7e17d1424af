"""One engine per case: records in, sightings and the judgement out; the fast way and the naive way agree."""

import pytest

from triagekit.engine.program import Program
from triagekit.engine.run import Engine

DENIED = {"s": {"response.status": 403}, "condition": "s"}


def test_a_rule_asks_only_records_of_its_kinds(pack, see, record):
    pack.observation("http/denied", DENIED)
    found = see([record({"response.status": 403}), record({"event.message": "403"}, kind="event")])
    assert found["http/denied"].hits[0].count == 1


def test_hits_keep_the_first_records_in_order_of_time_and_count_the_rest(pack, see, record):
    pack.observation("http/denied", DENIED)
    (hit,) = see([record({"response.status": 403}, at=s) for s in (9, 1, 5, 3, 7, 2, 8)])["http/denied"].hits
    assert hit.count == 7
    assert (hit.last - hit.first).total_seconds() == 8
    assert len(hit.records) == 5
    assert [r.at for r in hit.records] == sorted(r.at for r in hit.records)


def test_without_any_record_of_its_kind_a_rule_is_not_assessed_and_with_one_it_is_a_no(pack, see, record):
    pack.observation("http/denied", DENIED)
    assert not see([])["http/denied"].assessed
    seen = see([record({"response.status": 200, "source": "har"})])["http/denied"]
    assert seen.assessed and not seen.hits


def test_a_compiled_program_serves_many_engines_without_mixing_their_cases(pack, record):
    book = pack.observation("http/denied", DENIED).load()
    program = Program.of(book)
    first, second = Engine(book, program=program), Engine(book, program=program)
    first.feed(record({"response.status": 403}))
    assert first.sightings()["http/denied"].hits
    assert not second.sightings()["http/denied"].hits


def test_a_corrected_clock_decides_what_lies_within_a_window(pack, record):
    pack.observation("http/burst", DENIED, correlate={"type": "event_count", "at_least": 2, "within": "10s"})
    book = pack.load()
    assert not book.errors, [str(e) for e in book.errors]
    records = [record({"response.status": 403}, at=0, artifact="a"), record({"response.status": 403}, at=100, artifact="b")]
    plain, corrected = Engine(book), Engine(book, clock=lambda r: records[0].at if r.location.artifact == "b" else r.at)
    for one in records:
        plain.feed(one)
        corrected.feed(one)
    assert not plain.sightings()["http/burst"].hits
    assert corrected.sightings()["http/burst"].hits


def test_a_broken_or_disabled_rule_is_said_to_be_the_reason(pack, see, record):
    pack.observation("http/denied", DENIED)
    pack.write("observations/http/bad.yaml", {"id": "http/bad", "title": "t", "reads": ["exchange"], "detect": {"s": {"response.statu": 1}, "condition": "s"}})
    pack.cause("a/one", [{"sees": "http/bad", "proves": True, "group": "g"}])
    book = pack.load()
    engine = Engine(book)
    engine.feed(record({"response.status": 403}))
    assert engine.sightings()["http/bad"].why_not == "its rule could not be loaded"


@pytest.mark.parametrize("paranoid", [False, True])
def test_more_shapes_than_are_remembered_change_nothing(pack, record, paranoid, monkeypatch):
    monkeypatch.setattr("triagekit.engine.run._SHAPES", 3)
    book = pack.observation("http/denied", DENIED).load()
    engine = Engine(book, paranoid=paranoid)
    for n in range(12):
        engine.feed(record({"response.status": 403, f"response.headers.x-{n}": ("1",)}))
    assert engine.sightings()["http/denied"].hits[0].count == 12
