"""Positions in the forms that only positions have, or beside a word."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("location: 48.137154, 11.576124", "48.137154, 11.576124"),
        ("GPS=(-33.856784,151.215297)", "-33.856784,151.215297"),
        ("geo:48.137154,11.576124;u=20", "48.137154,11.576124"),
        ("https://maps.example/place/@48.137154,11.576124,17z", "48.137154,11.576124"),
        ("POINT(11.576124 48.137154)", "11.576124 48.137154"),
        ("ISO6709: +48.1371+011.5761+519.000/", "+48.1371+011.5761+519.000"),
        ("near 48°08'14.0\"N 11°34'34.1\"E", "48°08'14.0\"N 11°34'34.1\"E"),
    ],
)
def test_a_position_goes(finds, text, found):
    assert finds(text) == [(found, "geo")]


@pytest.mark.parametrize("text", ["took 12.345, 11.678 ms", "load average: 0.123, 0.456, 0.789", "location: 48.1, 11.5", "version 1.2345,2.3456", "temperature 21° 5'", "position: 95.123456, 11.576124"])
def test_other_pairs_of_numbers_stay(finds, text):
    assert finds(text) == []
