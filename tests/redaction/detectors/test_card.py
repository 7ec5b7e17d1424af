"""Card numbers: prefix, length, checksum and context must all agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from redaction.detecting import Scanner
from redaction.detectors.card import detector

ALONE = Scanner((detector,))


def number(prefix, length, filler):
    body = (prefix + filler)[: length - 1]
    return body + luhn.calc_check_digit(body)


@given(st.sampled_from([("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("6011", 16), ("3528", 16)]), st.text("0123456789", min_size=16, max_size=16))
def test_a_valid_number_of_a_known_issuer_goes_beside_a_word_of_payment(kind, filler):
    made = number(*kind, filler)
    hits = ALONE.scan(f"card {made} was charged")
    assert [h[:2] for h in hits] == [(5, 5 + len(made))]
    assert ALONE.scan(f"trace {made} done") == []


@given(st.text("0123456789", min_size=15, max_size=15))
def test_one_wrong_digit_is_enough_to_stay(filler):
    made = number("4", 16, filler)
    wrong = made[:-1] + str((int(made[-1]) + 1) % 10)
    assert ALONE.scan(f"card {wrong}") == []


@pytest.mark.parametrize("text", ["card issued 1730625240123", "payment took 4111111111111112 ns", "visa id 9999999999999995", "paid 0000000000000000"])
def test_times_counters_and_unknown_prefixes_stay(finds, text):
    assert finds(text) == []


def test_groups_of_four_say_enough(finds):
    assert finds("no 4012-8888-8888-1881 on file") == [("4012-8888-8888-1881", "card")]
    assert finds("no 4012-8888 8888-1881 on file") == []
