"""User names and passwords in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.detecting import Scanner
from redaction.detectors.userinfo import detector

ALONE = Scanner((detector,))
WORD = st.from_regex(r"[a-z][a-z0-9._~%!$*+-]{4,20}[0-9]", fullmatch=True)


@given(WORD, WORD, st.sampled_from(["https", "ftp", "amqp", "redis", "ssh"]))
def test_both_go_and_the_address_stays(user, password, scheme):
    text = f'url "{scheme}://{user}:{password}@host.example:99/p?q#f"'
    assert [(text[h.start : h.end], h.category) for h in ALONE.scan(text)] == [(user, "user"), (password, "password")]


@pytest.mark.parametrize("text", ["https://api.example/a@b", "https://api.example:8443/x", "mailto:a@b", "https://redacted-user-abcdefghijklm@api.example/", "see //a@b", "https://api.example?x=a@b"])
def test_an_at_sign_elsewhere_stays(finds, text):
    assert finds(text) == []
