"""The DER reader: strict, total and bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.x509 import der


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ends early"), (b"\x30", "ends early"), (b"\x30\x05\x01", "ends early"), (b"\x30\x80\x00\x00", "left open"), (b"\x30\x81\x05" + b"\x00" * 5, "shortest form"),
        (b"\x30\x82\x00\x90" + b"\x00" * 144, "shortest form"), (b"\x3f\x01\x00", "longer than"), (b"\x30\x85\x01\x01\x01\x01\x01", "impossible"),
    ],
)  # fmt: skip
def test_what_is_no_der_is_refused_with_a_reason(data, why):
    with pytest.raises(der.DerError, match=why):
        der.read(data)


def test_something_after_the_end_is_seen():
    with pytest.raises(der.DerError, match="follows"):
        der.whole(b"\x05\x00\x00")


@given(st.integers(-(2**100), 2**100))
def test_numbers_are_read_as_they_were_written(number):
    size = ((number if number >= 0 else ~number).bit_length() + 8) // 8
    body = number.to_bytes(size, "big", signed=True)
    assert der.integer(der.read(bytes([0x02, len(body)]) + body)) == number


@pytest.mark.parametrize("body", [b"", b"\x00\x01", b"\xff\xff"])
def test_a_number_in_another_form_is_refused(body):
    with pytest.raises(der.DerError):
        der.integer(der.read(bytes([0x02, len(body)]) + body))


def test_object_identifiers_with_large_arcs():
    assert der.oid(der.read(bytes.fromhex("06032a8648"))) == "1.2.840"
    assert der.oid(der.read(bytes.fromhex("0603550403"))) == "2.5.4.3"
    assert der.oid(der.read(bytes.fromhex("0603883703"))) == "2.999.3"


def test_named_bits_count_from_the_left_and_leave_unused_ones_out():
    assert der.named_bits(b"\x05\xa0") == {0, 2}
    assert der.named_bits(b"\x07\x00\x80") == {8}


def test_a_yes_is_ff_and_nothing_else():
    assert der.boolean(der.read(b"\x01\x01\xff")) is True
    with pytest.raises(der.DerError):
        der.boolean(der.read(b"\x01\x01\x01"))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_reason(data):
    try:
        for child in der.whole(data).children():
            assert child.start >= 2
            assert child.end <= len(data)
    except der.DerError as error:
        assert str(error)


def test_five_thousand_levels_are_no_stack():
    data = b""
    for _ in range(5000):
        size = len(data)
        data = b"\x30" + (bytes([size]) if size < 128 else b"\x83" + size.to_bytes(3, "big") if size > 65535 else (b"\x82" + size.to_bytes(2, "big") if size > 255 else b"\x81" + bytes([size]))) + data
    assert len(der.whole(data).children()) == 1
