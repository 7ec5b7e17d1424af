"""Quoted-printable lines are read together where = joins them; other lines are not touched."""

import quopri

import pytest

from redaction.codecs import quoted


def test_a_value_that_is_split_by_a_soft_break_goes(cleaner):
    made = cleaner.text("To: jane.doe=40cus=\ntomer.example\nSubject: x=3Dy\n\nplain line a=b\n")
    assert b"customer" not in quopri.decodestring(made.encode())
    assert made.endswith("\nplain line a=b\n")


def test_only_lines_that_look_so_are_opened():
    text = "one q=3D\n" + "two\n" * 500
    found = list(quoted.find(text))
    assert [(s.start, text[s.start : s.end]) for s in found] == [(0, "one q=3D")]


def test_numbers_and_dates_behind_an_equals_sign_are_no_octets():
    assert not list(quoted.find('GET /x status=404 took=20 ms size=2048, on=2026-11-03T10:00:00Z code="40"\nstatus=200\n'))
    for encoded in ("jane=40customer.example", "jane=401and1.example", "tel:=20+49=2030=20123456", "ssn:=20123-45-6789", "pass=20word"):
        assert list(quoted.find(encoded)), encoded


def test_soft_breaks_within_a_value_stay_and_break_nothing(cleaner):
    raw = "X: =C3=BC\nhttps://api.example/?token=3Dabcdefghij=\nklmnopqrstuvwxyz0123456789&next=3D1\nbelow\n"
    made = cleaner.text(raw)
    assert made.count("\n") == raw.count("\n") and "klmnopqr" not in made
    assert b"&next=1\nbelow" in quopri.decodestring(made.encode())
    assert cleaner.text(made) == made


@pytest.mark.parametrize("below", ["2026-11-03T09:14:00Z ERROR timed out", "> Accept: */*", "Host: api.example.com", "and then nothing"])
@pytest.mark.parametrize("value", ["Authorization: Basic amFuZTpzM2NyM3Q=", "x-api-key: QUJDREVGRzEyMzQ1Njc4OTA=", "Cookie: a=QUJDREVGRzEyMzQ1Njc4OTA=", "password=", "token=QUJDREVGRzEyMzQ1Njc4OTAxMjM0NTY3ODkwQUJDREVGRzEyMzQ1Njc4OTA="])
def test_what_pads_base64_joins_no_lines(cleaner, value, below):
    raw = f"first\n{value}\n{below}\n"
    made = cleaner.text(raw)
    assert made.endswith(f"\n{below}\n") and made.count("\n") == raw.count("\n")
    assert made.count("redacted-") == (0 if value == "password=" else 1)


@pytest.mark.parametrize("plain", ["mieszka ul. Świdnicka 12", "живёт в Москве", "氏名 山田"])
def test_letters_beyond_western_europe_say_that_a_line_is_encoded(plain):
    raw = quoted.encode(plain)
    assert [stretch.plain for stretch in quoted.find(f"{raw}\nnext line\n")] == [plain]


def test_an_address_behind_an_equals_sign_is_no_octet():
    assert list(quoted.find("authentication failure; rhost=203.0.113.111 user=x\nversion=20.4.1\n")) == []


def test_a_text_without_a_soft_break_is_read_alike_by_the_quick_pattern():
    for text in ("a=3Db status=200 x=40 =C3=BC", "took=20 ms", "mail =40 host", "=", "a==\nb"):
        assert [m.span() for m in quoted._OCTET.finditer(text)] == [m.span() for m in quoted._TELLING.finditer(text)]
