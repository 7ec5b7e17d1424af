"""What is no text: flow files with their lengths counted anew, public certificates, and what cannot be read."""

import pytest

from redaction import binaries
from triagekit.reading import tnetstring
from triagekit.reading.bytesource import memory_source


def flow(tag):
    def name(key):
        return b"%d:%b%b" % (len(key), key, tag)

    headers = b"".join(b"%d:%b]" % (len(p), p) for p in [b"6:Cookie,18:sid=abc123def456xy,", b"4:Host,11:example.com,"])
    request = name(b"headers") + b"%d:%b]" % (len(headers), headers) + name(b"path") + b"27:/cb?code=Abcdef1234567890ab,"
    inner = name(b"request") + b"%d:%b}" % (len(request), request)
    return b"%d:%b}" % (len(inner), inner)


@pytest.mark.parametrize("tag", [b";", b","])
def test_a_flow_stays_readable_with_its_lengths_counted_anew(redact, tag):
    made = redact(flow(tag) * 2)
    import io

    found = [s.value for s in tnetstring.stretches(io.BytesIO(made.data))]
    assert len(found) == 2 and all(v is not None for v in found)
    assert b"abc123def456" not in made.data and b"Abcdef12345" not in made.data and b"Host" in made.data


def test_what_cannot_be_read_is_withheld():
    assert binaries.form(memory_source(bytes(range(32)) * 200).head) is binaries.withheld
    assert binaries.form(memory_source("text with ümlaut\n".encode("utf-16")).head) is None
    assert binaries.form(memory_source(b"\x1b[31mcoloured\x1b[0m log line\n" * 5).head) is None


def test_a_text_that_is_shorter_without_its_values_is_still_a_text():
    long = b"\1\2\3\1\2\3" + b"password=" + b"x1" * 60 + b" end\n"
    short = b"\1\2\3\1\2\3" + b"password=redacted-password end\n"
    assert binaries.form(memory_source(long).head) is None and binaries.form(memory_source(short).head) is None
    assert binaries.form(memory_source(short.replace(b"redacted", b"replaced")).head) is binaries.withheld
