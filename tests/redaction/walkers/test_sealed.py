"""What is encrypted goes without the receiver's key; with it, it is opened, cleaned and sealed again, and the copy reads alike."""

import base64
import os
import re

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from lxml import etree

from redaction.session import Session
from redaction.walkers import sealed
from triagekit.reading.saml import xmlenc

ALGORITHMS = {16: "http://www.w3.org/2009/xmlenc11#aes128-gcm", 32: "http://www.w3.org/2001/04/xmlenc#aes256-cbc", 24: "http://www.w3.org/2001/04/xmlenc#tripledes-cbc"}
INNER = '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1"><saml:Issuer>https://idp.example/</saml:Issuer><saml:NameID>jane.doe@customer.example</saml:NameID></saml:Assertion>'
_VALUE = re.compile(r"<CipherValue>([^<]*)</CipherValue>")


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(65537, 2048)


def message(key, size, content):
    """A response whose assertion is encrypted for this key, with that cipher text."""
    wrapped = base64.b64encode(key.public_key().encrypt(os.urandom(size), padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None))).decode()
    return (
        '<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r"><s:EncryptedAssertion xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        f'<EncryptionMethod Algorithm="{ALGORITHMS[size]}"/><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><EncryptedKey xmlns="http://www.w3.org/2001/04/xmlenc#">'
        f'<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/><CipherData><CipherValue>{wrapped}</CipherValue></CipherData></EncryptedKey></KeyInfo>'
        f"<CipherData><CipherValue>{content}</CipherValue></CipherData></EncryptedData></s:EncryptedAssertion></p:Response>"
    )


def part(text):
    return xmlenc.describe(xmlenc.find(etree.fromstring(text))[0])


def session(key=None):
    made = Session()
    made.receive([key] if key else [])
    return made


@pytest.fixture
def untouched(monkeypatch, key):
    """Messages as a provider seals them, with a beginning drawn by lot."""
    monkeypatch.setattr(xmlenc, "_MARK", os.urandom(16))
    made = {}
    for size in ALGORITHMS:
        empty = message(key, size, "AAAA")
        made[size] = empty.replace(">AAAA<", f">{xmlenc.seal(part(empty), [key], INNER.encode())}<")
    monkeypatch.undo()
    return made


@pytest.mark.parametrize("size", ALGORITHMS)
def test_with_the_key_the_copy_opens_to_the_clean_text(redact, untouched, key, size):
    made = redact(untouched[size], session=session(key)).text
    opened = xmlenc.open_(part(made), [key]).data.decode()
    assert "https://idp.example/" in opened and "jane" not in opened and "@redacted.invalid" in opened
    assert _VALUE.findall(made)[0] == _VALUE.findall(untouched[size])[0]


def test_the_copy_of_the_copy_is_the_copy_with_and_without_the_key(redact, untouched, key):
    made = redact(untouched[16], session=session(key)).data
    assert redact(made, session=session(key)).data == made
    assert redact(made, session=session()).data == made


def test_without_a_key_every_cipher_text_goes(redact, untouched):
    made = redact(untouched[16], session=session()).text
    assert all(text.startswith("redacted-cipher-") for text in _VALUE.findall(made))
    assert part(made).redacted and not part(made).faults


def test_a_key_that_does_not_open_it_leaves_which_step_failed(redact, untouched, key):
    other = rsa.generate_private_key(65537, 2048)
    before, _, content = untouched[16].rpartition("<CipherValue>")
    broken = f"{before}<CipherValue>AAAA{content}"
    for text, private in ((untouched[16], other), (broken, key)):
        before = xmlenc.open_(part(text), [private]).failed
        copy = redact(text, session=session(private)).text
        assert before in ("key", "content") and xmlenc.open_(part(copy), [private]).failed == before
        assert not any(len(value) > 100 for value in _VALUE.findall(copy))


def test_a_cipher_text_that_cannot_be_read_is_said_to_be_so(redact, untouched):
    broken = untouched[16].replace("<CipherValue>", "<CipherValue>%", 1)
    copy = redact(broken, session=session()).text
    assert part(copy).faults == part(broken).faults == ("CipherValue cannot be read",)


def test_what_is_sealed_again_is_verified_like_the_rest(redact, untouched, key, monkeypatch):
    def careless(cleaner, raw, clean):
        cleaner.sealed.append(b"jane.doe@customer.example")
        return {}

    monkeypatch.setattr(sealed, "texts", careless)
    assert redact(untouched[16].replace("</p:", "<Note>jane.doe@customer.example</Note></p:"), session=session(key)).audit.withheld
