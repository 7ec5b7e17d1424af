"""Forms that stand alone in well-known places, and their look-alikes."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.detecting import Scanner
from redaction.detectors.bare_forms import detectors
from redaction.said import hexes, mixed

ALONE = Scanner(detectors)
PATH = next(d for d in detectors if d.name == "unguessable-path")
NARROW = Scanner((PATH,))
WIDE = Scanner((dataclasses.replace(PATH, anchors=(r"https?://",)),))
"""What looks at every address."""
PIECES = ["https://", "http://", "/", "a.example", mixed(28), mixed(64), mixed(65), mixed(32).lower(), hexes(40), "a-long-name-of-an-article", "Ab1", "?", "#x", '"', "<", " ", "é", ")", "x/" * 140]


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_a_cookie_in_a_jar_goes_and_a_setting_stays():
    assert found("h\tTRUE\t/\tTRUE\t0\tsid\tusPN5OMmTIFJYEAK\nh\tTRUE\t/\tTRUE\t0\tlang\tde\n") == ["usPN5OMmTIFJYEAK"]


def test_the_integrity_of_a_package_is_no_storage_key():
    assert found('"integrity": "sha512-' + "aB3d" * 21 + 'aB==",') == []


def test_a_named_mode_is_no_computer():
    assert found("DESKTOP-APPLICATION and LAPTOP-HSCHULZE") == ["LAPTOP-HSCHULZE"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_narrow_anchor_finds_what_a_look_at_every_address_finds(text):
    assert NARROW.scan(text) == WIDE.scan(text)


@given(st.from_regex(r"\Ahttps://a\.example/([A-Za-z0-9_-]{20,34}/){0,3}[A-Za-z0-9_-]{26,66}\Z"))
def test_whatever_stands_in_a_path_the_narrow_anchor_finds_it(text):
    assert NARROW.scan(text) == WIDE.scan(text)


def test_an_address_inside_another_whose_end_lies_beyond_the_first_ones_reach_is_seen():
    inner = "https://b.example/" + "c/" * 10 + mixed(32)
    outer = "https://a.example/" + "Abcdefgh" * 4 + "/" + "d/" * 120 + inner
    assert found(outer) == [mixed(32)]


@pytest.mark.parametrize("path", ["orders/80", "0f0e0d0c-0b0a-4908-8706-050403020100", hexes(64), "a-long-name-of-an-article-in-words", "AppMain.js"])
def test_an_ordinary_address_touches_no_anchor_of_a_path(path):
    assert not list(NARROW.touched(f"https://shop.example/{path}".encode()))
