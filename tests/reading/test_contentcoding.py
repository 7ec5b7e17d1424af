"""Chunks and content codings are undone within bounds."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.contentcoding import dechunk, decode


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=8))
def test_chunks_come_back_as_they_were(pieces):
    framed = b"".join(f"{len(p):x}".encode() + b"\r\n" + p + b"\r\n" for p in pieces)
    assert dechunk(framed + b"0\r\n\r\n") == (b"".join(pieces), True)
    assert dechunk(framed) == (b"".join(pieces), False)


@given(st.binary(max_size=300))
def test_any_bytes_are_dechunked_without_an_exception(data):
    body, _ = dechunk(data)
    assert len(body) <= len(data)


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate"])
def test_codings_are_undone_also_one_upon_the_other(coding):
    packed = gzip.compress(b"hello") if "gzip" in coding else zlib.compress(b"hello")
    assert decode(packed, coding) == b"hello"
    assert decode(gzip.compress(packed), f"{coding}, gzip") == b"hello"


def test_raw_deflate_is_undone_too():
    machine = zlib.compressobj(wbits=-15)
    assert decode(machine.compress(b"hello") + machine.flush(), "deflate") == b"hello"


def test_what_cannot_be_undone_is_none_and_a_bomb_is_cut():
    assert decode(b"x", "br") is None
    assert decode(b"\x00\x01not gzip", "gzip") is None
    assert len(decode(gzip.compress(bytes(10_000_000)), "gzip", limit=1000)) == 1000
    assert decode(b"plain", "identity") == b"plain"
