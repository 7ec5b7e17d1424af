"""Line ends of base64 are known however often the text around them was escaped; places apart are never joined."""

import base64
import json
import re
from html import escape
from urllib.parse import quote

import pytest

from redaction import folds

RUN = base64.b64encode(b"user=annika.achterberg and a second line of it, and a third one").decode()
FLAT = RUN.rstrip("=").encode()
LINES = "\r\n".join(RUN[n : n + 30] for n in range(0, len(RUN), 30))
ENTITIES = LINES.replace("\r", "&#13;").replace("\n", "&#xA;")


def nested(make, times, text=LINES):
    for _ in range(times):
        text = make(text)
    return text.encode()


def in_json(text):
    return json.dumps(text)[1:-1]


def in_an_address(text):
    return quote(text, safe="=")


@pytest.mark.parametrize("times", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(("make", "text"), [(in_json, LINES), (in_an_address, LINES), (escape, ENTITIES)])
def test_a_run_in_lines_is_found_whole_however_deep_its_text_stands(make, text, times):
    data = b"note: " + nested(make, times, text) + b" end"
    assert folds.possible(data)
    (found,) = re.finditer(folds.FOLDED, data)
    assert folds.flat(found.group()) == FLAT


def test_places_with_an_empty_line_between_them_stay_apart():
    assert not re.search(folds.FOLDED, FLAT + b"\n\n" + FLAT)
    assert not re.search(folds.FOLDED, FLAT + b" " + FLAT)


def test_plain_words_hold_no_line_end():
    assert not folds.possible(b"one line of words")
