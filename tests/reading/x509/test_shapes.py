"""What a DER value is, by its outer shape."""

import pytest
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.x509.shapes import shape


@pytest.mark.parametrize("form", [s.PrivateFormat.PKCS8, s.PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)], ids=["ec", "rsa"])
def test_private_keys(key, form):
    assert shape(key.private_bytes(s.Encoding.DER, form, s.NoEncryption())) == "private-key"


def test_an_encrypted_private_key_is_one_too():
    key = ec.generate_private_key(ec.SECP256R1())
    assert shape(key.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.BestAvailableEncryption(b"x"))) == "private-key"


def test_public_keys():
    assert shape(ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo)) == "public-key"


def test_containers(making):
    party = making.issue(making.named("a"))
    assert shape(pkcs7.serialize_certificates([party.cert], s.Encoding.DER)) == "pkcs7"
    assert shape(pkcs12.serialize_key_and_certificates(b"a", party.key, party.cert, None, s.NoEncryption())) == "pkcs12"


@pytest.mark.parametrize("part", [1.0, 0.6, 0.2])
def test_a_certificate_is_known_also_when_its_end_is_missing(making, part):
    data = making.root().cert.public_bytes(s.Encoding.DER)
    assert shape(data[: int(len(data) * part)]) == "certificate"


@pytest.mark.parametrize("data", [b"", b"0", b"0\x00", b"plain text", b"\x30\x03\x02\x01\x05", b"\x31\x00"])
def test_other_bytes_are_none_of_them(data):
    assert shape(data) == ""


@given(st.binary(max_size=120))
def test_it_is_total(data):
    assert isinstance(shape(b"0" + data), str)
