"""Lines keep their place in the artifact, however they are encoded and however long they are."""

import io
from dataclasses import dataclass

import pytest

from triagekit.reading.bytesource import memory_source
from triagekit.reading.lines import binary, lines, location, sample
from triagekit.roles import Head


@dataclass
class Bytes:
    data: bytes
    artifact: str = "a0001"

    @property
    def head(self):
        text = self.data[:65536].decode("utf-16" if self.data[:2] == b"\xff\xfe" else "utf-8-sig", errors="replace")
        return Head(self.data[:65536], len(self.data), "x.log", text)

    def open(self):
        return io.BytesIO(self.data)

    def read(self, limit):
        return self.data[:limit]


def test_each_line_knows_its_number_and_its_bytes():
    data = "one\r\nzw\u00f6lf\n\nlast".encode()
    found = list(lines(Bytes(data)))
    assert [(x.number, x.text) for x in found] == [(1, "one"), (2, "zw\u00f6lf"), (3, ""), (4, "last")]
    assert all(data[x.offset : x.offset + x.length].decode().rstrip("\r\n") == x.text for x in found)


def test_a_byte_order_mark_and_utf_16_are_read_and_offsets_still_point_into_the_artifact():
    assert [x.text for x in lines(Bytes(b"\xef\xbb\xbfa\nb"))] == ["a", "b"]
    data = "a\U0001f600\nb\n".encode("utf-16")
    found = list(lines(Bytes(data)))
    assert [x.text for x in found] == ["a\U0001f600", "b"]
    assert data[found[1].offset : found[1].offset + found[1].length].decode("utf-16-le") == "b\n"


def test_bytes_that_are_no_utf_8_are_read_as_latin_1_for_that_line_only():
    assert [x.text for x in lines(Bytes(b"caf\xe9\n\xc3\xa9\n"))] == ["caf\u00e9", "\u00e9"]


def test_colours_and_nuls_are_left_out():
    assert [x.text for x in lines(Bytes(b"\x1b[31mred\x1b[0m\x00!\n"))] == ["red!"]


@pytest.mark.parametrize("size", [300_000, 3_000_000])
def test_a_very_long_line_is_cut_in_memory_and_the_next_line_is_found(size):
    found = list(lines(Bytes(b"x" * size + b"\nnext\n")))
    assert [(len(x.text), x.length) for x in found] == [(65536, size + 1), (4, 5)]
    assert found[1].offset == size + 1


def test_a_record_of_several_lines_spans_them():
    found = list(lines(Bytes(b"a\nb\nc\n")))
    place = location(Bytes(b""), found[0], found[1])
    assert (place.line, place.offset, place.length) == (1, 0, 4)


def test_the_sample_leaves_out_a_line_cut_by_the_head():
    assert sample(Head(b"", 10, "x", "a\n\nb")).lines == ("a",)
    assert sample(Head(b"abcd", 4, "x", "a\n\nb")).lines == ("a", "b")


def test_binary_is_told_from_text():
    assert binary(Head(bytes(range(32)) * 40, 1280, "x", bytes(range(32)).decode("latin-1") * 40))
    assert not binary(Head(b"plain text\n", 11, "x", "plain text\n"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_lines_in_every_encoding_stand_where_their_bytes_do(encoding):
    text = "2026-11-23 08:28:35 first\nsecond line with an emoji \U0001f600 in it\nlast, without an end"
    data = text.encode(encoding)
    found = list(lines(memory_source(data)))
    assert [line.text for line in found] == text.split("\n")
    assert found[-1].offset + found[-1].length == len(data)
    plain = encoding if encoding.startswith("utf-16-") else {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, "utf-8")
    for line in found:
        assert data[line.offset : line.offset + line.length].decode(plain).rstrip("\n") == line.text
