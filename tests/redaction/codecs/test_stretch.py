"""Runs that hold a mark are found once each, in order, in one pass."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from redaction.codecs.stretch import runs


@given(st.text(st.sampled_from("ab% \n"), max_size=200))
def test_every_mark_lies_in_exactly_one_run(text):
    found = list(runs(text, "%", " \n"))
    for at, char in enumerate(text):
        if char == "%":
            assert sum(a <= at < b for a, b in found) == 1
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    assert all(" " not in text[a:b] and "\n" not in text[a:b] for a, b in found)
