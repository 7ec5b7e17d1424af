"""A token that something stands in goes with all its pieces, and what only follows a whole token stays."""

import base64
import json

import pytest

from redaction.detectors.jwt_broken import detector

HEAD = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "typ": "JWT"}).encode()).decode().rstrip("=")
BODY = base64.urlsafe_b64encode(json.dumps({"sub": "jane.doe", "n": 12345}).encode()).decode().rstrip("=")
SIGNATURE = "Qm9i3kXyZ0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1"


def found(text):
    return [text[start:stop] for start, stop, _ in detector.near(text, text.index("ey"))]


@pytest.mark.parametrize("gap", [" ", "'", '"', "\u200b", "\\n", "`"])
def test_a_token_with_something_in_it_is_one(gap):
    broken = f"{HEAD}.{BODY[:20]}{gap}{BODY[20:]}.{SIGNATURE}"
    assert found(f"refused {broken} at once") == [broken]


def test_behind_an_ellipsis_each_piece_goes_by_itself():
    assert found(f"{HEAD}.{BODY[:16]}…{BODY[-16:]}.{SIGNATURE} x")[-1] == f"{BODY[-16:]}.{SIGNATURE}"


def test_words_behind_a_whole_token_are_no_part_of_it():
    assert found(f"token {HEAD}.{BODY}.{SIGNATURE} was refused by the gateway of the customer") == []
    assert found(f"{HEAD}.{BODY}.{SIGNATURE} {HEAD}.{BODY}.{SIGNATURE}") == []
