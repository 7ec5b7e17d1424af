"""Quoted-printable lines are read together where = joins them; other lines are not touched."""

import quopri

from redaction.codecs import quoted


def test_a_value_that_is_split_by_a_soft_break_goes(cleaner):
    made = cleaner.text("To: jane.doe=40cus=\ntomer.example\nSubject: x=3Dy\n\nplain line a=b\n")
    assert b"customer" not in quopri.decodestring(made.encode())
    assert made.endswith("\nplain line a=b\n")


def test_only_lines_that_look_so_are_opened():
    text = "one q=20\n" + "two\n" * 500
    found = list(quoted.find(text))
    assert [(s.start, text[s.start : s.end]) for s in found] == [(0, "one q=20")]
