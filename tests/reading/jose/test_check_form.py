"""Shape of a token: segments, encoding, JSON, header."""

import pytest
from minting import CLAIMS, b64

HEAD = {"alg": "RS256", "typ": "JWT"}


def made(head=HEAD, body=CLAIMS, signature=b"\x01" * 256):
    return f"{b64(head)}.{b64(body)}.{b64(signature) if isinstance(signature, bytes) else signature}"


def test_a_well_formed_token_passes_every_check_of_form(states):
    found = states(made())
    assert {found[c] for c in ("segment-count-wrong", "token-truncated", "token-encoding-damaged", "json-malformed", "claims-malformed", "claim-duplicated", "algorithm-none")} == {"passed"}


@pytest.mark.parametrize(
    ("token", "check"),
    [
        (f"{b64(HEAD)}.{b64(CLAIMS)}", "segment-count-wrong"),
        (made() + ".x", "segment-count-wrong"),
        (f"{b64(HEAD)}.{b64(CLAIMS)[:40]}", "token-truncated"),
        (made(signature=b64(b"\x01" * 256).replace("A", "A!", 1)), "token-encoding-damaged"),
        (made(head=b"{alg:1}"), "json-malformed"),
        (made(body=b"{sub:1}"), "json-malformed"),
        (made(body=[1, 2]), "claims-malformed"),
        (made(body=b'{"sub":"a","sub":"b"}'), "claim-duplicated"),
        (made(head={"alg": "none", "typ": "JWT"}, signature=""), "algorithm-none"),
        (made(head={"alg": "nOnE", "typ": "JWT"}, signature=""), "algorithm-none"),
        (made(head={**HEAD, "crit": ["x"], "x": 1}), "critical-header-unknown"),
        (made(head={**HEAD, "crit": []}), "critical-header-unknown"),
        (made(head={**HEAD, "jku": "https://keys.test/"}), "signing-key-embedded"),
        (made(head={**HEAD, "jwk": {"kty": "oct", "k": "AA"}}), "signing-key-embedded"),
    ],
)
def test_each_fault_of_form_fails_its_own_check(states, token, check):
    assert states(token)[check] == "failed"


def test_a_known_extension_and_a_certificate_chain_are_no_faults(states):
    found = states(made(head={**HEAD, "crit": ["b64"], "b64": True, "x5c": ["AA"]}))
    assert (found["critical-header-unknown"], found["signing-key-embedded"]) == ("passed", "passed")


def test_padding_is_tolerated_and_the_standard_alphabet_is_remarked(states):
    assert states(made(signature=b64(b"\xff" * 256).replace("_", "/")))["token-encoding-damaged"] == "failed"
    assert states(f"{b64(HEAD)}.{b64(CLAIMS)}.{b64(b'x' * 256)}==")["token-encoding-damaged"] == "passed"


def test_what_the_receiver_took_explains_nothing(states, bearer):
    assert states(made(body=[1, 2]), use=bearer(200))["claims-malformed"] == "tolerated"


def test_an_opaque_or_sealed_token_is_wrong_only_where_a_jwt_is_needed(states, keyset, jwk):
    opaque = "gho_" + "x" * 36
    assert states(opaque)["token-opaque"] == "noted"
    assert states(opaque, {"jwks": keyset(jwk())})["token-opaque"] == "failed"
    sealed = f"{b64({'alg': 'dir', 'enc': 'A256GCM'})}..{b64(b'iv')}.{b64(b'text')}.{b64(b'tag')}"
    assert states(sealed)["token-encrypted"] == "failed"


@pytest.mark.parametrize(
    ("kid", "state"),
    [
        ("../../../../dev/null", "failed"),
        ("/etc/passwd", "failed"),
        ("x' UNION SELECT 'k';--", "failed"),
        ("file:///tmp/key", "failed"),
        ("|id", "failed"),
        ("k1", "passed"),
        ("https://vault.test/keys/signing/7", "passed"),
        ("did:web:login.test#key-1", "passed"),
        ("o'neil and sons", "passed"),
        ("a/b+c=", "passed"),
    ],
)
def test_a_key_id_that_is_a_path_or_a_query_is_an_attempt_to_choose_the_key(states, kid, state):
    assert states(made(head={**HEAD, "kid": kid}))["signing-key-embedded"] == state
