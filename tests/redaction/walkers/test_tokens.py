"""A token still decodes: what a diagnosis needs stays, people become pseudonyms, the signature goes and its verdict stays."""

import base64
import hashlib
import json
import zlib

import pytest

from triagekit.reading.jose import base64url, strictjson


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


def problems(part):
    return base64url.decode(part).problems


@pytest.mark.parametrize(
    ("damage", "problem"),
    [(lambda p: p + "A" * ((1 - len(p)) % 4), "impossible-length"), (lambda p: p + "=" * (-len(p) % 4), "padded"), (lambda p: p[:-1] + chr(ord(p[-1]) + 1), "leftover-bits")],
)
def test_what_is_odd_about_the_encoding_of_a_segment_stays_odd(cleaner, damage, problem):
    part = segment({**CLAIMS, "x": "a" * next(n for n in range(3) if (len(json.dumps({**CLAIMS, "x": "a" * n}, separators=(",", ":"))) % 3) == 1)})
    head, _, signature = token().split(".")
    damaged = damage(part)
    assert problem in problems(damaged)
    made = cleaner.text(f"{head}.{damaged}.{signature}").split(".")[1]
    assert made != damaged and problem in problems(made)


def test_a_segment_that_is_written_anew_does_not_change_its_alphabet(cleaner):
    claims = {**CLAIMS, "sub": "jane.doe@customer.example", "note": "\u00ff\u00fe?>~\u00bf\u00ff" * 9}
    made = cleaner.text(f"{segment(HEADER)}.{segment(json.dumps(claims, ensure_ascii=False).encode())}.3x0nGHiShqAD5xU3pW3sgJsC")
    assert "+" not in made and "/" not in made


@pytest.mark.parametrize(
    ("data", "problem"),
    [(zlib.compress(b'{"sub":"jane.doe@customer.example"}' * 3), "compressed"), (b'{"sub":"jane.doe@customer.example","n":"J\xf6rg"}', "not-utf8"), (bytes(range(128, 250)), "not-utf8"),
     (b"{'sub':'jane.doe@customer.example'}", "not-json"), (b'{"sub":"jane.doe@customer.example\x00"}', "not-json"), (b'{"sub":"jane.doe@customer.ex', "cut")],
)  # fmt: skip
def test_a_payload_that_cannot_be_read_fails_in_the_copy_as_it_did(cleaner, data, problem):
    assert strictjson.parse(data).problems == (problem,)
    made = cleaner.text(f"{segment(HEADER)}.{segment(data)}.3x0nGHiShqAD5xU3pW3sgJsC")
    left = base64url.decode(made.split(".")[1]).data
    assert strictjson.parse(left).problems == (problem,) and b"jane" not in left and left != data
    assert cleaner.text(made) == made


def test_a_signature_of_which_nothing_is_known_keeps_what_is_wrong_with_its_text(cleaner):
    assert cleaner.text(token(signature="3x0nGHiShqAD5xU3pW3sgJsCQ")).endswith(".redacted-signature-not-assessed-and-impossible-length")


def test_the_verdict_is_found_whether_or_not_padding_was_read_along(cleaner):
    raw = token()
    cleaner.signatures[hashlib.sha256(raw.encode()).hexdigest()] = "ok"
    assert cleaner.secret("token", f"{raw}==", "test").endswith(".redacted-signature-ok")
