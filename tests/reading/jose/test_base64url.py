"""Base64url is read leniently and every departure is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.jose.base64url import decode, encode


@given(st.binary(max_size=200))
def test_what_was_encoded_is_read_back_without_a_word(data):
    assert (decode(encode(data)).data, decode(encode(data)).problems) == (data, ())


@given(st.text(max_size=80))
def test_any_text_gives_bytes_or_a_reason(text):
    found = decode(text)
    assert isinstance(found.data, bytes)
    if text and not found.data:
        assert found.problems or text in ("", "A")


@pytest.mark.parametrize(
    ("text", "problem", "damaged"),
    [
        ("aGk=", "padded", False),
        ("a+/a", "standard-alphabet", True),
        ("aG k", "foreign-characters", True),
        ("aGkaa", "impossible-length", True),
        ("aGl", "leftover-bits", False),
    ],
)
def test_each_departure_has_its_name_and_only_some_stop_a_strict_reader(text, problem, damaged):
    found = decode(text)
    assert problem in found.problems
    assert found.damaged is damaged
