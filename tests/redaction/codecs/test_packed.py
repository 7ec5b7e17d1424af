"""Text inside bytes, plain, wide or compressed, within a budget, and the way back."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.codecs import packed


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=8, max_size=200).filter(lambda t: "\x7f" not in t))
def test_what_is_packed_again_says_the_same(text):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = machine.compress(text.encode()) + machine.flush()
    for data in (text.encode(), gzip.compress(text.encode()), zlib.compress(text.encode()), raw):
        found = packed.unpack(data)
        if found is not None and found.plain == text:
            assert packed.unpack(found.pack("clean words instead of it")).plain == "clean words instead of it"


def test_utf_16_in_either_order_is_text():
    for order in ("utf-16-le", "utf-16-be"):
        found = packed.unpack("jane.doe@customer.example".encode(order))
        assert found.plain == "jane.doe@customer.example" and found.pack("ab").decode(order) == "ab"


def test_a_bomb_is_not_unpacked():
    bomb = gzip.compress(b"a" * (packed.LIMIT + 10))
    assert packed.too_large(bomb)
    assert packed.unpack(bomb) is None


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(40), bytes(range(256))])
def test_binary_is_no_text(data):
    assert packed.unpack(data) is None
