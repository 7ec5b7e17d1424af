"""Values that a word beside them gives away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.detecting import Scanner
from redaction.said import BEFORE, Identifier, alone, checked, hexes, identifier, said

KEY = said("acme", r"acme|\bac_api", r"[a-f0-9]{32}", "https://acme.example", "ACME_API_KEY", hexes(32))
PESEL = identifier("pesel", r"pesel|песель", r"\d{11}", "pl.pesel", "https://gov.example", ("PESEL", "44051401359", "44051401358"))


def found(detector, text):
    return [text[h.start : h.end] for h in Scanner((detector,)).scan(text)]


@pytest.mark.parametrize("text", ["ACME_API_KEY={}", "acme: {}", '"acmeToken": "{}"', "x-acme-key: Bearer {}", "acme[prod] => '{}'", '\\"acme\\":\\"{}\\"', "ac_api_key = {}"])
def test_a_key_goes_beside_its_vendors_name(text):
    assert found(KEY, text.format(hexes(32))) == [hexes(32)]


@pytest.mark.parametrize("text", ["etag {}", "macmillan={}a", "acme is up; trace {}", "pacme={}", "acme={}f", "acme=none"])
def test_the_same_digits_stay_elsewhere(text):
    assert found(KEY, text.format(hexes(32))) == []


@given(st.text("0123456789", min_size=11, max_size=11))
def test_the_check_digit_decides_beside_a_word(number):
    assert found(PESEL, f"PESEL {number}") == ([number] if checked("pl.pesel")(number) else [])


@pytest.mark.parametrize("text", ["PESEL: {}", "{} (PESEL)", "pesel_number={}", "песель: {}", "PESEL no. of the applicant is {}"])
def test_a_word_before_or_behind_on_the_same_line_will_do(text):
    assert found(PESEL, text.format("44051401359")) == ["44051401359"]


@pytest.mark.parametrize("text", ["{}", "PESEL\n{}", "PESEL" + " " * (BEFORE * 3) + "{}", "pesels {}", "xpesel {}", "PESEL {}0", "PESEL a{}", "PESEL 1.{}", "PESEL {}-7"])
def test_far_away_or_as_part_of_something_longer_it_stays(text):
    assert found(PESEL, text.format("44051401359")) == []


@given(st.lists(st.sampled_from(["pesel ", "44051401359 ", "44051401358 ", "x\n", "PESEL:", "7" * 11 + " ", "a "]), max_size=30))
def test_what_is_found_is_what_a_plain_search_around_each_word_finds(pieces):
    text = "".join(pieces)
    spans = set()
    for word in re.finditer(r"(?i)(?<![a-z])pesel(?![a-z])", text):
        line = text.rfind("\n", 0, word.start()) + 1, (text + "\n").index("\n", word.end())
        start, end = max(line[0], word.start() - BEFORE), min(line[1], word.end() + 80)
        for number in re.finditer(r"(?<![\w.+-])\d{11}(?![\w])", text):
            if start <= number.start() < end and checked("pl.pesel")(number.group()):
                spans.add(number.span())
    assert {(h.start, h.end) for h in Scanner((PESEL,)).scan(text)} <= spans
    assert bool(spans) == bool(found(PESEL, text))


def test_an_identifier_looks_at_a_bounded_stretch_for_each_word():
    looked = []

    def valid(number):
        looked.append(number)
        return False

    counting = Identifier("x", "ssn", r"\d{9}", valid, ("https://x.example",), (), ())
    text = "ssn 123456789 " * 2_000
    Scanner((counting,)).scan(text)
    assert len(looked) <= 3 * 2_000


@pytest.mark.parametrize("before", ["", "token ", '"', "x=", "\n", "line of words\n    "])
@pytest.mark.parametrize("folded", [False, True])
def test_a_piece_out_of_folded_base64_is_not_alone(before, folded):
    row = "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ" if folded else ""
    text = f"{row}\n    AQEFAAOBjQAw" if folded else f"{before}AQEFAAOBjQAw"
    assert alone(re.search("AQEFAAOBjQAw", text)) is not folded
    assert not alone(re.search("AQEFAAOBjQAw", "abc/AQEFAAOBjQAw"))


def test_a_named_pair_counts_where_its_name_says_something_and_its_value_can_be_it():
    from redaction.said import Named

    pair = Named("pair", r"(?P<name>\w+) eq '(?P<value>[^']+)'", (r" eq '",), ("x",), ("a",), ("b",), lead=40)
    text = "state eq 'open' and phone eq '030 555014' and phone eq 'none'"
    assert [text[start:end] for start, end, _ in pair.everywhere(text, 0)] == ["030 555014"]
    assert [text[start:end] for start, end, _ in pair.near(text, text.index(" eq '030"))] == ["030 555014"]
