"""A token still decodes: what a diagnosis needs stays, people become pseudonyms, the signature goes and its verdict stays."""

import base64
import hashlib
import json

import pytest


def segment(value):
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode() if isinstance(value, dict) else value).decode().rstrip("=")


def payload(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


CLAIMS = {"iss": "https://idp.example.com/", "aud": "api", "sub": "jane.doe@customer.example", "exp": 1795525131, "nbf": 1795521531, "iat": 1795521531, "scope": "orders:read", "name": "Jane Doe", "email": "jane.doe@customer.example"}
HEADER = {"alg": "RS256", "kid": "k1", "typ": "JWT"}


def token(header=HEADER, claims=CLAIMS, signature="3x0nGHiShqAD5xU3pW3sgJsCQPEiPqH3vxI7mi2XuzM"):
    return f"{segment(header)}.{segment(claims)}.{signature}"


def test_claims_a_diagnosis_needs_stay_and_people_go(cleaner):
    made = cleaner.text(f"Authorization: Bearer {token()}").rpartition(" ")[2]
    got = payload(made)
    assert {k: got[k] for k in ("iss", "aud", "exp", "nbf", "iat", "scope")} == {k: CLAIMS[k] for k in ("iss", "aud", "exp", "nbf", "iat", "scope")}
    assert got["sub"] == got["email"] != CLAIMS["sub"] and "Jane" not in str(got)
    assert made.split(".")[0] == segment(HEADER) and made.endswith(".redacted-signature-not-assessed")
    assert "=" not in made


def test_the_verdict_that_the_signature_had_stands_in_its_place(cleaner):
    raw = token()
    cleaner.signatures[hashlib.sha256(raw.encode()).hexdigest()] = "ok-trusted"
    assert cleaner.text(raw).endswith(".redacted-signature-ok-trusted")


def test_an_unsigned_token_stays_unsigned(cleaner):
    assert cleaner.text(token(signature="")).endswith(".")


def test_of_an_encrypted_token_only_the_header_stays(cleaner):
    raw = f"{segment({'alg': 'dir', 'enc': 'A256GCM'})}..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFndGFn"
    made = cleaner.text(raw)
    assert made.startswith(f"{segment({'alg': 'dir', 'enc': 'A256GCM'})}..redacted-vector-") and "Y2lwaGVy" not in made


def test_a_payload_that_is_no_json_stays_none(cleaner):
    made = cleaner.text(f"{segment(HEADER)}.{segment(b'hello world')}.3x0nGHiShqAD5xU3pW3sgJsC")
    assert f".{segment(b'hello world')}." in made


@pytest.mark.parametrize("times", [1, 3])
def test_a_second_pass_and_a_known_token_change_nothing_more(redact, times):
    text = f"token {token()}\n" * times + "user jane.doe@customer.example\n"
    first = redact(text)
    assert redact(first.data).data == first.data
    assert first.text.count("eyJ") == 2 * times


def test_json_in_base64_without_a_second_segment_goes_as_a_whole(cleaner):
    made = cleaner.text("token=" + segment({"note": "x7Kq2", "n": 1}))
    assert made.startswith("token=redacted-token-")
