"""The signature's verdict with its reason, and what of it survives redaction."""

import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given
from hypothesis import strategies as st
from minting import b64

from triagekit.reading.jose import keyset, signature, token
from triagekit.reading.jose.signature import Verdict


@pytest.fixture
def verdict(keyset):
    def run(text, *rows, complete=True):
        read = token.read(text.encode())
        from triagekit.reading.jose import keyset as sets

        keys = sets.read(keyset(*rows)).keys if rows else ()
        return signature.judge(read, signature.choose(read, keys, complete))

    return run


def test_every_verdict_can_be_recalled_from_the_word_that_redaction_leaves():
    for word in Verdict:
        assert signature.recall(word.value).verdict is word
        assert signature.recall(word.value + "-and-at-hash-right").verdict is word


def test_a_redacted_signature_keeps_its_verdict(verdict, mint, jwk):
    head, body, _ = mint().split(".")
    found = verdict(f"{head}.{body}.redacted-signature-invalid", jwk())
    assert (found.verdict, found.why) == (Verdict.INVALID, "from-redaction")


def test_a_foreign_key_is_invalid_only_where_the_set_is_the_issuers(verdict, mint, jwk):
    assert verdict(mint(header={"kid": "x"}), jwk("other"), complete=True).verdict is Verdict.KEY_UNKNOWN
    assert verdict(mint(header={"kid": "x"}), jwk("other"), complete=False).verdict is Verdict.NOT_ASSESSED


def test_another_algorithm_of_the_same_key_is_told(verdict, keys, jwk):
    body = f"{b64({'alg': 'RS256', 'typ': 'JWT', 'kid': 'k1'})}.{b64({'a': 1})}"
    found = verdict(f"{body}.{b64(keys.rsa.sign(body.encode(), padding.PKCS1v15(), hashes.SHA512()))}", jwk())
    assert (found.verdict, found.algorithm) == (Verdict.OTHER_ALGORITHM, "RS512")


def test_characters_that_were_copied_in_are_taken_out_for_a_second_try(verdict, mint, jwk):
    text = mint()
    at = len(text) - 20
    found = verdict(f"{text[:at]}|{text[at:]}", jwk())
    assert (found.verdict, found.why) == (Verdict.OK, "after-cleaning")


def test_a_cut_signature_is_short_and_says_by_how_much(verdict, mint, jwk):
    found = verdict(mint("ec", "ES256")[:-30], jwk("ec"))
    assert found.verdict is Verdict.SHORT
    assert found.why.endswith("of 64 bytes")


def test_an_unknown_algorithm_is_unsupported_not_invalid(verdict, mint, jwk):
    _, body, sig = mint().split(".")
    assert verdict(f"{b64({'alg': 'XX999', 'kid': 'k1'})}.{body}.{sig}", jwk()).verdict is Verdict.UNSUPPORTED


@given(st.binary(max_size=80), st.sampled_from(["HS256", "RS256", "PS512", "ES256", "EdDSA", "none", "", "RS999"]))
def test_any_signature_of_any_algorithm_gets_a_verdict(data, alg):
    read = token.read(f"{b64({'alg': alg})}.{b64({'a': 1})}.{b64(data)}".encode())
    rows = [{"kty": "oct", "k": b64(b"x" * 32)}, {"kty": "RSA", "n": b64(b"\xff" * 128), "e": "AQAB"}, {"kty": "EC", "crv": "P-256", "x": b64(b"x" * 32), "y": b64(b"y" * 32)}]
    keys = keyset.read(json.dumps({"keys": rows}).encode()).keys
    assert signature.judge(read, signature.choose(read, keys, True)).verdict in Verdict


def test_without_a_key_an_rsa_signature_of_an_impossible_length_is_cut(judge, mint):
    head, body, signature = mint().split(".")
    cut = judge(f"{head}.{body}.{signature[:-120]}")
    assert (cut["jwt.signature.verdict"], cut["jwt.check.token-truncated"]) == ("short", "failed")
    assert judge(mint())["jwt.signature.verdict"] == "not-assessed"
    assert judge(f"{head}.{body}.{signature[:171]}")["jwt.signature.verdict"] == "not-assessed"  # as long as a key of 1024 bits makes it
