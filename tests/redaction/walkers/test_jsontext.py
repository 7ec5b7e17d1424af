"""JSON in a text is written again the way it was written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.session import Session
from redaction.walkers import jsontext

WRITERS = {
    "compact": lambda t: json.dumps(t, separators=(",", ":"), ensure_ascii=False), "compact ASCII": lambda t: json.dumps(t, separators=(",", ":")), "spaced": lambda t: json.dumps(t, ensure_ascii=False),
    "one": lambda t: json.dumps(t, indent=1), "two": lambda t: json.dumps(t, indent=2), "four": lambda t: json.dumps(t, indent=4, ensure_ascii=False), "tab": lambda t: json.dumps(t, indent="\t"),
}  # fmt: skip


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_layout_and_line_count_stay(cleaner, write):
    tree = {"a": [1, 2.5, {"password": "hunter2xyz", "ü": "é"}], "z": [], "e": {}}
    made = jsontext.clean(cleaner, write(tree))
    tree["a"][2]["password"] = "redacted-password"
    assert made == write(tree)


@given(st.recursive(st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.sampled_from("abcü 1"), max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "page"]), inner, max_size=3), max_leaves=10).filter(lambda t: isinstance(t, list | dict)))
def test_clean_documents_stay_byte_for_byte(tree):
    for write in WRITERS.values():
        raw = write(tree)
        assert jsontext.clean(Session(key=b"k" * 32).cleaner, raw) in (raw, None)


def test_doubled_keys_and_guards_before_the_document_stay(cleaner):
    assert jsontext.clean(cleaner, '{"password":"hunter2xyz","password":"hunter3xyz","n":1}') == '{"password":"redacted-password","password":"redacted-password","n":1}'
    assert jsontext.clean(cleaner, ")]}',\n" + '{"password":"hunter2xyz"}') == ")]}',\n" + '{"password":"redacted-password"}'


def test_what_stands_outside_of_strings_in_a_broken_document_goes_too(cleaner):
    made = jsontext.edited(cleaner, '{"a": 1, // password=hunter2xyz\n "token": "Abcdef1234567890"')
    assert "hunter2xyz" not in made and "Abcdef123" not in made
