"""Hosts against names, as RFC 9525 6 says."""

import pytest

from triagekit.reading.x509 import hostnames


@pytest.mark.parametrize(
    ("names", "host", "covered", "how"),
    [
        (["a.example"], "a.example", True, ""), (["A.example"], "a.EXAMPLE.", True, ""), (["a.example"], "https://a.example:8443/x", True, ""),
        (["*.shop.example"], "a.shop.example", True, ""), (["*.shop.example"], "shop.example", False, "wildcard"), (["*.shop.example"], "a.b.shop.example", False, "other"),
        (["*.shop.example"], ".shop.example", False, "other"), (["a*.shop.example"], "ab.shop.example", False, "wildcard"), (["*.*.example"], "a.b.example", False, "wildcard"),
        (["*.com"], "example.com", False, "wildcard"), (["*.s3.amazonaws.com"], "me.s3.amazonaws.com", True, "wildcard-too-wide"), (["*"], "com", False, "wildcard"),
        (["b.example"], "a.example", False, "other"), (["192.0.2.1"], "192.0.2.1", True, ""), (["2001:db8::1"], "[2001:DB8:0::1]:443", True, ""), (["192.0.2.1"], "192.0.2.2", False, "address"),
        (["a.example"], "192.0.2.1", False, "other"), ([], "a.example", False, "no-names"),
    ],
)  # fmt: skip
def test_each_way_to_match_or_miss(making, parsed, names, host, covered, how):
    made = parsed(making.issue(making.named("cn.example"), names=names))
    found = hostnames.match(made, host)
    assert (found.covered, found.how) == (covered, how)


def test_an_address_in_the_common_name_or_as_a_dns_name_does_not_count(making, parsed):
    from cryptography import x509

    only_cn = parsed(making.issue(making.named("192.0.2.7"), names=["a.example"]))
    as_dns = parsed(making.issue(making.named("x"), more=[(x509.SubjectAlternativeName([x509.DNSName("192.0.2.7")]), False)]))
    assert {hostnames.match(c, "192.0.2.7").how for c in (only_cn, as_dns)} == {"address"}


def test_the_entry_that_comes_closest_is_shown(making, parsed):
    made = parsed(making.issue(making.named("x"), names=["a.other.example", "www.shop.example", "b.example"]))
    assert hostnames.match(made, "api.shop.example").near == "www.shop.example"


@pytest.mark.parametrize(
    ("entry", "word"),
    [("a_b.example", "underscore"), ("a b.example", "space"), ("a..example", "empty"), (".example", "empty"), ("x" * 64 + ".example", "long"), ("-a.example", "character"), ("a,b.example", "character"),
     ("bücher.example", "ASCII"), ("xn--999999999999.example", "decoded"), ("a" * 250 + ".example", "long")],
)  # fmt: skip
def test_what_is_wrong_with_an_entry(entry, word):
    assert any(word in fault for fault in hostnames.faults(entry))


@pytest.mark.parametrize("entry", ["a.example", "*.example.com", "xn--bcher-kva.example", "1.2.3.example", "a--b.example"])
def test_proper_entries(entry):
    assert not list(hostnames.faults(entry))


@pytest.mark.parametrize("text", ["192.168.001.001", "0xC0.0.2.1", "0xc0000201", "2001:0db8:0000:0000:0000:0000:0000:0001", "::1", "10.0.0.1"])
def test_addresses_in_any_spelling(text):
    assert hostnames.looks_like_address(text)
    assert not hostnames.looks_like_address("a" + text + ".example")
