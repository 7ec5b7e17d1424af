"""Header fields by name, in any case: credentials and cookies by their own grammar, correlation ids and facts as they are."""

import pytest

from redaction.walkers import headers


@pytest.mark.parametrize("name", ["Authorization", "authorization", "AUTHORIZATION", "proxy-authorization"])
def test_the_scheme_stays_and_the_credential_goes(cleaner, name):
    made = headers.clean(cleaner, name, "Bearer mF_9.B5f-4.1JqMqwerty")
    assert made.startswith("Bearer redacted-credential-")


def test_a_sent_credential_never_looks_like_none(cleaner):
    assert headers.clean(cleaner, "Authorization", "Bearer abcdefgh12345678").strip() != ""


@pytest.mark.parametrize("name", sorted(headers.CORRELATION)[:20])
def test_correlation_ids_stay(cleaner, name):
    assert headers.clean(cleaner, name, "7f3b2a10-5c1d-4e8f-9a77-0123456789ab") == "7f3b2a10-5c1d-4e8f-9a77-0123456789ab"


def test_a_long_credential_keeps_its_length(cleaner):
    made = headers.clean(cleaner, "Cookie", "sid=" + "aB3" * 3000)
    assert len(made) == 9004 and "aB3aB3" not in made


@pytest.mark.parametrize(("name", "value"), [("WWW-Authenticate", 'Bearer realm="shop", error="invalid_token"'), ("Date", "Tue, 03 Nov 2026 09:14:00 GMT"), ("Retry-After", "120"), ("ETag", '"33a64df551425fcc55e4d42a148795d9f25f89d4"'), ("RateLimit", '"default";r=0;t=30'), ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")])
def test_facts_stay(cleaner, name, value):
    assert headers.clean(cleaner, name, value) == value


def test_what_a_challenge_of_negotiate_holds_goes(cleaner):
    blob = "TlRMTVNTUAACAAAADAAMADgAAAAFgomiqwerty0123456789"
    assert blob not in headers.clean(cleaner, "WWW-Authenticate", f"NTLM {blob}")
