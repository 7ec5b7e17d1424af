"""Which credential a request carried, what a token says at its use, and what not seeing one means."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from triagekit.reading.credentials import Seen, challenge_fields, digest, fields, find, judge_times, session_cookie

AT = datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)


def jwt(**claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'RS256', 'kid': 'k'})}.{part(claims)}.c2ln"


def seen(headers=None, cookies=None, params=None, form=None, proxy=False):
    return Seen({k: (v,) for k, v in headers.items()} if headers is not None else None, cookies or {}, params or {}, form or {}, proxy)


@pytest.mark.parametrize(
    ("given", "scheme", "place"),
    [
        (seen({"authorization": "Bearer abc"}), "bearer", "header"), (seen({"authorization": "Basic abc"}), "basic", "header"), (seen({"authorization": "AWS4-HMAC-SHA256 Credential=x"}), "aws4", "header"), (seen({"authorization": "abcdef"}), "other", "header"),
        (seen({"x-api-key": "k"}), "api-key", "header"), (seen({}, params={"access_token": ("t",)}), "bearer", "query"), (seen({}, cookies={"JSESSIONID": "s"}), "cookie", "cookie"), (seen({}, form={"client_secret": ("s",)}), "other", "body"),
        (seen({"proxy-authorization": "Basic x", "authorization": "Bearer y"}, proxy=True), "basic", "header"),
    ],
)  # fmt: skip
def test_the_credential_that_counted_is_found(given, scheme, place):
    found = find(given)
    assert (found.scheme, found.place) == (scheme, place)


def test_an_answer_of_the_proxy_is_about_the_proxys_credential_only():
    assert find(seen({"authorization": "Bearer y"}, proxy=True)) is None


@pytest.mark.parametrize("name", ["session", "connect.sid", "PHPSESSID", "auth_token", "ESTSAUTH", "access_token"])
def test_session_cookies_by_their_usual_names(name):
    assert session_cookie(name, "x")


@pytest.mark.parametrize("name", ["csrf_token", "_ga", "lang", "session_count", "oauth_state", "cookieconsent"])
def test_other_cookies_are_none(name):
    assert not session_cookie(name, "x")


def test_absence_is_said_as_what_it_means():
    assert fields(seen({}), "absent") == {"auth.absence": "absent", "auth.present": False}
    assert fields(seen(None), "unknown") == {"auth.absence": "unknown"}


def test_a_tokens_times_are_compared_with_the_servers_clock():
    found = fields(seen({"authorization": f"Bearer {jwt(iss='i', aud='a', exp=int(AT.timestamp()), scope='x y')}"}), "absent")
    assert (found["auth.token.form"], found["auth.token.iss"], found["auth.token.aud"], found["auth.token.scopes"]) == ("jwt", "i", ("a",), ("x", "y"))
    judge_times(found, AT, AT - timedelta(seconds=60))
    assert (found["auth.token.expired_at_server"], found["auth.token.expired_at_client"], found["auth.token.seconds_past_expiry"]) == (True, False, 0.0)


def test_a_start_in_the_future_is_not_yet_valid_beyond_a_minute():
    for seconds, early in ((30, False), (90, True)):
        found = fields(seen({"authorization": f"Bearer {jwt(nbf=int(AT.timestamp()) + seconds)}"}), "absent")
        judge_times(found, AT, None)
        assert found["auth.token.not_yet_valid_at_server"] is early


def test_challenges_tell_scheme_error_scope_and_realm():
    told = challenge_fields({"www-authenticate": ('Basic realm="x", Bearer error="insufficient_scope", scope="read write"',)})
    assert (told["auth.challenge.schemes"], told["auth.challenge.error"], told["auth.challenge.scope"], told["auth.challenge.realm"]) == (("basic", "bearer"), "insufficient_scope", ("read", "write"), "x")
    assert challenge_fields({}) == {"auth.challenge.present": False}


def test_equal_credentials_have_equal_hashes_that_do_not_show_them():
    assert digest("abc") == digest("abc") != digest("abd")
    assert "abc" not in digest("abc")
