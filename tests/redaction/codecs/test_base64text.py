"""Base64 is opened in both alphabets, padded or not, on one line or folded, and written back the same way."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.codecs import base64text

PLAIN = "please write to jane.doe@customer.example about 4711"


def opened(text):
    return [s for s in base64text.find(text) if s.start == 0 and s.end == len(text)]


def test_every_writing_is_opened_and_written_back_as_it_was():
    flat = base64.b64encode((PLAIN + "?>?>").encode()).decode()
    folded = "\r\n".join(flat[n : n + 24] for n in range(0, len(flat), 24))
    for raw in (flat, flat.rstrip("="), flat.replace("+", "-").replace("/", "_").rstrip("="), folded, folded.replace("\r\n", "\\n")):
        found = opened(raw)
        assert found and found[0].plain == PLAIN + "?>?>"
        assert found[0].encode(found[0].plain) == raw


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=20, max_size=300), st.integers(16, 76))
def test_a_change_is_readable_in_the_folding_of_the_original(text, width):
    flat = base64.b64encode(text.encode()).decode()
    raw = "\n".join(flat[n : n + width] for n in range(0, len(flat), width))
    again = base64text.encode(b"x" * 90, raw)
    assert base64.b64decode("".join(again.split()) + "==").rstrip(b"\0") == b"x" * 90
    assert again.count("\n") <= raw.count("\n")


@pytest.mark.parametrize("octets", [300, 700, 740, 800, 1400])
def test_what_changed_stands_in_as_many_lines_as_before(octets):
    flat = base64.b64encode(b"y" * 750).decode()
    raw = "\n".join(flat[n : n + 76] for n in range(0, len(flat), 76))
    again = base64text.encode(b"x" * octets, raw)
    assert base64.b64decode("".join(again.split())) == b"x" * octets
    assert again.count("\n") == raw.count("\n")


def test_a_folding_that_is_only_written_out_keeps_its_width():
    assert base64text.encode(b"x" * 90, "a" * 60 + "\\n" + "a" * 20).index("\\n") == 60


def test_text_that_was_compressed_without_a_mark_is_opened():
    import zlib

    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = base64.b64encode(machine.compress(PLAIN.encode()) + machine.flush()).decode()
    assert opened(raw)[0].plain == PLAIN


def test_what_lies_between_slashes_is_opened_when_the_whole_is_no_base64():
    inner = base64.b64encode(PLAIN.encode()).decode().rstrip("=")
    assert PLAIN in [s.plain for s in base64text.find(f"/api/v2/{inner}/items!")]


def test_a_word_below_a_line_of_base64_is_no_part_of_it():
    raw = base64.b64encode(PLAIN[:-1].encode()).decode().rstrip("=")
    assert [s.plain for s in base64text.find(f"Exception: {raw}\n\tat com.example.Orders.place(Orders.java:42)")] == [PLAIN[:-1]]


def test_lines_that_only_may_be_folded_are_read_alone_as_well():
    first = base64.b64encode(b"IBAN DE49896810890351733682").decode()
    found = list(base64text.find(f"{first}\nat\n"))
    assert "IBAN DE49896810890351733682" in [s.plain for s in found]
    assert all(not s.sure for s in found if "\n" in s.encode(s.plain))


@given(st.text(max_size=200))
def test_no_text_raises_and_stretches_lie_within_it(text):
    for found in base64text.find(text):
        assert 0 <= found.start < found.end <= len(text)


PIECES = ["QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo", base64.b64encode(PLAIN.encode()).decode(), "amFuZS5kb2VAY3VzdG9tZXIuZXhhbXBsZQ", "aGVsbG8gd29ybGQh", "order", "/", "-", "_", "=", "==", "\n", "\\n", " ", "é", "%0A", "\t", "at com.example", "="]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_quick_look_misses_nothing_that_the_slow_one_finds(text):
    runs = [m for m in base64text._RUN.finditer(text) if base64text._holds(m.group())]
    assert base64text._worth_opening(text) or not runs
    assert [m.span() for m in base64text._folds(text)] == [m.span() for m in base64text._FOLDED.finditer(text)]
