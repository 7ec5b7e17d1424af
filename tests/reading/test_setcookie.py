"""Why a browser throws a cookie away, by RFC 6265bis."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.setcookie import Setting, parse, path_matches, problems, sent
from triagekit.reading.urls import split

AT = datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)
HERE = Setting(split("https://app.shop.example/account/login"), AT, AT)
PLAIN = Setting(split("http://app.shop.example/"), AT, AT)


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("a=b", HERE, []), ("a=" + "x" * 4096, HERE, ["too-large"]), ("a=b; Secure", PLAIN, ["secure-over-http"]), ("a=b; Secure", Setting(split("http://localhost/")), []), ("a=b; SameSite=None", HERE, ["samesite-none-insecure"]), ("a=b; Partitioned", HERE, ["partitioned-insecure"]),
        ("__Secure-a=b", HERE, ["prefix-violated"]), ("__Host-a=b; Secure; Path=/", HERE, []), ("__Host-a=b; Secure; Path=/; Domain=shop.example", HERE, ["prefix-violated"]), ("a=b; Domain=other.example", HERE, ["domain-mismatch"]), ("a=b; Domain=.shop.example", HERE, []), ("a=b; Domain=hop.example", HERE, ["domain-mismatch"]),
        ("a=b; Domain=example", HERE, ["domain-too-wide"]), ("a=b; Path=/admin", HERE, ["path-mismatch"]), ("a=b; Path=/account", HERE, []), ("a=\x01", HERE, ["control-character"]), ("=", HERE, ["nameless"]), ("a=b; Max-Age=0", HERE, []), ("a=b; Expires=Sun, 22 Nov 2026 08:00:00 GMT", HERE, ["expired-at-birth"]),
        ("a=b", Setting(HERE.url, AT, AT, cross_site=True), ["cross-site-without-samesite-none"]), ("a=b; SameSite=None; Secure", Setting(HERE.url, AT, AT, cross_site=True), []),
    ],
)  # fmt: skip
def test_each_reason(text, where, why):
    assert problems(parse(text), where) == why


def test_max_age_goes_before_expires():
    cookie = parse("a=b; Max-Age=60; Expires=Sun, 22 Nov 2026 08:00:00 GMT")
    assert cookie.expires_at(AT) == AT + timedelta(seconds=60)
    assert parse("a=b").expires_at(AT) is None


def test_removal_is_told_from_expiry():
    assert parse("a=; Max-Age=0").deletes and parse("a=deleted").deletes
    assert not parse("a=b; Max-Age=60").deletes


@pytest.mark.parametrize(("request_path", "cookie_path", "matches"), [("/a/b", "/a", True), ("/ab", "/a", False), ("/a", "/a", True), ("/a", "/a/", False), ("/", "/", True)])
def test_paths_match_whole_segments(request_path, cookie_path, matches):
    assert path_matches(request_path, cookie_path) is matches


def test_cookies_sent_are_read_and_the_first_of_a_name_counts():
    assert sent(("a=1; b=2; a=3", "c=x=y; broken")) == {"a": "1", "b": "2", "c": "x=y"}


@given(st.text(max_size=200))
def test_any_text_is_a_cookie_or_a_reason(text):
    problems(parse(text), HERE)
