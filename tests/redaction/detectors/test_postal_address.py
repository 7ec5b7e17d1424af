"""Streets with house numbers."""

import pytest


@pytest.mark.parametrize(
    "address",
    ["221B Baker Hill Street, London NW1 6XE", "1600 Amphora Parkway, Springfield, IL 62704", "12 W. Elmwood Ave, Apt 4B", "Lindenstraße 12a, 10969 Berlin", "Keizersgracht 123, 1015 CJ Amsterdam", "12 rue de la République, 69002 Lyon", "Calle Mayor 15, 28013 Madrid"],
)
def test_an_address_goes_whole(finds, address):
    assert finds(f"ship to {address} today") == [(address, "address")]


@pytest.mark.parametrize("text", ["retry 3 times on the way", "sent via Redis 7", "string 12 of 40", "Monitoring 5 hosts", "500 Internal Server Error", "took 12 Small Steps", "refactoring 3", "5 Main Street", "P.O. Box"])
def test_counts_and_technical_words_stay(finds, text):
    assert finds(text) == []
