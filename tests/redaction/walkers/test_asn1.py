"""Texts in DER change, lengths follow, and nothing else moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.walkers import asn1
from triagekit.reading.x509.der import whole


def upper(_, text):
    return text.upper() + "!" * 200


def same(_, text):
    return text


@given(st.binary(max_size=300))
def test_any_bytes_come_back_as_they_are_when_nothing_changes(data):
    assert asn1.rewritten(data, same) == data


@given(st.binary(max_size=300))
def test_any_bytes_can_be_asked_to_change(data):
    asn1.rewritten(data, upper)


def test_lengths_are_counted_anew_through_octets_that_hold_a_value():
    inner = asn1.value(0x30, asn1.value(0x82, b"a.example"))
    made = asn1.rewritten(asn1.value(0x30, asn1.value(0x04, inner) + asn1.value(0x02, b"\x05")), upper)
    outer = whole(made).children()
    assert whole(outer[0].content).children()[0].content == b"A.EXAMPLE" + b"!" * 200
    assert outer[1].raw == b"\x02\x01\x05"


@pytest.mark.parametrize(("tag", "encoding"), [(0x0C, "utf-8"), (0x1E, "utf-16-be"), (0x1C, "utf-32-be"), (0x16, "ascii")])
def test_a_text_keeps_its_encoding(tag, encoding):
    made = whole(asn1.rewritten(asn1.value(tag, "ann".encode(encoding)), lambda _, text: text + "@b"))
    assert (made.tag, made.content.decode(encoding)) == (tag, "ann@b")


def test_a_narrow_text_becomes_utf8_when_it_changes():
    assert asn1.rewritten(asn1.value(0x13, b"ann"), lambda _, text: text + "@b") == asn1.value(0x0C, b"ann@b")


def test_an_address_stays_an_address():
    four = asn1.value(0x87, bytes((10, 0, 0, 1)))
    assert asn1.rewritten(four, lambda _, text: "254.1.2.3" if text == "10.0.0.1" else text) == asn1.value(0x87, bytes((254, 1, 2, 3)))
    assert asn1.rewritten(four, lambda *_: "gone") == four


@pytest.mark.parametrize("size", [0, 0x7F, 0x80, 0xFF, 0x100, 70_000])
def test_lengths_are_written_in_their_shortest_form(size):
    assert whole(asn1.value(0x04, b"x" * size)).content == b"x" * size
