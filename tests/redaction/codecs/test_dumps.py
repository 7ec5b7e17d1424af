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
    rows = [bytes.fromhex("".join(line[10:].partition("  ")[0].split())) for line in made.splitlines()]
    octets = b"".join(rows)
    assert b"amFuZTpv" not in octets and b"Authorization: Basic redacted-" in octets
    assert [line[:8] for line in made.splitlines()] == [f"{sum(map(len, rows[:n])):08x}" for n in range(len(rows))]


@pytest.mark.parametrize("secret", ["b1c2d3e4f5g6", "a1b2c3d4e5f6g7h8" * 8])
def test_what_stands_below_a_dump_keeps_its_line(cleaner, secret):
    text = f"GET /?page=2 HTTP/1.1\r\nAuthorization: Bearer {secret}\r\nX-Mail: {secret}@mail.example\r\nAccept: */*\r\n"
    rows = "".join(f"{n:04x}: {text[n : n + 64]}\n" for n in range(0, len(text), 64) if "\r" not in text[n : n + 64]) + "0000: one\n0005: Cookie: a=" + secret[:50] + "\n"
    for dump in (xxd(text.encode()), rows) if len(secret) > 40 else (rows,):
        made = cleaner.text(dump + "below\n")
        assert made.count("\n") == dump.count("\n") + 1 and made.endswith("\nbelow\n") and secret not in made


def test_letters_beside_the_octets_that_say_something_else_are_read_too(cleaner):
    row = "0000: 47 45 54 20 2f 6f 72 64 65 72 73 3f 69 64 3d 34  GET /orders?id=4\n"
    assert cleaner.text(row) == row
    assert "hunter2xyz" not in cleaner.text(row.replace("id=4", "password=hunter2xyz"))


def test_rows_of_trace_ascii_are_joined(cleaner):
    made = cleaner.text("=> Send header, 90 bytes (0x5a)\n0000: GET / HTTP/1.1\n0010: Authorization: Bearer abcdef123456ghijkl\n003c: Accept: */*\n")
    assert "abcdef123456" not in made and "GET / HTTP/1.1" in made and "Accept: */*" in made
