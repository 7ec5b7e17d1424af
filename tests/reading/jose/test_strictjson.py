"""JSON of tokens with every departure named, in bounded work."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.jose.strictjson import MAX_BYTES, parse

VALUES = st.recursive(st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20), lambda c: st.lists(c, max_size=4) | st.dictionaries(st.text(max_size=8), c, max_size=4), max_leaves=12)


@given(VALUES)
def test_good_json_is_read_as_json_reads_it(value):
    found = parse(json.dumps(value).encode())
    assert (found.value, found.ok, found.problems, found.duplicates) == (value, True, (), ())


@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_named(data):
    found = parse(data)
    assert found.ok or found.problems


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xff\xfe", "not-utf8"),
        (b'{"a":', "cut"),
        (b"{a:1}", "not-json"),
        (b"\x1f\x8bxx", "compressed"),
        (b"[" * 70 + b"]" * 70, "too-deep"),
        (b"[" * 100_000, "too-deep"),
        (b'{"a":NaN}', "not-a-number"),
        (b'{"a":1e999}', "huge-number"),
        (b'{"a":' + b"9" * 5000 + b"}", "huge-number"),
        (b'{"a":"\\ud800"}', "surrogate"),
        (b" " * (MAX_BYTES + 1), "too-large"),
    ],
)
def test_each_departure_has_its_name(data, problem):
    assert problem in parse(data).problems


def test_a_name_that_stands_twice_is_told_and_the_last_one_counts():
    found = parse(b'{"sub":"a","sub":"b","x":{"y":1,"y":2}}')
    assert found.members["sub"] == "b"
    assert set(found.duplicates) == {"sub", "y"}


def test_what_is_no_object_has_no_members():
    assert parse(b"[1]").members == {}
