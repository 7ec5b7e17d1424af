"""Differences are few and small, never cut a placeholder, and made in the old text they give the new one."""

from hypothesis import given
from hypothesis import strategies as st

from redaction.differences import changes

PIECES = st.lists(st.sampled_from(["a", "b ", "&x=", "secret1", "redacted-email-abcdefghij234", "redacted-password", "re", "d", "%40", "\n"]), max_size=12)


def made(plain, clean):
    out, at = "", 0
    for start, end, new in changes(plain, clean):
        out += plain[at:start] + new
        at = end
    return out + plain[at:]


@given(PIECES, PIECES)
def test_made_in_the_old_text_they_give_the_new_one(old, new):
    assert made("".join(old), "".join(new)) == "".join(new)


def test_two_values_are_two_changes_and_what_lies_between_stays():
    found = list(changes("a=Xq1&note=keep this&b=Yq2!", "a=redacted-password&note=keep this&b=redacted-secret-abcdefghij234!"))
    assert found == [(2, 5, "redacted-password"), (23, 26, "redacted-secret-abcdefghij234")]


def test_a_placeholder_is_written_whole_even_where_the_value_began_like_it():
    assert list(changes("x red99 y", "x redacted-password y")) == [(2, 7, "redacted-password")]
