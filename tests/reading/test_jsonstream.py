"""Elements of a long array are found without parsing what lies between, and every guess is proven."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triagekit.reading import jsonstream
from triagekit.reading.jsonstream import END, TOO_LONG, Cursor, Elements

values = st.recursive(st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=15), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=8)
objects = st.lists(st.dictionaries(st.text(max_size=8), values, max_size=4), max_size=8)


def loads(piece):
    found = json.loads(piece)
    if not isinstance(found, dict):
        raise ValueError
    return found


def elements(text):
    cursor = Cursor(io.BytesIO(text.encode()))
    assert cursor.peek() == ord("[")
    cursor.pos += 1
    found = Elements(cursor, loads)
    return list(found), found


@settings(max_examples=150)
@given(objects, st.sampled_from([None, 0, 1, 2, 4]), st.sampled_from([(", ", ": "), (",", ":")]))
def test_elements_are_exactly_those_of_the_array(rows, indent, separators):
    text = json.dumps(rows, indent=indent, separators=separators)
    made, found = elements(text)
    assert [e.made for e in made] == rows
    assert found.closed
    for element in made:
        assert json.loads(text.encode()[element.offset : element.offset + element.length]) == element.made


@settings(max_examples=100)
@given(objects, st.integers(0, 400))
def test_a_cut_array_gives_the_elements_that_are_whole(rows, at):
    text = json.dumps(rows, indent=1)
    cut = text[: 1 + at]
    made, found = elements(cut)
    kept = [e.made for e in made if e.made is not None]
    assert kept == rows[: len(kept)]
    assert found.closed == (len(cut) == len(text)) or rows == []


def test_what_is_no_object_is_refused_and_stepped_over():
    made, _ = elements('[{"a": 1}, 5, "x", {"b": 2}, [1], {"c": 3}]')
    assert [e.made for e in made] == [{"a": 1}, None, None, {"b": 2}, None, {"c": 3}]


def test_an_element_that_is_too_long_is_refused_not_held(monkeypatch):
    monkeypatch.setattr(jsonstream, "LIMIT", 2000)
    monkeypatch.setattr(jsonstream, "CHUNK", 500)
    rows = [{"a": 1}, {"a": 2}, {"a": "x" * 10_000}, {"a": 3}]
    made, _ = elements(json.dumps(rows, indent=1))
    assert [e.made for e in made if e.made][:2] == rows[:2]
    assert any(e.made is None for e in made)


@pytest.mark.parametrize(("text", "length"), [('{"a": "}"}x', 10), ('"a\\"b"', 6), ("[1,[2]]", 7), ("12, ", 2), ('{"a"', END), ('"abc', END), ("", END)])
def test_a_values_length_is_measured_by_brackets_and_quotes(text, length):
    assert Cursor(io.BytesIO(text.encode())).measure() == length


def test_a_value_beyond_the_limit_is_said_to_be():
    assert Cursor(io.BytesIO(b'"' + b"x" * (3 << 20))).measure(1000) == TOO_LONG


def test_members_give_names_and_the_caller_steps_over_values():
    cursor = Cursor(io.BytesIO(b'{"a": {"b": 1}, "c": [2], "d": 3}'))
    found = []
    for name in cursor.members():
        found.append((name, cursor.take(cursor.measure())))
    assert [n for n, _ in found] == [b"a", b"c", b"d"]


def test_skipping_counts_bytes_across_chunks(monkeypatch):
    monkeypatch.setattr(jsonstream, "CHUNK", 100)
    cursor = Cursor(io.BytesIO(b"x" * 1000 + b"MARK" + b"rest"))
    assert cursor.skip_to(b"MARK") == 1004
    assert cursor.skip_rest() == 4


def test_a_name_without_a_colon_is_left_for_who_reads_on():
    cursor = Cursor(io.BytesIO(b'"a" , "b"'))
    assert cursor.key() is None and cursor.take(9) == b'"a" , "b"'


def test_what_stands_between_elements_is_told():
    cursor = Cursor(io.BytesIO(b'[ {"a": 1} ,\n,{"b": 2}\n\n]'))
    assert cursor.peek() == ord("[")
    cursor.pos += 1
    found = Elements(cursor, loads)
    seen = [bytes(found.between) for _ in found]
    assert [*seen, bytes(found.between)] == [b" ", b" ,\n,", b"\n\n"]


def test_white_space_and_what_lies_behind_are_given_while_they_are_in_memory(monkeypatch):
    monkeypatch.setattr(jsonstream, "CHUNK", 4)
    cursor = Cursor(io.BytesIO(b" \n\t  \n 12"))
    assert cursor.blank().startswith(b" \n\t ") and cursor.peek() == ord("1")
    cursor.take(1)
    assert cursor.behind(1) == b"1" and cursor.behind(1000) == b""
