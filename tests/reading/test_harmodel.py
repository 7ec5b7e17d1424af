"""Entries are decoded fast where they keep to the form, and leniently where not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from triagekit.reading.harmodel import LIMIT, decode, lenient, loads, number, pairs, raw_text, text, whole

anything = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["request", "response", "headers", "content", "text", "status", "url", "name", "value", "postData", "_error"]), inner, max_size=4), max_leaves=12)


@given(st.dictionaries(st.sampled_from(["request", "response", "timings", "time", "startedDateTime", "_initiator", "pageref"]), anything, max_size=6))
def test_any_object_is_an_entry(value):
    made = decode(json.dumps(value).encode())
    assert made.request is None or made.request.headers is not None


@pytest.mark.parametrize("piece", [b"", b"[]", b"5", b"null", b'{"a":1}{"b":2}', b"{", b"[" * 100_000])
def test_what_is_not_one_object_is_refused_with_a_value_error(piece):
    with pytest.raises(ValueError):
        decode(piece)


def test_what_producers_add_to_json_is_read():
    assert loads(b'{"a": NaN, "b": "x\ny", "c": "\xff"}')["b"] == "x\ny"
    assert decode(b'{"request": {"url": "a\tb"}, "time": NaN}').request.url == "a\tb"


def test_wrong_types_are_left_out_and_the_rest_is_kept():
    made = lenient({"request": 5, "response": {"status": 200, "headers": {"a": "b"}, "content": []}, "time": "7"})
    assert (made.request, made.response.status, made.response.headers[0].name) == (None, 200, "a")


def test_pairs_come_as_objects_lists_or_a_table():
    for value in ([{"name": "a", "value": "b"}], [["a", "b"]], {"a": "b"}):
        assert [(p.name, p.value) for p in pairs(value)] == [("a", "b")]
    assert pairs("nonsense") == []


@pytest.mark.parametrize(("value", "told"), [(5, 5.0), ("5.5", 5.5), (True, None), (float("inf"), None), ("x", None), (10**400, None), (None, None), ("1" * 30, None)])
def test_numbers_are_finite_or_none(value, told):
    assert number(value) == told


def test_whole_numbers_fit_sixty_four_bits():
    assert (whole(2**62), whole(2**70), whole("12")) == (2**62, None, 12)
    assert (text(5), text("x"), text(True), text([])) == ("5", "x", "", "")


def test_long_strings_are_cut_never_within_an_escape():
    for filler in ("a", '"', "\\", "é", "\U0001f600"):
        raw = Raw(json.dumps(filler * (3 * LIMIT)).encode())
        found = raw_text(raw)
        assert found and set(found) == set(filler) and len(found) <= LIMIT
    assert raw_text(Raw(b"5")) is None
