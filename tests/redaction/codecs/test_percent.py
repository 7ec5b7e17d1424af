"""Percent encoding is decoded at any depth and written as the original writes it."""

from urllib.parse import quote, unquote

from hypothesis import given
from hypothesis import strategies as st

from redaction.codecs import percent


@given(st.text(max_size=80))
def test_what_is_encoded_decodes_to_the_same(text):
    assert unquote(percent.encode(text, "%2F")) == text


def test_the_case_of_the_digits_and_what_stands_plain_are_kept():
    assert percent.encode("a/b@c", "x%3ay/z") == "a/b%40c"
    assert percent.encode("a@b", "%3A") == "a%40b"


def test_old_script_escapes_and_plus_signs_are_read():
    assert percent.decode("%u0040%41+b", plus=True) == "@A b"


def test_a_value_is_removed_at_every_depth(cleaner):
    text = "jane.doe@customer.example"
    for _ in range(4):
        text = quote(text, safe="")
        made = cleaner.text(f"GET /x?y={text} HTTP/1.1")
        plain = made
        for _ in range(5):
            plain = unquote(plain)
        assert "jane.doe" not in plain
        assert made.startswith("GET /x?y=") and made.endswith(" HTTP/1.1")
