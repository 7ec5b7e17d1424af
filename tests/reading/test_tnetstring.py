"""Tagged netstrings are read one after another, up to the first byte that fits nothing."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.tnetstring import DEEPEST, BrokenError, stretches, value


def packed(data):
    if isinstance(data, bool):
        inside, tag = str(data).lower().encode(), b"!"
    elif data is None:
        inside, tag = b"", b"~"
    elif isinstance(data, int):
        inside, tag = str(data).encode(), b"#"
    elif isinstance(data, float):
        inside, tag = repr(data).encode(), b"^"
    elif isinstance(data, str):
        inside, tag = data.encode(), b";"
    elif isinstance(data, bytes):
        inside, tag = data, b","
    elif isinstance(data, list):
        inside, tag = b"".join(map(packed, data)), b"]"
    else:
        inside, tag = b"".join(packed(k) + packed(v) for k, v in data.items()), b"}"
    return str(len(inside)).encode() + b":" + inside + tag


values = st.recursive(st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=10) | st.binary(max_size=10), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4), max_leaves=12)


@given(st.lists(values, max_size=4))
def test_values_come_back_as_they_were_with_their_places(rows):
    data = b"".join(map(packed, rows))
    found = list(stretches(io.BytesIO(data)))
    assert [s.value for s in found] == rows
    assert [data[s.offset : s.offset + s.length] for s in found] == [packed(r) for r in rows]


@given(st.binary(max_size=200))
def test_any_bytes_end(data):
    assert sum(s.length for s in stretches(io.BytesIO(data))) <= len(data)


def test_a_file_cut_within_a_value_says_so():
    (first, cut) = stretches(io.BytesIO(packed("a") + packed("long text")[:-3]))
    assert first.value == "a"
    assert (cut.value, cut.why, cut.last) == (None, "the file ends within it", True)


def test_a_damaged_value_is_stepped_over():
    found = list(stretches(io.BytesIO(b"3:abc#" + packed("next"))))
    assert [s.why for s in found] == ["it is damaged", ""]


def test_a_lying_length_is_never_allocated():
    (found,) = stretches(io.BytesIO(b"99999999999:abc,"))
    assert found.value is None


def test_depth_is_bounded():
    nested = b""
    for _ in range(DEEPEST + 5):
        nested = str(len(nested)).encode() + b":" + nested + b"]"
    with pytest.raises(BrokenError):
        value(nested.partition(b":")[2][:-1], b"]")
