"""Why a signature that was made with the right key does not verify all the same."""

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from minting import CLAIMS, SECRET, b64

from triagekit.reading.jose import probe


@pytest.fixture
def why(judge, keyset):
    def run(token, *rows, **expect):
        found = judge(token, {**({"jwks": keyset(*rows)} if rows else {}), **expect})
        return found["jwt.signature.verdict"], found.get("jwt.signature.why", "")

    return run


def signed(alg, sign):
    body = f"{b64({'alg': alg, 'typ': 'JWT', 'kid': 'k1'})}.{b64(CLAIMS)}"
    return f"{body}.{b64(sign(body.encode()))}"


def test_a_signature_in_der_form_is_told(why, keys, jwk):
    assert why(signed("ES256", lambda m: keys.ec.sign(m, ec.ECDSA(hashes.SHA256()))), jwk("ec")) == ("invalid", "der-form")


def test_a_salt_of_another_length_is_told(why, keys, jwk):
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
    assert why(signed("PS256", lambda m: keys.rsa.sign(m, pss, hashes.SHA256())), jwk()) == ("invalid", "salt-length")


def test_a_secret_given_as_base64_text_is_told(why):
    encoded = b64(SECRET)
    token = jwt.encode(CLAIMS, SECRET, algorithm="HS256")
    assert why(token, secret=encoded) == ("invalid", "secret-is-base64")
    assert why(token, secret=SECRET.decode())[0] == "ok"


def test_a_signature_whose_leading_zeros_were_lost_is_told(why, keys, jwk):
    for n in range(4000):
        body = f"{b64({'alg': 'RS256', 'kid': 'k1'})}.{b64({**CLAIMS, 'n': n})}"
        made = keys.rsa.sign(body.encode(), padding.PKCS1v15(), hashes.SHA256())
        if made[0] == 0:
            assert why(f"{body}.{b64(made.lstrip(bytes(1)))}", jwk()) == ("invalid", "leading-zeros")
            return
    pytest.skip("No signature began with a zero in 4,000 tries.")


def test_siblings_are_the_other_algorithms_of_a_key(jwk):
    from triagekit.reading.jose.keyset import Key

    assert "RS256" not in set(probe.siblings(Key(jwk()), "RS256"))
    assert {"PS256", "RS512"} <= set(probe.siblings(Key(jwk()), "RS256"))
    assert set(probe.siblings(Key({"kty": "oct", "k": "AA"}), "HS256")) == {"HS384", "HS512"}
