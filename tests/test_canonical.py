"""Canonical JSON is what RFC 8785 says, on its own examples and on whatever else JSON can hold."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit import canonical

JSON = st.recursive(st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))


def test_the_sorting_example_of_the_rfc():
    value = {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\U0001f600": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
    names = [n for n, _ in json.loads(canonical.encode(value), object_pairs_hook=list)]
    assert names == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0"), (-0.0, "0"), (5e-324, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"), (9007199254740991, "9007199254740991"), (1e21, "1e+21"), (1e20, "100000000000000000000"),
     (333333333.33333329, "333333333.3333333"), (4.50, "4.5"), (2e-3, "0.002"), (1e-27, "1e-27"), (0.000001, "0.000001"), (1e-7, "1e-7"), (-12.5, "-12.5")],
)  # fmt: skip
def test_numbers_are_written_as_ecmascript_writes_them(number, text):
    assert canonical.encode(number) == text.encode()


@given(JSON)
def test_nothing_is_lost_and_the_order_of_names_does_not_matter(value):
    assert json.loads(canonical.encode(value), parse_int=float) == value  # ECMAScript has one sort of number, and writes large ones without a point
    if isinstance(value, dict):
        assert canonical.encode(dict(reversed(value.items()))) == canonical.encode(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**53 + 1])
def test_a_number_that_json_cannot_carry_is_refused(value):
    with pytest.raises(ValueError):
        canonical.encode(value)
