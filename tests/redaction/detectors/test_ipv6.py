"""IPv6 addresses, in every writing that the standard library reads."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.detecting import Scanner
from redaction.detectors.ipv6 import detector

ALONE = Scanner((detector,))


@given(st.integers(0x2A00_0000_0000_0000_0000_0000_0000_0001, 0x2A0F_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF), st.booleans())
def test_an_address_goes_short_or_long(number, short):
    address = ipaddress.IPv6Address(number)
    written = address.compressed if short else address.exploded
    text = f"peer [{written}]:443 closed"
    assert [text[h.start : h.end] for h in ALONE.scan(text)] == [written]


@pytest.mark.parametrize("text", ["::1", "fe::", "at 12:34:56", "2001:db8::17", "std::vector", "ff02::1", "sha256:ab:cd", "Foo::Bar::baz", "00:11:22:33"])
def test_times_names_and_documentation_stay(finds, text):
    assert finds(text) == []
