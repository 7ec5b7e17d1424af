"""What no reader knows is said to look like something."""

import pytest

from triagekit.reading.bytesource import memory_source
from triagekit.reading.looks import looks_like


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<!DOCTYPE html><html></html>", "html"), (b"  <html>", "html"), (b'<?xml version="1.0"?><a/>', "xml"), (b'{"a": 1}', "json"), (b"[1, 2]", "json"), (b"{ not json", "text"), (b"a,b,c\n1,2,3\n4,5,6\n", "csv"), (b"just words\n", "text"),
        (b"\x00\x01\x02\x03" * 100, "binary"), (b"%PDF-1.7\n\x00\xff", "PDF document"), (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + bytes(50), "image"), (b"\xd4\xc3\xb2\xa1" + bytes(60), "network capture (pcap)"), (b"ElfFile\x00" + bytes(60), "Windows event log (binary)"),
        ("\ufeff<html>".encode("utf-16"), "html"), (b"MZ is how this sentence begins", "text"),
    ],
)  # fmt: skip
def test_by_content_never_by_name(data, word):
    assert looks_like(memory_source(data, "x.har").head) == word
