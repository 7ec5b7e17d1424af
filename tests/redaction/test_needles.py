"""Literal texts are found wherever they stand, by whichever way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import needles
from redaction.needles import Needles

OCTETS = st.lists(st.sampled_from([b"a", b"b", b"ab", b"\n", b"\x00", b"\xff", b".", b"(", b"\\", b"abcdefg"]), max_size=24).map(b"".join)


def plainly(texts, data):
    """Every place of every text, as the naive way has it."""
    found = [(at, at + len(text), text) for text in texts for at in range(len(data)) if data.startswith(text, at)]
    return sorted(found, key=lambda hit: (hit[1], hit[0]))


@given(st.sets(OCTETS.filter(bool), max_size=8), OCTETS)
def test_every_place_is_found_in_order_of_its_end(texts, data):
    assert list(Needles({t: t for t in texts}).hits(data)) == plainly(texts, data)


@given(st.sets(OCTETS.filter(bool), max_size=8), OCTETS)
def test_the_machine_alone_finds_the_same(texts, data):
    made = Needles({t: t for t in texts})
    made._quick = None
    assert list(made.hits(data)) == plainly(texts, data)


def test_a_text_that_is_full_of_them_is_finished_by_the_machine():
    made = Needles({b"abab": 1, b"babab": 2, b"ababababab": 3})
    data = b"ab" * 500
    found = list(made.hits(data))
    assert made._machine is not None
    assert found == [(s, e, {b"abab": 1, b"babab": 2, b"ababababab": 3}[t]) for s, e, t in plainly([b"abab", b"babab", b"ababababab"], data)]


def test_a_long_text_with_few_of_them_needs_no_machine():
    made = Needles({b"needle": 1})
    assert list(made.hits(b"hay " * 9_000 + b"needle" + b" hay" * 9_000)) == [(36_000, 36_006, 1)]
    assert made._machine is None


def test_none_is_found_where_there_are_none():
    assert list(Needles({}).hits(b"anything")) == []


def test_more_beginnings_than_an_expression_holds_go_to_the_machine():
    made = Needles({b"first": 1, b"second": 2}, ((1, 5),))
    assert made._quick is None
    assert list(made.hits(b"first, second")) == [(0, 5, 1), (7, 13, 2)]


@pytest.mark.parametrize("text", [b"a.c", b"a|b", b"(", b"[x]", b"\x00\x01", b"^a$", b"\\d"])
def test_a_text_means_itself_and_is_no_pattern(text):
    assert list(Needles({text: 1}).hits(b"abc ab d5 " + text)) == [(10, 10 + len(text), 1)]


def test_texts_longer_than_what_is_put_in_order_are_found_beside_their_own_beginnings():
    long = b"x" * needles.LONG
    texts = [long, long + b"a", long + b"ab", b"x" * 9 + b"y"]
    data = b"- " + long + b"ab " + b"x" * 20 + b"y"
    assert list(Needles({t: t for t in texts}).hits(data)) == plainly(texts, data)


def test_thousands_that_begin_alike_are_told_apart():
    texts = [b"203.0.113.%d:%d" % (n % 250, n) for n in range(9_000)]
    assert [told for _, _, told in Needles({t: t for t in texts}).hits(b"x" * 9_000 + b" 203.0.113.7:7 203.0.113.7:7007")] == [b"203.0.113.7:7", b"203.0.113.7:7", b"203.0.113.7:7007"]


def test_many_texts_are_found_by_shorter_beginnings():
    texts = [b"%07d-%d" % (n * 7919 % 10**7, n) for n in range(needles.NARROW[0][0] + 1)]
    made = Needles({t: t for t in texts})
    assert made._quick is not None
    assert [told for _, _, told in made.hits(b"x".join(texts[::500]))] == texts[::500]


@given(st.sets(OCTETS.filter(bool), min_size=2, max_size=8), OCTETS, st.integers(1, 3))
def test_beginnings_that_go_on_in_too_many_ways_to_be_told_are_looked_up(texts, data, many):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(needles, "VARIED", many)
        assert list(Needles({t: t for t in texts}, ((100, 2),)).hits(data)) == plainly(texts, data)


def test_a_word_that_goes_on_as_no_other_does_is_not_looked_up_again(monkeypatch):
    made = Needles({b"customer": 1, b"customer id": 2, b"report": 3})
    data = b"the customer name, a customer"
    made.hits(data)
    monkeypatch.setattr(made, "_at", lambda *_: pytest.fail("looked up"))
    assert made.hits(b"one customers name, a customer") == [(4, 12, 1), (22, 30, 1)]
