"""Views tell for each plain character where it stands, so that a change is written at its own place and nothing else moves."""

import html
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.codecs import entities, escapes, invisible, percent, quoted

VIEWS = {
    percent: lambda t: quote(t, safe=""),
    entities: lambda t: "".join(f"&#x{ord(c):x};" for c in t),
    escapes: lambda t: "".join(f"\\u{ord(c):04x}" for c in t),
    quoted: lambda t: "".join(f"={b:02X}" for b in t.encode()) + "=3D",
    invisible: lambda t: "\u200b".join(t),
}


@pytest.mark.parametrize("codec", VIEWS, ids=lambda c: c.__name__.rpartition(".")[2])
@given(st.text(st.sampled_from("abcdefgh@. 4711_-"), min_size=2, max_size=40), st.data())
def test_every_plain_character_has_its_place(codec, text, data):
    raw = VIEWS[codec](text)
    for found in codec.find(raw):
        places = found.places()
        assert len(places) == len(found.plain) + 1
        assert list(places) == sorted(places)
        at = data.draw(st.integers(0, len(found.plain) - 1))
        piece = raw[places[at] : places[at + 1]]
        assert codec.decode(piece).strip("\u200b") == found.plain[at] or codec is quoted


@pytest.mark.parametrize("codec", VIEWS, ids=lambda c: c.__name__.rpartition(".")[2])
@given(st.text(max_size=300))
def test_any_text_is_taken(codec, text):
    for found in codec.find(text):
        assert len(found.places()) == len(found.plain) + 1


@given(st.text(max_size=60))
def test_entities_come_back(text):
    assert html.unescape(entities.encode(text)) == text
