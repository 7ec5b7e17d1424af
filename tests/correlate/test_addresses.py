"""One name at several addresses."""

from triagekit.correlate.addresses import Addresses, private
from triagekit.model import Location
from triagekit.records import Kind, Record


def test_a_private_and_a_public_address_of_one_host(exchange, conclude):
    """Split-horizon DNS, or a change of network."""
    (fact,) = conclude(Addresses, [exchange(0, server__ip="10.1.2.3"), exchange(1, server__ip="93.184.216.34")])
    assert (fact["addresses.private"], fact["addresses.public"], fact["addresses.count"]) == (True, True, 2)


def test_several_public_addresses_are_balancing(exchange, conclude):
    """No private one among them."""
    (fact,) = conclude(Addresses, [exchange(0, server__ip="93.184.216.34"), exchange(1, server__ip="[2606:2800:220:1::1]")])
    assert (fact["addresses.private"], fact["addresses.public"]) == (False, True)


def test_one_address_a_proxy_or_a_loopback_say_nothing(exchange, conclude):
    """The address behind a proxy is the proxy's."""
    records = [exchange(0, server__ip="93.184.216.34"), exchange(1, server__ip="10.0.0.1", proxy__used=True), exchange(2, server__ip="127.0.0.1"), exchange(3, server__ip="odd")]
    assert conclude(Addresses, records) == []


def test_kinds_of_addresses():
    """RFC 1918, RFC 4193, and what is no address."""
    assert [private(a) for a in ("192.168.0.1", "fd00::1", "8.8.8.8", "::1", "x")] == [True, True, False, None, None]


def test_what_two_resolvers_say_of_a_name_is_compared_too(conclude):
    """The office's resolver and a public one, as nslookup shows them."""
    looked = [Record(Kind.EVENT, Location("a0001"), {"event.url.host": "shop.example.com", "dns.addresses": found}) for found in (("10.1.2.3",), ("93.184.216.34", "93.184.216.35"))]
    (fact,) = conclude(Addresses, looked)
    assert (fact["addresses.private"], fact["addresses.public"], fact["addresses.count"]) == (True, True, 3)
