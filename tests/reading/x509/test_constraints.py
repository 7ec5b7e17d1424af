"""Name constraints: inside, outside, and what cannot be compared."""

import ipaddress
from dataclasses import replace

import pytest
from cryptography import x509

from triagekit.reading.x509.constraints import Constraints, network
from triagekit.reading.x509.names import General


def broken(making, parsed, permitted=None, excluded=None, names=("a.shop.example",), more=()):
    limit = x509.NameConstraints(permitted, excluded)
    top = making.root(more=[(limit, True)])
    held = Constraints()
    held.add(parsed(top))
    kinds = [x509.RFC822Name(n) if "@" in n else x509.UniformResourceIdentifier(n) if "://" in n else making.general(n) for n in names]
    party = making.issue(making.named("x"), top, more=[(x509.SubjectAlternativeName(kinds), False), *more])
    return held.broken_by(parsed(party))


DNS, IP, MAIL, URI = x509.DNSName, lambda t: x509.IPAddress(ipaddress.ip_network(t)), x509.RFC822Name, x509.UniformResourceIdentifier


@pytest.mark.parametrize(
    ("base", "name", "inside"),
    [
        (DNS("shop.example"), "shop.example", True), (DNS("shop.example"), "a.shop.example", True), (DNS("shop.example"), "ashop.example", False), (DNS("shop.example"), "*.shop.example", True),
        (IP("192.0.2.0/24"), "192.0.2.200", True), (IP("192.0.2.0/24"), "192.0.3.1", False), (IP("2001:db8::/32"), "2001:db8::1", True), (IP("192.0.2.0/24"), "2001:db8::1", False),
        (MAIL("shop.example"), "jo@shop.example", True), (MAIL("shop.example"), "jo@a.shop.example", False), (MAIL(".shop.example"), "jo@a.shop.example", True), (MAIL("jo@shop.example"), "jo@SHOP.example", True),
        (MAIL("jo@shop.example"), "Jo@shop.example", False), (URI("shop.example"), "https://shop.example/x", True), (URI(".shop.example"), "https://a.shop.example:8/x", True), (URI("shop.example"), "https://a.shop.example", False),
    ],
)  # fmt: skip
def test_permitted_names(making, parsed, base, name, inside):
    assert (broken(making, parsed, permitted=[base], names=[name]) == "") is inside


def test_excluded_names_and_wildcards_that_reach_them(making, parsed):
    assert broken(making, parsed, excluded=[DNS("bad.shop.example")], names=["a.bad.shop.example"])
    assert broken(making, parsed, excluded=[DNS("bad.shop.example")], names=["*.shop.example"])
    assert not broken(making, parsed, excluded=[DNS("bad.shop.example")], names=["good.shop.example"])


def test_constraints_of_another_sort_say_nothing(making, parsed):
    assert not broken(making, parsed, permitted=[MAIL("shop.example")], names=["a.other.example"])


def test_the_subject_is_a_name_too(making, parsed):
    assert broken(making, parsed, permitted=[x509.DirectoryName(making.named("", "Other Ltd"))])
    organization = x509.Name(list(making.named("x"))[:1])
    assert not broken(making, parsed, permitted=[x509.DirectoryName(organization)])


def test_every_level_has_to_be_met(making, parsed):
    held = Constraints()
    for base in ("example", "shop.example"):
        held.add(parsed(making.root(more=[(x509.NameConstraints([DNS(base)], None), True)])))
    assert held.broken_by(parsed(making.issue(making.named("x"), names=["a.other.example"])))
    assert not held.broken_by(parsed(making.issue(making.named("x"), names=["a.shop.example"])))
    assert held.size == 2


def test_a_mask_with_holes_is_none():
    assert network(bytes([192, 0, 2, 0, 255, 0, 255, 0])) is None
    assert str(network(bytes([192, 0, 2, 0, 255, 255, 255, 0]))) == "192.0.2.0/24"
    assert network(b"123") is None


def test_a_constraint_that_cannot_be_compared_is_a_breach(making, parsed):
    held = Constraints(excluded=[General("ip", "", octets=bytes([192, 0, 2, 0, 255, 0, 255, 0]))])
    assert "mask" in held.broken_by(parsed(making.issue(making.named("x"), names=["10.0.0.1"])))


def test_a_mail_address_that_redaction_replaced_lies_where_the_word_of_the_signature_says(making, parsed):
    top = making.root(more=[(x509.NameConstraints([MAIL("shop.example")], None), True)])
    other = making.root(more=[(x509.NameConstraints([DNS("shop.example")], None), True)])
    made = parsed(making.issue(making.named("x"), top, more=[(x509.SubjectAlternativeName([MAIL("user-abcdefghij234@redacted.invalid")]), False)]))
    for above, word, inside in ((top, "by-none", True), (top, "by-none-beyond", False), (top, "by-none-then-refused-beyond", False), (other, "by-none-beyond", True)):
        held = Constraints()
        held.add(parsed(above))
        assert (held.broken_by(replace(made, signature=f"redacted-signature-{word}".encode().ljust(70, b"."))) == "") is inside
