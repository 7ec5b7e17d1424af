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
def test_of_a_server_and_an_authority_only_the_mail_address_is_a_persons(making, how):
    assert said(person(making, making.root(), **how)) == [("email", MAIL)]
    assert said(person(making, making.root(), mail=False, **how)) == []


def test_the_mail_address_of_a_public_authority_stays(making):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "DigiCert Example Root"), x509.NameAttribute(x509.NameOID.EMAIL_ADDRESS, "info@digicert.example")])
    public = making.issue(name, ca=True)
    assert said(public) == []
    assert said(person(making, public)) == [("email", MAIL), ("person", "Maria Schneider")]


def test_the_mail_address_of_a_private_authority_goes_in_what_it_issued_too(making):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Own CA"), x509.NameAttribute(x509.NameOID.EMAIL_ADDRESS, "ca@own.example")])
    assert said(making.leaf(making.issue(name, ca=True))) == [("email", "ca@own.example")]


def test_a_common_name_that_is_an_address_is_a_person(making):
    assert said(making.issue(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, MAIL)]), making.root())) == [("email", MAIL)]


def owned(party):
    der = party.cert.public_bytes(Encoding.DER)
    return sorted({(category, der[start:end].decode()) for start, end, category in personal.owner(der)})


def test_the_owner_is_named_by_organization_names_and_hosts(making):
    made = owned(making.leaf(making.root("Own Root"), "api.shop.example"))
    assert ("host", "api.shop.example") in made
    assert {("organisation", "Shop Example Ltd"), ("organisation", "Own Root")} <= set(made)


def test_a_public_authority_and_a_known_product_keep_their_names(making):
    assert {text for _, text in owned(making.leaf(making.root("DigiCert Example Root"), "api.shop.example"))} == {"api.shop.example", "Shop Example Ltd"}


def test_a_request_names_its_person_and_its_password():
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Maria Schneider"), x509.NameAttribute(x509.NameOID.EMAIL_ADDRESS, MAIL)])
    made = x509.CertificateSigningRequestBuilder().subject_name(name).add_attribute(x509.oid.AttributeOID.CHALLENGE_PASSWORD, b"revoke-me-77").sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    der = made.public_bytes(Encoding.DER)
    assert {(category, der[start:end].decode()) for start, end, category in personal.requested(der)} == {("email", MAIL), ("person", "Maria Schneider"), ("password", "revoke-me-77")}


def test_a_name_alone_names_a_program_as_well_as_a_person(making):
    assert said(person(making, making.root(), mail=False)) == []


@pytest.mark.parametrize("size", [0, 1, 40, 200])
def test_what_is_no_certificate_names_nobody(making, size):
    assert personal.places(making.root().cert.public_bytes(Encoding.DER)[:size]) == []
