"""Anchors that begin with words: the words are necessary, and the machine sees what RE2 sees."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import literals
from redaction.detecting import all_detectors
from redaction.literals import FREE, LONGEST, SHORTEST, WordProbes, words
from redaction.probes import flat, probes

ANCHORS = sorted({a for d in all_detectors() for a in d.anchors})
WORDED = [a for a in ANCHORS if words(a)]
MARK = re.compile("[‹›]")


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        (r"\bghp_[A-Za-z0-9]{8}", ("ghp_",)),
        (r"(?i)(?:datadog|dd-api)", ("datadog", "dd-api")),
        (rf"(?i){FREE}(?:pesel|nip_no)(?:$|[^a-z])", ("nip_no", "pesel")),
        (r"\bsnyk_[us]at\.", ("snyk_",)),
        (r"\b[us]at_[A-Z]", ("sat_", "uat_")),
        (r"colou?r=\d", ("color=", "colour=")),
        (r"(?:ab|c)def", ("abdef", "cdef")),
        (r"\d{4}-x", ()),
        (r"[a-z]+key", ()),
        (r"(?i)(?:ssn)", ()),
        (r"\bAAAAAAAA[a-z]", ()),
        (r"secret|\d", ()),
        (r"pass(?:word)*", ("pass",)),
    ],
)
def test_an_expression_unfolds_into_the_words_it_can_begin_with(expression, found):
    assert words(expression) == found


def test_most_anchors_begin_with_words_that_are_long_enough():
    assert len(WORDED) > len(ANCHORS) / 2
    assert all(SHORTEST <= len(w) <= LONGEST and w == w.lower() for a in WORDED for w in words(a))


def test_the_machine_finds_every_place_where_an_expression_matches():
    machine = WordProbes(WORDED)
    for detector in all_detectors():
        for example in detector.examples:
            text = flat(MARK.sub("", example))
            seen = {(at, n) for at, numbers in machine.hits(text) for n in numbers}
            for number, expression in enumerate(WORDED):
                if expression in detector.anchors:
                    plain = text.decode()
                    assert {(m.start(), number) for m in re.finditer(expression, plain)} <= seen, (expression, example)


@given(st.lists(st.sampled_from(["ghp_", "A1b2C3d4", " ", "datadog", "DD-API", "x", "-", "pesel", "\n", "é"]), max_size=20))
def test_the_machine_sees_what_the_expressions_see(pieces):
    expressions = [r"\bghp_[A-Za-z0-9]{8}", r"(?i)(?:datadog|dd-api)", rf"(?i){FREE}(?:pesel)(?:$|[^a-z])"]
    text = flat("".join(pieces))
    seen = {(at, n) for at, numbers in WordProbes(expressions).hits(text) for n in numbers}
    for number, expression in enumerate(expressions):
        for at, _ in probes([expression]).hits(text):
            assert (at, number) in seen


def test_places_come_in_order():
    places = [at for at, _ in WordProbes([r"abcdefgh", r"(?i)(?:defgh)", r"efgh"]).hits(b"abcdefgh efgh defgh")]
    assert places == sorted(places)


def test_nothing_lies_inside_an_earlier_match_of_the_same_expression():
    assert [at for at, _ in WordProbes([r"(?:set-)?cookie: \w"]).hits(b"set-cookie: a cookie: b")] == [0, 14]


def test_what_goes_on_behind_the_end_of_an_earlier_match_of_the_same_expression_is_seen():
    assert [at for at, _ in WordProbes([r"https?://[A-Za-z/:]{4,14}/[A-Z]"]).hits(b"http://abc/https://D/efgh/I")] == [0, 11]


def test_words_that_an_earlier_start_found_are_the_same_and_not_sought_again(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path)
    expressions = [anchor for detector in all_detectors() for anchor in detector.anchors]
    found = {e: literals._unfolded(e) for e in expressions}
    monkeypatch.setattr(literals, "_known", {})
    literals.words.cache_clear()
    literals.recall(expressions)
    literals.words.cache_clear()
    monkeypatch.setattr(literals, "_known", {})
    monkeypatch.setattr(literals, "_unfolded", lambda e: pytest.fail(f"unfolded again: {e}"))
    literals.recall(expressions)
    assert {e: literals.words(e) for e in expressions} == found
    literals.words.cache_clear()
