"""Keys as they stand: usable or not, for what, how strong; nothing is fetched and nothing breaks the reader."""

import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from minting import b64

from triagekit.reading.jose import keyset
from triagekit.reading.jose.keyset import Key

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12), lambda c: st.lists(c, max_size=3) | st.dictionaries(st.sampled_from(["kty", "n", "e", "x", "y", "crv", "k", "kid", "use", "key_ops"]), c, max_size=5), max_leaves=8)


@given(JSON)
def test_any_json_gives_a_key_set_or_a_reason(value):
    found = keyset.read(json.dumps(value).encode())
    assert found.keys or found.problems
    for key in found.keys:
        assert isinstance(key.faults, tuple) and isinstance(key.weaknesses, tuple) and isinstance(key.bits, int)


@given(st.binary(max_size=100))
def test_any_bytes_give_a_key_set_or_a_reason(data):
    found = keyset.read(data)
    assert found.keys or found.problems


def test_a_set_one_key_and_pem_are_read_alike(keys, jwk):
    pem = keys.rsa.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    moduli = {k.modulus for data in (json.dumps({"keys": [jwk()]}).encode(), json.dumps(jwk()).encode(), pem) for k in keyset.read(data).keys}
    assert moduli == {keys.rsa.public_key().public_numbers().n}


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ({"kty": "XYZ"}, "kty-unknown"),
        ({"kty": "RSA", "e": "AQAB"}, "n-missing"),
        ({"kty": "RSA", "n": "a b", "e": "AQAB"}, "n-damaged"),
        ({"kty": "EC", "crv": "P-999", "x": "AA", "y": "AA"}, "curve-unknown"),
        ({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}, "coordinate-length"),
    ],
)
def test_what_is_wrong_with_a_key_is_named(members, fault):
    assert fault in Key(members).faults


def rsa(modulus, e=65537):
    return Key({"kty": "RSA", "n": b64(modulus.to_bytes((modulus.bit_length() + 7) // 8, "big")), "e": b64(e.to_bytes(3, "big"))})


def test_weak_keys_are_known_by_their_numbers(keys):
    good = keys.rsa.public_key().public_numbers().n
    assert rsa(good).weaknesses == ()
    assert "short-modulus" in rsa(keys.small.public_key().public_numbers().n).weaknesses
    assert "exponent-too-small" in rsa(good, 1).weaknesses
    assert "even-modulus" in rsa(good - 1).weaknesses
    assert Key({"kty": "EC", "crv": "P-192", "x": b64(b"x" * 24), "y": b64(b"y" * 24)}).weaknesses == ("weak-curve",)


def test_the_flawed_generators_mark_is_seen_and_ordinary_keys_do_not_bear_it(keys):
    from math import prod

    m = prod(keyset._ROCA_PRIMES)
    marked = pow(65537, 12345, m) + m * (1 << 1900)
    assert keyset.is_roca(marked)
    assert not keyset.is_roca(keys.rsa.public_key().public_numbers().n)


def test_a_key_serves_the_algorithms_of_its_type_and_curve_only(jwk):
    served = {alg for alg in ("HS256", "RS256", "PS384", "ES256", "ES384", "EdDSA") if Key(jwk("ec")).takes(alg)}
    assert served == {"ES256"}
    assert {alg for alg in ("HS256", "RS256", "PS384", "ES256") if Key(jwk("rsa")).takes(alg)} == {"RS256", "PS384"}


def test_a_private_key_in_a_set_is_told_and_never_shown(jwk):
    key = Key({**jwk(), "d": "SECRETSECRET"})
    assert key.private
    assert "SECRET" not in repr(key)


def test_an_id_that_two_keys_of_one_type_share_is_duplicated(jwk):
    assert keyset.read(json.dumps({"keys": [jwk("rsa"), jwk("other")]}).encode()).duplicated == ("k1",)
    assert keyset.read(json.dumps({"keys": [jwk("rsa"), jwk("ec")]}).encode()).duplicated == ()
