"""Keys: what they are, what is weak about them, and whose signature it is."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from triagekit.reading.x509 import keys


def described(private):
    return keys.read(private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def test_keys_are_described():
    assert [(k.kind, k.bits, k.curve) for k in (described(rsa.generate_private_key(65537, 2048)), described(ec.generate_private_key(ec.SECP384R1())), described(ed25519.Ed25519PrivateKey.generate()))] == [
        ("RSA", 2048, ""), ("EC", 384, "P-384"), ("Ed25519", 256, "")]  # fmt: skip


@pytest.mark.parametrize(("modulus", "exponent", "word"), [(2**1023 + 1, 65537, "1024 bits"), (2**2048 + 5, 65537, "multiple of 8"), ((2**2047 + 9) | 1, 2, "exponent"), (3 * (2**2047 + 1), 65537, "bits")])
def test_weak_rsa_keys_are_told(modulus, exponent, word):
    assert any(word in why for why in keys.rsa_weaknesses(keys.Key(b"", "RSA", modulus.bit_length(), exponent=exponent, modulus=modulus)))


def test_a_modulus_with_a_small_factor_is_told():
    modulus = 7 * (2**2045 + 9)
    assert any("factor" in why for why in keys.rsa_weaknesses(keys.Key(b"", "RSA", modulus.bit_length(), exponent=65537, modulus=modulus)))
    assert not keys.rsa_weaknesses(described(rsa.generate_private_key(65537, 2048)))


@pytest.mark.parametrize(("curve", "bad"), [(ec.SECP192R1, True), (ec.SECP224R1, True), (ec.SECP256K1, True), (ec.SECP256R1, False), (ec.SECP521R1, False)])
def test_curves_that_web_programs_do_not_support(curve, bad):
    assert bool(keys.unsupported(described(ec.generate_private_key(curve())))) is bad


def test_a_key_that_cannot_be_read_is_a_fault_and_supports_nothing():
    made = keys.read(b"\x30\x03\x02\x01\x00")
    assert made.fault
    assert keys.unsupported(made)
    assert keys.load(made) is None


@pytest.mark.parametrize("kind", ["ec", "2048", "dsa"])
def test_only_the_key_that_signed_verifies(making, parsed, kind):
    top, other = making.root(kind=kind), making.root(kind=kind)
    made = parsed(making.leaf(top))
    assert keys.verify(parsed(top).key, made) is True
    assert keys.verify(parsed(other).key, made) is False


def test_another_kind_of_key_did_not_sign_and_an_unknown_algorithm_says_nothing(making, parsed):
    from dataclasses import replace

    made = parsed(making.leaf(making.root(kind="2048")))
    assert keys.verify(parsed(making.root()).key, made) is False
    assert keys.verify(parsed(making.root()).key, replace(made, algorithm_outer="1.2.3")) is None


def test_pss_takes_hash_and_salt_from_its_parameters(making, parsed):
    from cryptography import x509

    own = rsa.generate_private_key(65537, 2048)
    name = making.named("Shop Example PSS")
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(own.public_key()).serial_number(5).not_valid_before(making.NOW).not_valid_after(making.NOW + making.DAY)
    cert = built.sign(own, hashes.SHA384(), rsa_padding=padding.PSS(padding.MGF1(hashes.SHA384()), 40))
    made = parsed(making.Party(cert, own))
    assert (made.hash_name, made.self_signed) == ("sha384", True)


def test_an_interruption_is_let_through():
    with pytest.raises(KeyboardInterrupt):
        keys.or_stop(KeyboardInterrupt())
    keys.or_stop(ValueError())


def test_of_a_redacted_signature_its_word_counts(making, parsed):
    from dataclasses import replace

    from triagekit.reading.x509 import keys

    top, other = parsed(making.root()), parsed(making.root("Other"))
    made = parsed(making.leaf(making.root()))
    told = {word: replace(made, signature=f"redacted-signature-by-{word}".encode().ljust(70, b".")) for word in (keys.word(top.key), "none", "unknown")}
    assert [keys.verify(top.key, told[word]) for word in told] == [True, False, None]
    assert keys.verify(other.key, told[keys.word(top.key)]) is False
