"""Wildcards in linear time; regexes with a literal and without tricks, the same with either library."""

import re
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.engine import patterns


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"AADSTS\d+", ("aadsts",)), (r"(?:expired|revoked)", ("expired", "revoked")), (r"\btoken\b.{0,20}expired", ("expired",)), (r"(abc)+x?", ("abc",)), (r"(?i)Timeout", ("timeout",)),
        (r"ab", ()), (r"(abc|d)", ()), (r"(abc)?", ()), (r"[abc]+", ()), (r"(abc){0,3}", ()), (r"a.b.c", ()), (r"50[234]xyz", ("xyz",)),
    ],
)  # fmt: skip
def test_the_literals_that_every_match_holds_are_found(pattern, found):
    assert patterns.literals(pattern) == found


@given(st.sampled_from([r"AADSTS\d+", r"(?:expired|revoked) tok.n", r"(abc)+x?", r"x{2,3}abcd|bcde\s*f"]), st.text("AaDdSsTtexpirvok nbcdf0", max_size=40))
def test_no_text_matches_without_one_of_the_literals(pattern, text):
    if re.search(pattern, text, re.IGNORECASE):
        assert any(literal in text.casefold() for literal in patterns.literals(pattern))


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_wildcards_match_as_a_plain_reading_of_them_does(pattern, text):
    expected = re.fullmatch("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern), text) is not None
    parts = patterns.wildcards(pattern)
    assert (patterns.glob(parts)(text) if parts is not None else text == pattern) == expected


def test_a_backslash_takes_a_wildcards_meaning_away():
    star = patterns.glob(patterns.wildcards(r"a\*b*"))
    assert star("a*bcd")
    assert not star("axbcd")
    assert patterns.plain(r"a\*b") == "a*b"


def test_a_pattern_of_many_stars_is_linear():
    match = patterns.glob(patterns.wildcards("*a" * 50 + "b"))
    started = time.perf_counter()
    assert not match("a" * 200_000)
    assert time.perf_counter() - started < 1


def test_regexes_fold_case_unless_told_otherwise():
    assert patterns.regex("expired", cased=False)("Token EXPIRED")
    assert not patterns.regex("expired", cased=True)("Token EXPIRED")


def test_without_re2_the_fallback_finds_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "re2", None)
    slow = patterns.regex(r"(?:expired|revoked)\s+tok.n", cased=False)
    assert slow("it has Expired  token")
    assert not slow("it has expired")


@pytest.mark.parametrize(("pattern", "nested"), [(r"(a+b)+", True), (r"(?:a*)*", True), (r"(ab)+", False), (r"(a{1,3}b)+", False), (r"((x|ab+)c)*", True)])
def test_a_loop_within_a_loop_is_seen(pattern, nested):
    assert patterns.nested_quantifier(pattern) is nested


@pytest.mark.parametrize("pattern", ["(?P<name>abc)d", r"abc\d{1,1000}", "(?i)abcd", "(?:ab){3}cdef"])
def test_ordinary_patterns_are_let_through(pattern):
    assert patterns.check(pattern) == ""


@pytest.mark.parametrize("pattern", [r"abcd\Z", r"(?a)abcd", r"(?x)abcd e", r"abcd[[:foo:]]"])
def test_what_only_one_of_the_libraries_knows_is_refused_when_the_rule_is_read(pattern):
    assert "does not know" in patterns.check(pattern)


def test_a_pattern_costs_nothing_until_a_text_is_held_against_it(monkeypatch):
    made = []
    monkeypatch.setattr(patterns, "_regex", lambda pattern, cased: made.append(pattern) or (lambda text: pattern in text))
    search = patterns.regex("abc", cased=True)
    assert made == []
    assert (search("xabc"), search("x"), made) == (True, False, ["abc"])
