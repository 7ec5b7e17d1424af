"""Rows of hex dumps are one text, cleaned across rows and written in rows again."""

import pytest


def xxd(data, pairs=2):
    rows = []
    for n in range(0, len(data), 16):
        part = data[n : n + 16]
        octets = " ".join(part[k : k + pairs].hex() for k in range(0, len(part), pairs))
        rows.append(f"{n:08x}: {octets:<{40 if pairs == 2 else 48}}  {''.join(chr(b) if 32 <= b < 127 else '.' for b in part)}\n")
    return "".join(rows)


@pytest.mark.parametrize("pairs", [1, 2])
def test_a_value_over_two_rows_goes(cleaner, pairs):
    made = cleaner.text(xxd(b"GET / HTTP/1.1\r\nAuthorization: Basic amFuZTpvcGVuc2VzYW1l\r\n", pairs))
    octets = bytes.fromhex("".join("".join(line[10 : 10 + (40 if pairs == 2 else 48)].split()) for line in made.splitlines()))
    assert b"amFuZTpv" not in octets and b"Authorization: Basic redacted-" in octets
    assert [line[:8] for line in made.splitlines()] == [f"{n * 16:08x}" for n in range(len(made.splitlines()))]


def test_rows_of_trace_ascii_are_joined(cleaner):
    made = cleaner.text("=> Send header, 90 bytes (0x5a)\n0000: GET / HTTP/1.1\n0010: Authorization: Bearer abcdef123456ghijkl\n003c: Accept: */*\n")
    assert "abcdef123456" not in made and "GET / HTTP/1.1" in made and "Accept: */*" in made
