"""A certificate is read field by field."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from triagekit.reading.x509 import certificate
from triagekit.reading.x509.der import DerError, whole


def test_everything_a_library_says_is_said_alike(making, parsed):
    party = making.issue(making.named("Shop Example"), names=["a.example", "192.0.2.1"], purposes=[making.SERVER], serial=12345)
    made = parsed(party)
    assert (made.version, made.serial, made.hash_name, made.self_signed) == (3, 12345, "sha256", True)
    assert (made.not_before, made.not_after) == (party.cert.not_valid_before_utc, party.cert.not_valid_after_utc)
    assert (made.dns_names, made.addresses) == (("a.example",), ("192.0.2.1",))
    assert made.tbs == party.cert.tbs_certificate_bytes
    assert made.signature == party.cert.signature
    assert not made.damage


def test_what_follows_after_the_end_is_damage(making):
    data = making.root().cert.public_bytes(Encoding.DER)
    assert certificate.parse(data + b"\n").damage == ("something follows after its end",)


@pytest.mark.parametrize("at", [1, 3, 4, 5])
def test_a_broken_field_hides_no_other(making, at):
    top = making.root()
    broken = making.remade(making.leaf(top), top, making.member(at + 1, b"\x05\x00")) if at else None
    import base64

    made = certificate.parse(base64.b64decode(b"".join(broken.splitlines()[1:-1])))
    assert made.damage or made.key.fault
    assert made.dns_names == (making.HOST,)


def test_an_extension_that_stands_twice_is_a_fault(making):
    import base64

    top = making.root()
    pem = making.remade(making.leaf(top), top, making.extra(making.extension("2.5.29.14", b"\x04\x02ab")))
    assert "subject key identifier stands twice" in certificate.parse(base64.b64decode(b"".join(pem.splitlines()[1:-1]))).said.faults


@pytest.mark.parametrize("data", [b"", b"\x30\x00", b"\x30\x03\x02\x01\x00", b"not a certificate"])
def test_what_is_none_is_refused(data):
    with pytest.raises(DerError):
        certificate.parse(data)


def test_the_bits_of_a_key_are_those_its_identifier_is_made_of(making, parsed):
    made = parsed(making.root())
    assert certificate.spki_bits(made.spki) == made.key.bits_of_key == whole(made.spki).children()[1].content[1:]
    assert made.key.identifier == made.said.subject_key
