"""The word in place of a SAML signature reads back as it was written, and is of the placeholders' grammar."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from triagekit.placeholders import is_placeholder
from triagekit.reading.saml.kept import Kept, parse
from triagekit.reading.saml.verify import Word

WORDS = [w.value for w in Word]


def test_every_word_with_everything_beside_it_is_read_back():
    keys = [None, ("configured", 0), ("message", 3)]
    for word, differs, by, over, confirmed, second in itertools.product(WORDS, (True, False), keys, keys, (True, False), ("", "second-accepts")):
        made = Kept(word, differs, by, over, confirmed, second)
        assert parse(made.text(), WORDS) == made
        assert is_placeholder(f"redacted-signature-{made.text()}")


def test_a_bare_word_is_as_it_always_was():
    assert Kept("digest-mismatch").text() == "digest-mismatch"


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text):
    assert parse(text, WORDS).word in {*WORDS, ""}
