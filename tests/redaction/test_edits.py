"""Changes to a text never overlap; what is left free can be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.edits import Edit, Edits, apply

SPANS = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12)).map(lambda s: (s[0], min(40, s[0] + s[1]))), max_size=8)


@given(SPANS)
def test_taken_stretches_never_overlap_and_all_the_rest_stays(spans):
    text, made, taken = "".join(chr(97 + n % 26) for n in range(40)), Edits(), []
    for start, end in spans:
        if made.free(start, end):
            made.add(Edit(start, end, "#"))
            taken.append((start, end))
    kept = "".join(c for n, c in enumerate(text) if not any(a <= n < b for a, b in taken))
    assert apply(text, made).replace("#", "") == kept
    assert apply(text, made).count("#") == len(taken)


@given(SPANS, st.integers(0, 39), st.integers(1, 40))
def test_gaps_are_exactly_what_is_free(spans, start, length):
    made, taken = Edits(), set()
    for a, b in spans:
        if made.free(a, b):
            made.protect(a, b)
            taken |= set(range(a, b))
    end = min(40, start + length)
    free = {n for a, b in made.gaps(start, end) for n in range(a, b)}
    assert free == set(range(start, end)) - taken


def test_what_is_to_stay_is_no_change():
    made = Edits()
    made.add(Edit(2, 4, "x"))
    assert made.changing(0, 10)
    made.protect(6, 8)
    assert not made.changing(0, 10) and made.changing(0, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_stands_below_a_change_keeps_its_line(end):
    text, made = f"key{end}one{end}two{end}three", Edits()
    made.add(Edit(0, text.index("two") + 1, "#"))
    assert apply(text, made) == f"#{end}{end}wo{end}three"
    assert apply(text, made, lines=False) == f"#wo{end}three"
