"""Tax numbers of traders and bank identifiers, each beside its word."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("VAT number: BE697449992", ("BE697449992", "national-id")),
        ("TVA FR 61 954 506 077", ("FR 61 954 506 077", "national-id")),
        ("SWIFT/BIC: AGRIFRPP882", ("AGRIFRPP882", "iban")),
        ("account number: 12345678", ("12345678", "iban")),
        ("sort code 12-34-56", ("12-34-56", "iban")),
    ],
)
def test_a_named_number_goes(finds, text, found):
    assert finds(text) == [found]


@pytest.mark.parametrize("text", ["VAT: BE697449993", "order BE697449992", "AGRIFRPP882 alone", "SWIFT is a language", "account number is missing", "VAT 20 percent", "BIC: MISSINGX9Y", "sort code: none"])
def test_wrong_numbers_and_numbers_without_a_word_stay(finds, text):
    assert finds(text) == []
