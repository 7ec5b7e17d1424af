"""Certificates and keys are read in every form they are given, and never with an error."""

import base64
from datetime import timedelta

from triagekit.reading.saml import certs


def test_pem_der_and_bare_base64_give_the_same_certificate(lab):
    forms = (lab.own.pem, lab.own.der, lab.own.text.encode(), base64.encodebytes(lab.own.der))
    assert {next(certs.from_file(f, "x")).fingerprint for f in forms} == {certs.from_der(lab.own.der, "x").fingerprint}


def test_several_certificates_of_a_file_are_told_apart(lab):
    found = list(certs.from_file(lab.own.pem + lab.other.pem, "the case file"))
    assert [c.label for c in found] == ["the case file, 1", "the case file, 2"]
    assert len(certs.distinct([*found, *found])) == 2


def test_what_is_no_certificate_gives_none():
    assert list(certs.from_file(b"hello", "x")) == []
    assert certs.from_text("%%%", "x") is None
    assert certs.from_der(b"\x30\x00", "x") is None


def test_validity_is_judged_at_a_given_time(lab):
    made = certs.from_der(lab.own.der, "x")
    assert made.valid_at(lab.now) is True
    assert made.valid_at(lab.now + timedelta(days=1000)) is False
    assert certs.Certificate(b"", "x", None).valid_at(lab.now) is None
    assert made.names.startswith("CN=idp.example ")


def test_equal_keys_are_recognised_whatever_the_certificate(lab):
    one, two = certs.from_der(lab.own.der, "x"), certs.from_der(lab.other.der, "y")
    assert certs.same_key(one.public_key, lab.own.key.public_key())
    assert not certs.same_key(one.public_key, two.public_key)
    assert not certs.same_key(None, one.public_key)


def test_a_private_key_is_read_from_pem_and_nothing_else_from_noise(lab):
    assert certs.same_key(certs.private_key(lab.own.private).public_key(), lab.own.key.public_key())
    assert certs.private_key(b"no key") is None
