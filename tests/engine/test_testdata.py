"""The tests that stand in rules: records as flat maps, repeated and placed, every fault with its line."""

from datetime import UTC, datetime

import pytest

from triagekit.engine import testdata
from triagekit.engine.testdata import cast
from triagekit.model import Verdict
from triagekit.records import Kind, flag, number, text, texts, time

DETECT = {"s": {"response.status": 401}, "condition": "s"}


@pytest.fixture
def read(pack):
    def run(tests, cause=False, **more):
        pack.observation("http/x", DETECT, **({} if cause else {"tests": tests}), **more)
        if cause:
            pack.cause("a/one", [{"sees": "http/x", "proves": True, "group": "g"}], tests=tests)
        book = pack.load()
        assert not book.errors, [str(e) for e in book.errors]
        return testdata.read(book.causes["a/one"] if cause else book.observations["http/x"], book.fields)

    return run


def test_a_record_takes_the_only_kind_that_the_rule_reads_and_single_texts_become_lists(read):
    (test,) = read([{"name": "n", "records": [{"response.status": 401, "response.headers.via": "1.1 x", "at": "2024-05-01T12:00:00Z"}], "expect": "match"}]).tests
    (record,) = test.records
    assert (record.kind, record.at) == (Kind.EXCHANGE, datetime(2024, 5, 1, 12, tzinfo=UTC))
    assert record.fields == {"response.status": 401, "response.headers.via": ("1.1 x",)}


def test_repeat_and_every_make_several_records_apart_in_time_and_place(read):
    (test,) = read([{"name": "n", "records": [{"response.status": 401, "at": "2024-05-01T12:00:00Z", "repeat": 3, "every": "4s", "artifact": "b"}], "expect": "match"}]).tests
    assert [(r.at - test.records[0].at).total_seconds() for r in test.records] == [0, 4, 8]
    assert len({r.location for r in test.records}) == 3
    assert {r.location.artifact for r in test.records} == {"b"}


def test_a_cause_expects_a_verdict_a_rank_and_names_that_must_not_speak(read):
    (test,) = read([{"name": "n", "records": [{"kind": "exchange"}], "expect": {"verdict": "confirmed", "rank": 1}, "never": ["a/two"]}], cause=True).tests
    assert (test.verdict, test.rank, test.never) == (Verdict.CONFIRMED, 1, ("a/two",))


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"records": [{"response.statu": 401}], "expect": "match"}, "unknown field 'response.statu'"),
        ({"records": [{"response.status": "many"}], "expect": "match"}, "'many' is not a number"),
        ({"records": [{"response.status": 401}], "expect": "matches"}, "expect must be one of"),
        ({"records": [{"kind": "exchanges"}], "expect": "match"}, "the record needs a kind"),
        ({"records": [{"response.status": 401, "repeat": 99999}], "expect": "match"}, "repeat is a number up to 5000"),
        ({"records": [{"response.status": 401, "at": "noon"}], "expect": "match"}, "at must be a time"),
        ({"expect": "match"}, "either records or a case"),
        ({"records": [], "case": "samples/x", "expect": "match"}, "either records or a case"),
        ({"records": ["x"], "expect": "match"}, "a record is a mapping"),
        ({"recrods": [], "records": [], "expect": "match"}, "unknown key 'recrods'"),
        ("x", "a test is {name"),
    ],
)
def test_a_test_that_cannot_be_read_is_said_with_its_place_and_not_run(read, item, said):
    found = read([item])
    assert not found.tests
    assert any(said in str(f) for f in found.faults), [str(f) for f in found.faults]
    assert all(f.line > 0 for f in found.faults)


def test_an_unknown_verdict_is_a_fault(read):
    assert any("expect is {verdict, rank}" in str(f) for f in read([{"records": [], "expect": "certain"}], cause=True).faults)


@pytest.mark.parametrize(
    ("spec", "value", "made"),
    [
        (texts(""), ["a", 1], ("a", "1")),
        (texts(""), [{}], None),
        (text(""), 12, "12"),
        (text(""), True, "true"),
        (flag(""), True, True),
        (flag(""), 1, None),
        (number(""), True, None),
        (number(""), 2.5, 2.5),
        (time(""), "2024-05-01", datetime(2024, 5, 1, tzinfo=UTC)),
        (time(""), "May", None),
    ],
)
def test_values_become_what_the_field_holds_or_nothing(spec, value, made):
    assert cast(spec, value) == made
