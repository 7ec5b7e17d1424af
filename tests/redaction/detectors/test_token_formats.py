"""Tokens known by their format, session ids known by their name."""

import pytest

LONG = "aB3dE5gH7jK9" * 16


@pytest.mark.parametrize("token", [f"v4.public.{LONG}", f"v2.local.{LONG}.{LONG[:12]}", f"MDAx{LONG}", f"gAAAAAB{LONG}==", f"CfDJ8{LONG}", f"eyJpdiI6{LONG}=="])
@pytest.mark.parametrize("frame", ["x={}", '"{}"', "got {} back"])
def test_a_token_goes_whole(finds, token, frame):
    assert [v for v, _ in finds(frame.format(token))] == [token]


@pytest.mark.parametrize("name", ["JSESSIONID", "PHPSESSID", "ASP.NET_SessionId", "connect.sid", "LtpaToken2", "laravel_session", "_shop_session", "__Host-session", "MRHSession", "wordpress_logged_in_0a1b"])
@pytest.mark.parametrize("frame", ["{}={}; Path=/", '"{}": "{}"', "GET /a;{}={} HTTP/1.1"])
def test_a_session_id_goes_by_its_name(finds, name, frame):
    assert [v for v, _ in finds(frame.format(name, "31d4d96e407aad42b1c2"))] == ["31d4d96e407aad42b1c2"]


def test_the_seed_and_the_account_of_an_authenticator_go(finds):
    assert finds("otpauth://totp/Acme:jane.doe?secret=JBSWY3DPEHPK3PXP&issuer=Acme") == [("jane.doe", "user"), ("JBSWY3DPEHPK3PXP", "secret")]


@pytest.mark.parametrize("text", ["v1.local.example", "JSESSIONID=deleted; Max-Age=0", "PHPSESSID is missing", "-- 0123456789abcdef0123456789abcdef01234567", "gAAAAA", "Enable it", "otpauth is supported"])
def test_what_only_begins_like_one_stays(finds, text):
    assert finds(text) == []
