"""Numbers of papers beside a word that says so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.detectors.papers import detectors
from redaction.probes import flat


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Passport number: C01X00T47", "C01X00T47"),
        ("Reisepass C01234567 vorgelegt", "C01234567"),
        ("driver's license D1234567", "D1234567"),
        ("Führerschein: B072RRE2I55", "B072RRE2I55"),
        ("KVNR A123456780", "A123456780"),
        ("VIN: 1HGCM82633A004352", "1HGCM82633A004352"),
        ("Matrikelnummer 1234567", "1234567"),
    ],
)
def test_a_named_number_goes(finds, text, value):
    assert finds(text) == [(value, "national-id")]


@pytest.mark.parametrize("text", ["passport is expired", "passport 12 ms", "policy 2012-10-17", "C01X00T47 alone", "identity card required", "patient waiting 12 s", "npm passport@0.7.0", "employee number is missing", "policy version 12", "client_id=11111111-2222-3333-4444-555555555555"])
def test_words_without_a_number_and_numbers_without_a_word_stay(finds, text):
    assert finds(text) == []


@pytest.mark.parametrize("text", ["at com.example.OrderHandler.run(OrderHandler.java:120)", "moving on", "saving 12 rows", "idle", "middleware"])
def test_words_that_only_hold_the_short_ones_touch_no_anchor(text):
    assert not [d.name for d in detectors if any(re.search(a, text) for a in d.anchors)]


@given(st.sampled_from(["dl", "VIN", "Führerschein", "driver's license", "passport", "Kennzeichen"]), st.sampled_from(["", " number", "-no", "_id", "#", " nr."]), st.sampled_from(["", " is ", ": ", "=", " : '", '": "', " #"]), st.sampled_from(["D1234567", "1HGCM82633A004352", "C01X00T47", "B-AB 1234", "123456789"]))
def test_whatever_a_form_matches_its_anchor_matches(word, number, link, value):
    text = f"x {word}{number}{link}{value} y"
    for detector in detectors:
        if found := re.search(detector.pattern, text):
            assert any(re.match(a, flat(text).decode()[found.start() :]) for a in detector.anchors)
