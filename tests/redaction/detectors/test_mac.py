"""Hardware addresses."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from redaction.detecting import Scanner
from redaction.detectors.mac import detector

ALONE = Scanner((detector,))


@given(st.binary(min_size=6, max_size=6), st.sampled_from([":", "-"]), st.booleans())
def test_an_address_goes_in_each_writing(octets, mark, upper):
    digits = octets.hex()
    assume(len(set(digits)) > 2 and any(c in "abcdef" for c in digits))
    made = mark.join(digits[i : i + 2] for i in range(0, 12, 2))
    made = made.upper() if upper else made
    text = f"port {made} up"
    assert [text[h.start : h.end] for h in ALONE.scan(text)] == [made]


@pytest.mark.parametrize("text", ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "09:14:22:33:44:55", "SHA1 Fingerprint=3c:22:fb:aa:bb:cc:dd:ee", "2026-11-03-09-14-22", "a1:b2:c3"])
def test_times_fingerprints_and_broadcast_stay(finds, text):
    assert finds(text) == []
