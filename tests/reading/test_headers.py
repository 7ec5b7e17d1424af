"""Header fields as they are published, and the challenges in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.headers import challenges, group, media_type, odd, size, version


def test_names_are_lower_case_and_repeated_fields_keep_their_order():
    assert group([("Set-Cookie", "a"), ("set-cookie", "b"), ("X-A", "1\n2")]) == {"set-cookie": ("a", "b"), "x-a": ("1", "2")}


def test_pseudo_headers_go_but_authority_is_the_host():
    assert group([(":authority", "a.example"), ("Host", "a.example"), (":method", "GET"), ("HTTP/1.1 503 Service Unavailable", "")]) == {"host": ("a.example",)}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('Bearer realm="x", error="invalid_token"', [("bearer", {"realm": "x", "error": "invalid_token"})]),
        ('Basic realm="a, b", Bearer', [("basic", {"realm": "a, b"}), ("bearer", {})]),
        ("Negotiate YIIabc==, NTLM", [("negotiate", {}), ("ntlm", {})]),
        ("Digest qop=auth, nonce=abc", [("digest", {"qop": "auth", "nonce": "abc"})]),
        ('Bearer error="say \\"no\\""', [("bearer", {"error": 'say "no"'})]),
        ("", []),
    ],
)
def test_a_value_may_hold_several_challenges(value, told):
    assert [(c.scheme, c.params) for c in challenges([value])] == told


@given(st.text(max_size=200))
def test_any_value_gives_challenges_within_bounds(value):
    assert len(challenges([value])) <= 20


@pytest.mark.parametrize(("text", "told"), [("HTTP/2.0", "h2"), ("http/1.1", "http/1.1"), ("h3", "h3"), ("HTTP/3", "h3"), ("unknown", ""), ("", ""), ("x" * 50, "x" * 16)])
def test_versions_have_one_spelling(text, told):
    assert version(text) == told


def test_sizes_and_media_types():
    assert size([("A", "b"), ("C", "d")]) == 12
    assert media_type("Text/HTML; charset=utf-8") == "text/html"


def test_names_that_no_header_can_have_are_counted():
    """WebPageTest writes the status line there; pseudo headers of HTTP/2 do not count."""
    assert odd([("HTTP/1.1 503 Service Unavailable", ""), (":authority", "a.example"), ("Server", "x"), ("two words", "1")]) == 2
