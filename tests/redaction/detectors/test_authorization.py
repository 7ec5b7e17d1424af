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
