"""The print boundary lets nothing through that acts on a terminal or deceives a reader."""

import io
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from triagekit import safetext

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ud800-\udfff]")
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_no_acting_character_survives_a_block(text):
    assert not ACTING.search(safetext.block(text))


@given(ANY_TEXT)
def test_a_line_is_one_line_and_no_longer_than_its_limit(text):
    shown = safetext.line(text, 50)
    assert "\n" not in shown and "\t" not in shown and not ACTING.search(shown)
    assert not any(unicodedata.category(c) == "Cc" for c in shown)


def test_an_escape_becomes_visible_and_ordinary_text_stays():
    assert safetext.line("a\x1b[2Jb\u202ec é 漢") == "a\\x1b[2Jb\\u{202e}c é 漢"


def test_long_text_is_cut_with_an_ellipsis():
    assert safetext.line("x" * 100, 10) == "x" * 10 + "…"


def test_wide_and_combining_characters_are_measured_as_a_terminal_shows_them():
    assert [safetext.width(t) for t in ("abc", "漢字", "e\u0301")] == [3, 4, 1]


def test_a_prepared_stream_cannot_fail_on_characters_it_lacks():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    safetext.prepare(stream)
    stream.write("é漢")
    stream.flush()
    assert stream.buffer.getvalue() == b"\\xe9\\u6f22"


def test_results_and_remarks_pass_the_boundary(capsys):
    safetext.out("a\x1bb\n")
    safetext.talk("c\x9bd")
    seen = capsys.readouterr()
    assert (seen.out, seen.err) == ("a\\x1bb\n", "c\\x9bd\n")


def test_json_with_acting_characters_is_still_json_behind_the_boundary():
    import json

    told = {"a": "x\u202ey\u200b\ud800\U000e0001\x9b\r"}
    shown = safetext.in_json(json.dumps(told, ensure_ascii=False))
    assert shown == safetext.block(shown)
    assert json.loads(shown) == told


def test_a_number_bends_its_word():
    assert [safetext.counted(n, "value") for n in (0, 1, 2, 1234)] == ["0 values", "1 value", "2 values", "1,234 values"]
