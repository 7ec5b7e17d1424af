"""IPv6 addresses, in every writing that the standard library reads."""

import dataclasses
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


OLD = r"\b[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]"
"""The wider anchor, which every date of an access log touches."""
PIECES = ["2a02:810d:1:2:3:4:5:6", "2026:09:14:22", "fe80::1c2d:7", "a:b:c::d", "1:2:3:4:5:6:10.1.2.3", "::", ":", "f", "00:1b:44:11:3a:b7", " ", "[", "]", ".7", "::ffff:10.1.2.3"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_narrow_anchor_finds_what_the_wide_one_finds(text):
    wide = Scanner((dataclasses.replace(detector, anchors=(*detector.anchors, OLD)),))
    assert ALONE.scan(text) == wide.scan(text)


def test_the_time_of_an_access_log_touches_no_anchor():
    assert not list(ALONE.touched(b'- - [03/Nov/2026:09:14:22 +0000] "GET / HTTP/1.1" 00:1b:44:11:3a:b7'))
