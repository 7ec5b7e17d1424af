"""Credentials behind a scheme word go, the scheme and everything public stays."""

import base64

import pytest


@pytest.mark.parametrize("scheme", ["Basic", "Bearer", "Negotiate", "NTLM", "SSWS", "DPoP"])
@pytest.mark.parametrize("frame", ["Authorization: {}", "> Authorization: {}\r\n> Host: x", "'authorization': '{}',", "curl -H 'Authorization: {}' https://x.example", '{{"Authorization":"{}"}}', '\\"Authorization\\":\\"{}\\"'])
def test_one_word_credentials_go_in_every_frame(finds, scheme, frame):
    secret = base64.b64encode(b"jane:open sesame 4711").decode()
    assert finds(frame.format(f"{scheme} {secret}")) == [(secret, "credential")]


def test_the_parts_of_a_digest_that_are_public_stay(finds):
    values = [v for v, _ in finds('Authorization: Digest username="jane", realm="shop", uri="/a", qop=auth, nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1"')]
    assert "jane" in values and "6629fae49393a05397450978507c4ef1" in values
    assert not {"shop", "/a", "auth", "00000001"} & set(values)


@pytest.mark.parametrize("sentence", ["Bearer token is missing", "Basic realm=\"x\"", "the token expired", "Negotiate failed", "Authorization header required", "token_endpoint_auth_method: basic"])
def test_prose_about_schemes_stays(finds, sentence):
    assert finds(sentence) == []


@pytest.mark.parametrize("field", ["Bearer abcdef1234567890", "SSWS 00QCjAl4MlV-WPXM", "ApiKey 123456abcdef", "NTLM TlRMTVNTUAADAAAAGAAYAJgAAAA=", "DPoP abcdef1234567890", "Zoho-oauthtoken 1000.8cb99dxxxxx", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=5d672d79c15b1316"])
def test_the_scheme_stays_whatever_it_is(cleaner, field):
    scheme, _, secret = field.partition(" ")
    made = cleaner.text(f"> Host: api.example.com\n> Authorization: {field}\n> Accept: */*\n")
    assert f"\n> Authorization: {scheme} " in made and made.endswith("\n> Accept: */*\n")
    assert secret not in made and made.count("redacted-") == (2 if scheme.startswith("AWS4") else 1)
