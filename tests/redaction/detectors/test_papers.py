"""Numbers of papers beside a word that says so."""

import pytest


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
