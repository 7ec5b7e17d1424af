"""Who made a HAR, and what that producer leaves out."""

import io

import pytest

from triagekit.reading.hardialect import Page, chrome_version, dialect_of, holds_credentials, may_be_sanitized


@pytest.mark.parametrize(("name", "dialect"), [("WebInspector", "chrome"), ("WebKit Web Inspector", "safari"), ("Firefox", "firefox"), ("playwright", "playwright"), ("mitmproxy exporthar", "mitmproxy"), ("BrowserMob Proxy", "browsermob"), ("Charles Proxy", "charles"), ("My Own Tool 2", "my-own-tool-2"), ("", "har"), ("!!!", "har")])
def test_the_dialect_goes_by_the_creators_name(name, dialect):
    assert dialect_of(name) == dialect


def test_chromes_version_is_told_by_agent_or_client_hint():
    assert chrome_version(b"Mozilla/5.0 Chrome/156.0.0.0 Safari") == 156
    assert chrome_version(rb'"value": "\"Google Chrome\";v=\"141\""') == 141
    assert chrome_version(b"Firefox/153") == 0


def test_only_versions_that_sanitize_may_be_sanitized():
    assert may_be_sanitized(b"Chrome/156.0")
    assert not may_be_sanitized(b"Chrome/120.0")
    assert may_be_sanitized(b'"_connectionId": 5')


@pytest.mark.parametrize(
    ("data", "holds"),
    [
        (b'{"name": "Cookie", "value": "a=b"}', True), (b'{"name":"authorization","value":"x"}', True), (b'{"name":"Set-Cookie"}', True), (b'{"name":"Vary","value":"Cookie"}', False), (b'{"name": "x-cookie"}', False), (b"x" * 3_000_000 + b'"name":"cookie"', True),
    ],
)  # fmt: skip
def test_credentials_are_found_wherever_they_stand(data, holds):
    assert holds_credentials(io.BytesIO(data)) is holds


def test_a_credential_across_two_reads_is_found():
    assert holds_credentials(io.BytesIO(b" " * ((1 << 20) - 8) + b'"name": "Cookie"'))


def test_a_pages_title_is_its_address_where_it_is_one():
    assert Page("https://app.example/x", "").url == "https://app.example/x"
    assert Page("My shop", "").url == ""
