"""A look at a bearer credential without verifying it."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.reading.tokenlook import look, masked, segment


def part(made):
    return base64.urlsafe_b64encode(json.dumps(made).encode()).decode().rstrip("=")


JWT = f"{part({'alg': 'RS256', 'kid': 'k'})}.{part({'exp': 1795422515, 'scp': ['a', 'b'], 'roles': 'c d', 'nbf': '1795422000'})}.c2ln"


@pytest.mark.parametrize(
    ("token", "form"),
    [
        (JWT, "jwt"), (JWT[:-30], "malformed"), (JWT.rsplit(".", 1)[0], "malformed"), (f"{part({'alg': 'dir'})}.a.b.c.d", "jwe"), ("abcdef0123456789", "opaque"), ("undefined", "malformed"), ("null", "malformed"), ("[object Object]", "malformed"), ("", "malformed"),
        ("***", "placeholder"), ("[REDACTED]", "placeholder"), ("Bearer abc", "malformed"), ("eyJhbGciOiJ", "malformed"),
    ],
)  # fmt: skip
def test_what_a_credential_is(token, form):
    assert look(token).form == form


def test_its_parameters_claims_and_times_are_told():
    seen = look(JWT)
    assert (seen.word("alg"), seen.items("scp"), seen.items("roles"), seen.when("exp"), seen.when("iat")) == ("RS256", ("a", "b"), ("c", "d"), datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC), None)
    assert seen.when("nbf").tzinfo is UTC


@pytest.mark.parametrize("text", ["***", "xxxxxxxx", "[REDACTED]", "<removed by tool>", "{{hidden}}", "[670 bytes were stripped]", "..."])
def test_masks_of_other_tools(text):
    assert masked(text)


@pytest.mark.parametrize("text", ["abcdef", "xxx-real-token-123456789", "abcdef-redacted", "", "a" * 200])
def test_real_values_are_no_masks(text):
    assert not masked(text)


def test_a_segment_is_one_json_object_or_nothing():
    assert segment(part({"a": 1})) == {"a": 1}
    for bad in ("", "!!!", part([1]), base64.urlsafe_b64encode(b'{"a": NaN}').decode(), part({"a": 1})[:-3], "e30=="):
        assert segment(bad) in (None, {})


@given(st.text(max_size=100))
def test_any_text_has_a_form(text):
    assert look(text).form in ("jwt", "jwe", "opaque", "placeholder", "malformed")


@pytest.mark.parametrize(("word", "form"), [("ok", "jwt"), ("invalid-and-leftover-bits", "jwt"), ("damaged-and-foreign-characters", "malformed"), ("damaged-and-payload-standard-alphabet", "malformed")])
def test_a_redacted_token_is_as_whole_as_it_was(word, form):
    assert look(f"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.redacted-signature-{word}").form == form
