"""Places where any of many short expressions match: both engines see the same, in order, none hidden inside another."""

import re

from hypothesis import given
from hypothesis import strategies as st

from redaction import probes

EXPRESSIONS = ["ab", "b[a-c]{1,3}", r"\bca", "(?i)BEARER [a-z]{2}", r"\bey[A-Z]"]


@given(st.text(st.sampled_from("abc eyAbearer "), max_size=80))
def test_every_place_where_one_matches_is_given(text):
    found = {(at, n) for at, numbers in probes.probes(EXPRESSIONS).hits(probes.flat(text)) for n in numbers}
    wanted = {(at, n) for n, e in enumerate(EXPRESSIONS) for at in range(len(text)) if re.compile(e).match(text, at)}
    assert found >= {(at, n) for at, n in wanted if "\\b" not in EXPRESSIONS[n]}
    assert {at for at, _ in found} == {at for at, _ in wanted}


def test_one_inside_the_match_of_another_is_seen():
    hits = list(probes.probes(EXPRESSIONS).hits(b"bearer eyAbc"))
    assert [at for at, _ in hits] == [0, 7, 10]


def test_what_is_not_ascii_keeps_its_place():
    assert probes.flat("ä😀b") == b"??b"
