"""A survey calls quiet only what the cleaner, asked of each text alone, would have left as it is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from redaction import survey
from redaction.detecting import all_detectors
from redaction.session import Session
from redaction.walkers import jsontree

EXAMPLES = [piece for d in all_detectors() for e in d.examples for piece in (re.sub("[‹›]", "", e), *re.findall("‹([^›]*)›", e))]
PLAIN = ["open", "order number 17 of many", "2026-11-03T09:14:00Z", "6f1e3c52-7f3b-4c55-9d0e-2b8f4a6c1d20", "GET", "application/json", "too many requests", "12.50 EUR"]


def alone(text, session):
    """The text, cleaned without any survey."""
    session.cleaner.forget()
    return session.cleaner.inside(text)


def test_every_example_of_every_detector_is_heard_among_others():
    session = Session(key=b"k" * 32)
    for start in range(0, len(EXAMPLES), 40):
        batch = [e for e in dict.fromkeys(EXAMPLES[start : start + 40]) if 3 <= len(e) <= survey.LONG and e.isascii() and "\n" not in e]
        for text in set(survey.quiet(session.cleaner, batch)):
            assert alone(text, session) == text, text


@given(st.lists(st.sampled_from(EXAMPLES + PLAIN) | st.text(st.sampled_from("abc 019.:=@%/\\-_TZ&;\"'QW"), min_size=3, max_size=40), min_size=1, max_size=12))
def test_what_is_quiet_stays_as_it_is_whatever_stands_beside_it(texts):
    session = Session(key=b"k" * 32)
    usable = [t for t in texts if t.isascii() and "\n" not in t]
    for text in set(survey.quiet(session.cleaner, usable)):
        assert alone(text, session) == text


def test_ordinary_values_are_quiet():
    assert set(survey.quiet(Session(key=b"k" * 32).cleaner, PLAIN)) == set(PLAIN)


def test_a_value_known_from_elsewhere_is_not_quiet():
    session = Session(key=b"k" * 32)
    session.text("Jane Q. Doe", "full_name")
    assert set(survey.quiet(session.cleaner, ["asked by Jane Q. Doe"])) == {"asked by Jane Q. Doe"}
    session.propagate()
    assert not set(survey.quiet(session.cleaner, ["asked by Jane Q. Doe"]))


def test_a_quiet_text_is_forgotten_when_something_is_learnt():
    session = Session(key=b"k" * 32)
    rows = [{"state": "open", "by": "Jane Q. Doe", "title": f"order number {n} of many"} for n in range(9)]
    survey.look(session.cleaner, rows)
    assert "Jane Q. Doe" in session.cleaner.quiet
    session.vault.remember("person", "Jane Q. Doe")
    session.propagate()
    assert "Jane" not in str(jsontree.tree(session.cleaner, rows))
