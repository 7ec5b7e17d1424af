"""Certificates out of containers; a private key leaves only its public half."""

import pytest
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12

from triagekit.reading.x509 import containers


@pytest.fixture(scope="module")
def party(making):
    return making.issue(making.named("a.example"), names=["a.example"])


def der(party):
    return party.cert.public_bytes(s.Encoding.DER)


def half(party):
    return party.key.public_key().public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo)


def test_pkcs7_gives_every_certificate(making, party):
    other = making.root()
    packed = pkcs7.serialize_certificates([party.cert, other.cert], s.Encoding.DER)
    assert set(containers.pkcs7(packed).certificates) == {der(party), der(other)}


def test_pkcs12_opens_with_the_passphrase_of_the_case_file_and_says_when_it_is_locked(making, party):
    other = making.root()
    packed = pkcs12.serialize_key_and_certificates(b"a", party.key, party.cert, [other.cert], s.BestAvailableEncryption(b"open sesame"))
    opened = containers.pkcs12(packed, ("wrong", "open sesame"))
    assert (opened.certificates, opened.key, opened.has_key, opened.state) == ((der(party), der(other)), half(party), True, "opened")
    assert containers.pkcs12(packed, ("wrong",)).state == "locked"


def test_of_a_private_key_only_the_public_half_is_kept(party):
    plain = party.key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
    locked = party.key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.BestAvailableEncryption(b"x"))
    assert containers.key_in(plain) == containers.key_in(locked, ("x",)) == half(party)
    assert containers.key_in(locked) is None


def test_a_public_key_will_do_as_well(party):
    assert containers.key_in(party.key.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo)) == half(party)


@pytest.mark.parametrize("data", [b"", b"0\x00", b"\x30\x03\x02\x01\x03", b"-----BEGIN PUBLIC KEY-----\nxx\n-----END PUBLIC KEY-----"])
def test_rubbish_gives_nothing(data):
    assert containers.pkcs7(data).state == "unreadable"
    assert containers.pkcs12(data, ()).certificates == ()
    assert containers.key_in(data) is None
    assert containers.public_half(None) is None
