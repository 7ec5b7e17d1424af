"""Backslash escapes are read, surrogate pairs included, and a change stays a valid string."""

import json

from hypothesis import given
from hypothesis import strategies as st

from redaction.codecs import escapes


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_what_json_writes_is_read(text):
    assert escapes.decode(json.dumps(text)[1:-1]) == text


def test_json_in_json_in_json_is_cleaned_and_stays_json(cleaner):
    raw = json.dumps({"a": json.dumps({"b": json.dumps({"mail": "jane.doe@customer.example", "n": 1})})})
    made = cleaner.text("payload " + raw)
    assert "jane" not in made
    inner = json.loads(json.loads(json.loads(made.removeprefix("payload "))["a"])["b"])
    assert inner["n"] == 1 and inner["mail"].endswith("@redacted.invalid")


def test_octets_of_one_character_are_read_as_servers_write_them():
    assert escapes.decode(r"J\xC3\xB6rg \xe2\x80\x8b. \xf0\x9f\x98\x80 \xe9t\xe9 \x41") == "Jörg \u200b. \U0001f600 été A"


def test_a_value_split_by_escaped_octets_of_a_hidden_character_goes(cleaner):
    raw = "".join(f"\\x{b:02x}" for b in "jane.d\u200boe@customer.example".encode())
    assert "\\x64" not in cleaner.text(f"login of {raw} failed").lower()
