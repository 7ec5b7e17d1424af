"""Pairs of forms and queries: the value by its name, everything else as it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.walkers import forms


@pytest.mark.parametrize("name", ["user[password]", "password(x)", "a.password", "x{password}", "password+1", "PASSWORD"])
def test_names_with_odd_signs_are_read(cleaner, name):
    assert "hunter2xyz" not in forms.pairs(cleaner, f"a=1&{name}=hunter2xyz&z=9")


def test_the_last_parameter_goes_too(cleaner):
    assert forms.pairs(cleaner, "a=1&code=Abcdef1234567890&state=Zyxwvu987654") .count("redacted-") == 2


def test_what_an_oauth_diagnosis_needs_stays(cleaner):
    text = "response_type=code&client_id=portal&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&scope=openid+profile&code_challenge_method=S256&error=access_denied"
    assert forms.pairs(cleaner, text) == text


@given(st.lists(st.tuples(st.sampled_from(["page", "sort", "q", "lang"]), st.text(st.sampled_from("abc%20+-_.~1"), max_size=12)), min_size=1, max_size=6))
def test_separators_and_encoding_stay_where_nothing_is_found(parts):
    from redaction.session import Session

    text = "&".join(f"{n}={v}" for n, v in parts)
    assert forms.pairs(Session(key=b"k" * 32).cleaner, text) == text


def test_a_character_reference_is_no_separator(cleaner):
    assert "hunter2xyz" not in forms.pairs(cleaner, "note=password&#61;hunter2xyz&a=1")
