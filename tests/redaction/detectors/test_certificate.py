"""Bare base64 is a certificate only where its shape says so: keys begin alike."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from redaction.detectors.certificate import detectors

BARE = next(d for d in detectors if d.name == "certificate-bare")


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
def test_a_private_key_is_none(form):
    key = ec.generate_private_key(ec.SECP521R1()).private_bytes(Encoding.DER, form, NoEncryption())
    text = base64.b64encode(key).decode()
    assert list(BARE.near(text, 0)) == []
    assert list(BARE.everywhere(text, 0)) == []
