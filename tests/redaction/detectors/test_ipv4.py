"""IPv4 addresses of machines go; masks, loopback, documentation and versions stay."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.detecting import Scanner
from redaction.detectors.ipv4 import detector

ALONE = Scanner((detector,))


@given(st.tuples(st.integers(11, 126), *[st.integers(10, 254)] * 3))
def test_an_address_goes_with_a_port_or_without(octets):
    address = str(ipaddress.IPv4Address(bytes(octets)))
    for text in (f"client {address}, server", f"[{address}]:443", f"{address}:51234 -", f'"{address}"'):
        assert [text[h.start : h.end] for h in ALONE.scan(text)] == [address]


@pytest.mark.parametrize("text", ["127.0.0.1", "255.255.255.0", "192.0.2.77", "198.51.100.4", "203.0.113.9", "0.0.0.0", "8.8.8.8", "Chrome/120.0.6099.71", "version=10.20.30.40", "OID 1.3.6.1.4.1.311", "10.20.30.400", "curl/8.5.0.1", "nginx 1.25.3.2"])
def test_what_names_no_machine_of_the_customer_stays(finds, text):
    assert finds(text) == []
