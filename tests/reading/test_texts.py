"""Bytes of any encoding become text, and what is damaged says so instead of failing."""

import io

import pytest

from triagekit.reading.texts import blocks, decode, decode_head, encoding_of, utf8_stream


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"plain", "utf-8"), (b"\xef\xbb\xbfmark", "utf-8-sig"), ("wide".encode("utf-16"), "utf-16"), ("wide text".encode("utf-16-le"), "utf-16-le"),
        ("wide text".encode("utf-16-be"), "utf-16-be"), (b"caf\xe9 au lait", "latin-1"),
    ],
)  # fmt: skip
def test_the_encoding_is_told_by_its_mark_or_its_pattern(data, name):
    assert encoding_of(data) == name


def test_a_head_is_text_without_nuls():
    assert decode_head("a\x00b".encode("utf-16")) == "ab"
    assert decode(b"caf\xc3", "utf-8") == "caf"


def test_a_wide_stream_is_recoded_and_a_mark_is_left_out():
    data = '{"a": "\u00e9"}'.encode("utf-16")
    stream, offset = utf8_stream(io.BytesIO(data), data)
    assert (stream.read(), offset) == ('{"a": "\u00e9"}'.encode(), -1)
    marked = b"\xef\xbb\xbf{}"
    stream, offset = utf8_stream(io.BytesIO(marked), marked)
    assert (stream.read(), offset) == (b"{}", 3)


def test_blocks_cover_the_stream():
    assert b"".join(blocks(io.BytesIO(b"x" * 10), 3)) == b"x" * 10
