"""Octets as digits, in runs and in pairs, and base32, are opened and written back."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.codecs import hexes

PLAIN = "password=hunter2xyz-and-more"
WRITINGS = {"run": PLAIN.encode().hex(), "upper": PLAIN.encode().hex().upper(), "colons": PLAIN.encode().hex(":"), "blanks": PLAIN.encode().hex(" "), "base32": base64.b32encode(PLAIN.encode()).decode()}


@pytest.mark.parametrize("raw", WRITINGS.values(), ids=WRITINGS)
@pytest.mark.parametrize("around", ["{}", "refused {}", 'x="{}" y', "id {}\n"])
def test_the_value_cannot_be_read_back(cleaner, raw, around):
    made = cleaner.text(around.format(raw))
    compact = made.replace(":", "").replace(" ", "")
    assert b"hunter2".hex() not in compact.lower()
    assert raw[8:40] not in made
    start, _, end = around.partition("{}")
    assert made.startswith(start) and made.endswith(end)


@pytest.mark.parametrize("digest", ["9e107d9d372bb6826bd81d3542a419d6", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "0a:1b:2c:3d:4e:5f"])
def test_digests_and_addresses_of_octets_are_no_text(digest):
    from redaction.codecs import hexes

    assert list(hexes.find(digest)) == []


ODD = {
    "percent": "".join(f"%{b:02x}" for b in PLAIN.encode()),
    "references": "".join(f"&#x{b:x};" for b in PLAIN.encode()),
    "escapes": "".join(f"\\u{b:04x}" for b in PLAIN.encode()),
    "hex": PLAIN.encode().hex(),
    "base64": base64.b64encode(PLAIN.encode()).decode(),
}


@pytest.mark.parametrize("form", ["run", "upper", "colons", "base32", "odd"])
@pytest.mark.parametrize("inner", ODD.values(), ids=ODD)
def test_what_is_encoded_in_it_once_more_is_opened(cleaner, inner, form):
    octets = inner.encode()
    raw = {"run": octets.hex(), "upper": octets.hex().upper(), "colons": octets.hex(":"), "base32": base64.b32encode(octets).decode(), "odd": "9" + octets.hex()}[form]
    assert cleaner.text(f"a {raw} b") != f"a {raw} b"


@pytest.mark.parametrize("number", ["3132333435363738", "49896810890351733682", "00000000000000000000000000000042", "9007199254740993", "1713456789012345678"])
def test_numbers_are_no_text(number):
    from redaction.codecs import hexes

    assert list(hexes.find(f"n {number} m")) == []


WORDS = [w for w in (*WRITINGS.values(), "0" + WRITINGS["run"], "x" + WRITINGS["run"], "7" * 32, "2" * 40, "d41d8cd98f00b204e9800998ecf8427e", "abc", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U") if w.isalnum()]


@given(st.sampled_from(WORDS) | st.text("0123456789abcdefABCDEFGxyz", max_size=70) | st.text("234567", min_size=20, max_size=70) | st.binary(max_size=40).map(bytes.hex) | st.text("abc xyz019", min_size=8, max_size=40).map(lambda t: t.encode().hex()))
def test_a_word_holds_what_is_found_in_it(word):
    assert hexes.holds(word) == any(True for _ in hexes.find(word))
