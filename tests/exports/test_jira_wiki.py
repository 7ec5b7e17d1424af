"""In wiki markup nothing but our own marks is markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.exports.jira_wiki import export, plain

ACTIVE = set("{}[]|*_-+^~!@#?:/\\&<>()'\"`.=$%")


@given(st.text(max_size=80))
def test_plain_text_holds_no_active_character(text):
    left = re.sub(r"&#\d+;", "", plain(text))
    assert not ACTIVE & set(left) and "\n" not in left


@pytest.mark.parametrize("text", ["{code}", "[~admin]", "[x|http://evil.test]", "http://evil.test", "!pic.png!", "h1. x", "||a||", "ABC-1", "{color:red}"])
def test_known_markup_is_broken_up(text):
    assert text not in plain(f"see {text}")


def test_lines_begin_as_they_do_for_harmless_words(rich, hostile):
    def starts(text):
        return [re.match(r"(h\d\. |\|\|?|\* |# |)", row).group() for row in text.splitlines()]

    assert starts(export.write(hostile)) == starts(export.write(rich))
    assert export.write(rich).startswith("h1. The access token had expired")
