"""Numbers of people whose form and check digits leave no doubt."""

import pytest

VALID = ["RCCMNL83S18D969H", "BOXW310820HNERXN09", "390.533.447-05", "16.727.230/0001-97", "756.9217.0769.85", "131052-308T", "12.531.909-2", "X2482300W", "360426199101010071"]


@pytest.mark.parametrize("number", VALID)
def test_a_valid_number_goes_without_any_word(finds, number):
    assert finds(f"for {number} it is") == [(number, "national-id")]


@pytest.mark.parametrize("number", VALID)
def test_no_other_check_character_will_do(finds, number):
    last = number[-1]
    others = "0123456789" if last.isdigit() else "ABCDEFGHJKLMNPRSTVWXY"
    survivors = [c for c in others if c != last and finds(f"for {number[:-1]}{c} it is")]
    assert survivors == []


@pytest.mark.parametrize("number", VALID)
def test_a_number_inside_a_longer_one_stays(finds, number):
    assert finds(f"id-{number}7") == []
    assert finds(f"a{number}") == []
