"""E-mail addresses in plain ASCII, also with an encoded @."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.detecting import Scanner
from redaction.detectors.email import detector

ALONE = Scanner((detector,))
LOCAL = st.from_regex(r"[a-z0-9_](?:[a-z0-9_.+-]{0,20}[a-z0-9_])?", fullmatch=True)
DOMAIN = st.from_regex(r"(?:[a-z][a-z0-9-]{0,10}[a-z0-9]\.){1,3}(?:com|org|example|travel)", fullmatch=True)


@given(LOCAL, DOMAIN, st.sampled_from(["@", "%40", "\\u0040", "&#64;"]), st.sampled_from(['"', "<", "=", ",", ";", " "]))
def test_every_ordinary_address_goes_whole(local, domain, at, beside):
    address = f"{local}{at}{domain}"
    text = f"to{beside}{address}{beside} sent"
    assert [text[h.start : h.end] for h in ALONE.scan(text)] == [address]


def test_a_domain_may_begin_with_digits(finds):
    assert finds("from 4711@163.example, jane@1and1.example") == [("4711@163.example", "email"), ("jane@1and1.example", "email")]


@pytest.mark.parametrize("text", ["npm i left-pad@1.3.0", "git@github", "logo@2x.png", "@Override public", "sha@main.js", "user-abcdefghijklm@redacted.invalid"])
def test_versions_images_and_placeholders_stay(finds, text):
    assert finds(text) == []
