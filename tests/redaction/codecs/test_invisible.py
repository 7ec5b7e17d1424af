"""A value cannot hide behind what a reader does not see."""

import pytest

from redaction.codecs import invisible

HIDING = {"zero width": "jane.d\u200boe@customer.example", "soft hyphen": "jane.doe\u00ad@customer.example", "colours": "jane.\x1b[1mdoe@customer\x1b[0m.example", "NUL": "jane.doe@cus\0tomer.example"}


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_the_value_goes_and_the_words_around_it_stay(cleaner, text):
    made = cleaner.text(f"login of {text} failed")
    seen = "".join(c for c in made if c.isprintable())
    assert "doe" not in seen and "customer" not in seen
    assert made.startswith("login of ") and made.endswith(" failed")


def test_full_width_letters_are_read(cleaner):
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in "jane.doe@customer.example")
    assert "ｄｏｅ" not in cleaner.text(f"to {wide} now")


def test_the_first_hidden_character_of_a_stretch_is_told():
    assert invisible.first("a\u200bb", 0, 3) == 1 and invisible.first("a\u200bb", 2, 3) == 3 and invisible.first("aｂ\0", 0, 3) == 1


def test_a_command_that_goes_on_in_the_next_line_still_does(cleaner):
    raw = "curl -H 'Authorization: Bearer abcdefgh\\\nijklmnop1234567890' \\\n  https://api.example.com/v1\n"
    made = cleaner.text(raw)
    assert "ijklmnop" not in made and made.endswith("' \\\n  https://api.example.com/v1\n") and made.count("\\\n") == raw.count("\\\n")


@pytest.mark.parametrize("below", ["2026-11-03T09:14:00Z ERROR timed out", "[warn] timed out", "ERROR timed out", "> Host: x"])
def test_a_path_that_ends_in_a_backslash_takes_nothing_of_the_next_line(cleaner, below):
    made = cleaner.text(f"cwd C:\\Users\\jane.doe\\\n{below}\n")
    assert "jane" not in made and made.endswith(f"\\\n{below}\n")
