"""Telephone numbers: valid in international form, or said to be one."""

import phonenumbers
import pytest

REGIONS = ["US", "GB", "DE", "FR", "IN", "BR", "JP", "AU", "ZA", "MX", "PL", "SE"]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("form", [phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.INTERNATIONAL])
def test_a_valid_number_of_each_country_goes(finds, region, form):
    number = phonenumbers.format_number(phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE), form)
    assert finds(f"call {number} now") == [(number, "phone")]


def test_a_national_number_needs_a_word(finds):
    assert finds("phone: (415) 555-2671") == [("(415) 555-2671", "phone")]
    assert finds("number (415) 555-2671") == []


@pytest.mark.parametrize("text", ["2026-11-03T10:00:00+01:00", "UTC+02:00", "+0000000000", "offset +123456", "a+12345678901", "tel 123456789", "phone call took 12345 ms", "+99 999 999 999"])
def test_offsets_sums_and_counts_stay(finds, text):
    assert finds(text) == []
