"""Names compare as RFC 5280 7.1 says; what is wrong with them is told."""

import pytest

from triagekit.reading.x509 import names
from triagekit.reading.x509.der import DerError, read


def tlv(tag, content):
    return bytes([tag, len(content)]) + content


def rdn(kind, value, tag=0x0C):
    return tlv(0x31, tlv(0x30, tlv(0x06, bytes.fromhex(kind)) + tlv(tag, value)))


def name(*rdns):
    return names.name(read(tlv(0x30, b"".join(rdns))))


CN, ORGANIZATION = "550403", "55040a"


def test_case_spaces_and_string_type_do_not_count():
    assert name(rdn(CN, b"Good  CA ")).key == name(rdn(CN, b"good ca", 0x13)).key


def test_order_counts():
    assert name(rdn(CN, b"a"), rdn(ORGANIZATION, b"b")).key != name(rdn(ORGANIZATION, b"b"), rdn(CN, b"a")).key


def test_a_name_says_itself_and_its_most_specific_value():
    made = name(rdn(ORGANIZATION, b"Shop"), rdn(CN, b"one"), rdn(CN, b"two"))
    assert (str(made), made.first(names.COMMON_NAME), made.all(names.COMMON_NAME)) == ("O=Shop, CN=one, CN=two", "two", ("one", "two"))


def test_a_value_in_another_encoding_than_it_says_is_told_and_read():
    made = name(rdn(CN, "Müller".encode(), 0x13))
    assert made.faults
    assert "ller" in str(made)


def test_an_empty_part_is_told():
    assert name(tlv(0x31, b"")).faults == ("an empty part",)


@pytest.mark.parametrize("octets", [b"\xc0\x00\x02\x07", bytes(15) + b"\x01"])
def test_addresses(octets):
    found = names.general(read(tlv(0x87, octets)))
    assert (found.kind, found.octets, found.fault) == ("ip", octets, "")


def test_an_address_of_impossible_length_is_told():
    assert names.general(read(tlv(0x87, b"12345"))).fault


def test_a_dns_name_beyond_ascii_is_told_and_shown():
    found = names.general(read(tlv(0x82, "bücher.example".encode())))
    assert (found.value, bool(found.fault)) == ("bücher.example", True)


def test_what_is_no_general_name_is_refused():
    with pytest.raises(DerError):
        names.general(read(b"\x05\x00"))
