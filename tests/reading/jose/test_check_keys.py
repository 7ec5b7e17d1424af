"""Algorithm, keys and signature: what verifies, what does not, and why."""

import jwt
import pytest
from minting import SECRET, b64


def test_a_good_signature_by_the_named_key_passes(judge, mint, keyset, jwk):
    found = judge(mint(), {"jwks": keyset(jwk("other", "k0"), jwk("rsa", "k1"))})
    assert (found["jwt.signature.verdict"], found["jwt.key.id"], found["jwt.check.signature-invalid"], found["jwt.check.signing-key-unknown"]) == ("ok", "k1", "passed", "passed")


@pytest.mark.parametrize("alg", ["RS256", "RS512", "PS256", "ES256", "EdDSA"])
def test_every_family_of_algorithms_verifies(judge, mint, keyset, jwk, alg):
    name = {"ES256": "ec", "EdDSA": "okp"}.get(alg, "rsa")
    assert judge(mint(name, alg), {"jwks": keyset(jwk(name))})["jwt.signature.verdict"] == "ok"


def test_without_keys_the_signature_is_not_assessed_and_the_keys_are_asked_for(judge, mint):
    found = judge(mint())
    assert found["jwt.signature.verdict"] == "not-assessed"
    assert "jwt.check.signature-invalid" not in found
    assert any("public keys" in need for need in found["jwt.needs"])


def test_a_signature_over_an_empty_payload_may_be_over_a_detached_one(judge, mint, keyset, jwk):
    head, _, signature = mint().split(".")
    found = judge(f"{head}..{signature}", {"jwks": keyset(jwk())})
    assert (found["jwt.signature.verdict"], found["jwt.check.signature-invalid"], found["jwt.check.segment-count-wrong"]) == ("invalid", "noted", "noted")


def test_a_payload_that_is_detached_by_the_header_leaves_the_signature_unjudged_and_is_asked_for(judge, mint, keyset, jwk):
    head = b64({"alg": "RS256", "kid": "k1", "b64": False, "crit": ["b64"]})
    found = judge(f"{head}..{mint().split('.')[2]}", {"jwks": keyset(jwk())})
    assert (found["jwt.signature.verdict"], found["jwt.signature.why"]) == ("not-assessed", "detached")
    assert "jwt.check.signature-invalid" not in found
    assert "the payload that was taken out of the token" in found["jwt.needs"]


def test_altered_content_and_another_key_are_told_apart(judge, mint, keyset, jwk):
    head, _, signature = mint().split(".")
    altered = f"{head}.{b64({'sub': 'admin'})}.{signature}"
    assert judge(altered, {"jwks": keyset(jwk())})["jwt.signature.why"] == "content-altered"
    foreign = judge(mint("other"), {"jwks": keyset(jwk())})
    assert (foreign["jwt.signature.verdict"], foreign["jwt.signature.why"], foreign["jwt.check.signature-invalid"]) == ("invalid", "other-key", "failed")


def test_a_key_the_set_does_not_hold_is_unknown_and_one_that_bears_another_name_is_misnamed(states, mint, keyset, jwk):
    assert states(mint(header={"kid": "gone"}), {"jwks": keyset(jwk("other"))})["signing-key-unknown"] == "failed"
    found = states(mint(), {"jwks": keyset(jwk("other", "k1"), jwk("rsa", "k2"))})
    assert found["signing-key-misnamed"] == "failed"


def test_the_receiver_chooses_the_algorithm(states, mint, keyset, jwk):
    assert states(mint(alg="RS512"), {"algorithms": ["RS256"], "jwks": keyset(jwk())})["algorithm-mismatch"] == "failed"
    assert states(mint(), {"algorithms": ["RS256"], "jwks": keyset(jwk())})["algorithm-mismatch"] == "passed"


def test_a_public_key_used_as_secret_is_algorithm_confusion(states, keys, keyset, jwk):
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from triagekit.reading.jose.probe import hmac_of

    pem = keys.rsa.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    body = f"{b64({'alg': 'HS256', 'typ': 'JWT', 'kid': 'k1'})}.{b64({'sub': 'admin'})}"
    token = f"{body}.{b64(hmac_of('256', pem, body.encode()))}"
    assert states(token, {"jwks": keyset(jwk())})["algorithm-confusion"] == "failed"


def test_an_empty_signature_is_missing_and_alg_none_is_its_own_fault(states, mint):
    head, body, _ = mint().split(".")
    assert states(f"{head}.{body}.")["signature-missing"] == "failed"
    assert states(f"{b64({'alg': 'none', 'typ': 'JWT'})}.{body}.")["algorithm-none"] == "failed"


def test_weak_keys_are_named(states, mint, keyset, jwk):
    assert states(mint("small"), {"jwks": keyset(jwk("small"))})["signing-key-weak"] == "failed"
    weak = jwt.encode({"sub": "x"}, b"short", algorithm="HS256")
    assert states(weak, {"secret": "short"})["shared-secret-weak"] == "failed"
    assert states(jwt.encode({"sub": "x"}, SECRET, algorithm="HS256"), {"secret": SECRET.decode()})["shared-secret-weak"] == "passed"


def test_keys_that_must_not_or_cannot_verify_are_unsuitable_or_malformed(states, mint, keyset, jwk):
    assert states(mint(), {"jwks": keyset(jwk(use="enc"))})["signing-key-unsuitable"] == "failed"
    assert states(mint(), {"jwks": keyset(jwk("ec"))})["signing-key-unsuitable"] == "failed"
    assert states(mint(), {"jwks": keyset({**jwk(), "n": "!!"})})["signing-key-malformed"] == "failed"


def test_several_keys_and_no_name_leave_the_receiver_guessing(states, mint, keyset, jwk):
    token = mint(header={"kid": None})
    assert states(token, {"jwks": keyset(jwk("other", ""), jwk("rsa", ""))})["signing-key-unnamed"] in {"noted", "failed"}
    assert states(token, {"jwks": keyset(jwk("rsa", ""))})["signing-key-unnamed"] == "passed"


def test_two_different_keys_of_one_name_are_told(states, mint, keyset, jwk):
    assert states(mint(), {"jwks": keyset(jwk("other"), jwk("rsa"))})["key-id-duplicated"] == "failed"
    assert states(mint(), {"jwks": keyset(jwk("rsa"), jwk("rsa"))})["key-id-duplicated"] == "passed"


@pytest.mark.parametrize("name", ["rsa", "small", "other", "secret"])
@pytest.mark.parametrize("damage", [lambda t: t, lambda t: t[:-1], lambda t: t + "==", lambda t: t.replace(".", "*.", 1), lambda t: t[:-9] + "A" * 9])
def test_of_a_redacted_token_the_same_is_said_of_key_and_encoding(judge, mint, keyset, jwk, name, damage):
    at_hand = {"jwks": keyset({"kty": "oct", "kid": "k1", "k": b64(SECRET[:20])}) if name == "secret" else keyset(jwk("rsa" if name == "other" else name))}
    whole = mint(alg="HS256") if name == "secret" else mint(name)
    before = judge(damage(whole), at_hand)
    after = judge(damage(whole).rpartition(".")[0] + ".redacted-signature-" + before["material.signature_verdict"], at_hand)
    assert {k: v for k, v in after.items() if k.startswith("jwt.check.")} == {k: v for k, v in before.items() if k.startswith("jwt.check.")}
    assert (after.get("jwt.key.weaknesses"), after["jwt.signature.verdict"]) == (before.get("jwt.key.weaknesses"), before["jwt.signature.verdict"])
