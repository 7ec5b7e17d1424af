"""A person in a certificate is found; a server and an authority are none."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from triagekit.reading.x509 import personal

MAIL = "maria.schneider@example.com"


def person(making, by=None, mail=True, **how):
    kinds = [(x509.NameOID.COMMON_NAME, "Maria Schneider"), *([(x509.NameOID.EMAIL_ADDRESS, MAIL)] if mail else [])]
    return making.issue(x509.Name([x509.NameAttribute(k, v) for k, v in kinds]), by, **how)


def said(party):
    der = party.cert.public_bytes(Encoding.DER)
    return sorted((category, der[start:end].decode()) for start, end, category in personal.places(der))


def test_name_and_address_are_found_in_the_subject(making):
    assert said(person(making, making.root())) == [("email", MAIL), ("person", "Maria Schneider")]


def test_the_issuer_of_a_self_signed_one_is_the_same_person(making):
    assert said(person(making)) == [("email", MAIL)] * 2 + [("person", "Maria Schneider")] * 2


def test_the_alternative_name_says_so_too(making):
    names = x509.SubjectAlternativeName([x509.RFC822Name(MAIL), x509.OtherName(x509.ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), b"\x0c\x05maria")])
    assert said(person(making, making.root(), mail=False, more=[(names, False)])) == [("email", MAIL), ("person", "Maria Schneider"), ("user", "maria")]


@pytest.mark.parametrize("how", [{"names": ["api.shop.example"]}, {"ca": True}])
def test_a_server_and_an_authority_stay_as_they_are(making, how):
    assert said(person(making, making.root(), **how)) == []


def test_a_name_alone_names_a_program_as_well_as_a_person(making):
    assert said(person(making, making.root(), mail=False)) == []


@pytest.mark.parametrize("size", [0, 1, 40, 200])
def test_what_is_no_certificate_names_nobody(making, size):
    assert personal.places(making.root().cert.public_bytes(Encoding.DER)[:size]) == []
