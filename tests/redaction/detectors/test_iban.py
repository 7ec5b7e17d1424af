"""Bank account numbers: country, length and checksum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from redaction.detecting import Scanner
from redaction.detectors.iban import detector

ALONE = Scanner((detector,))


@given(st.text("0123456789", min_size=18, max_size=18), st.booleans())
def test_a_valid_number_goes_and_one_wrong_digit_stays(account, spaced):
    check = mod_97_10.calc_check_digits(account + "DE")
    for digits, found in ((check, 1), (f"{(int(check) + 1) % 97:02}", 0)):
        made = f"DE{digits}{account}"
        made = " ".join(made[i : i + 4] for i in range(0, 22, 4)) if spaced else made
        assert len(ALONE.scan(f"pay to {made} now")) == found


@pytest.mark.parametrize("text", ["AB12CD34EF56GH78IJ90", "id DE8937040044053201300", "GET /XY99ABCDEFGHIJKLMNOP", "sha DE89370400440532013000ab"])
def test_codes_that_are_no_account_stay(finds, text):
    assert finds(text) == []
