"""Lines that say the same share a template; the one that stands alone is seen."""

import pytest

from triagekit.reading import templates
from triagekit.reading.templates import mined, shape


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("2026-11-23 08:28:35,123 request 7 took 12 ms", "request <*> took <*> ms"), ("[23/Nov/2026:08:28:35 +0000] x", "x"), ("Nov 23 08:28:35 host up", "host up"), ("id 0b0d1c5e-1111-2222-3333-444455556666 gone", "id <*> gone"), ("at 0xdeadbeef", "at <*>"), ("no numbers", "no numbers"), ("started at 2026-11-23 08:28:35 by x", "started at <*>-<*>-<*> <*>:<*>:<*> by x"), ("", ""),
    ],
)  # fmt: skip
def test_a_shape_has_no_numbers_and_no_time(line, made):
    assert shape(line) == made


def test_counts_are_of_the_template_not_of_the_line():
    known = mined([f"2026-11-23 08:28:35 user u{n} logged in from 10.0.0.{n}" for n in range(30)] + ["2026-11-23 08:29:00 disk full"])
    assert known.of("2026-11-23 08:28:35 user u5 logged in from 10.0.0.5")[1] == 30
    assert known.of("2026-11-23 08:29:00 disk full") == ("disk full", 1)
    assert known.of("never seen") == ("", 0)


def test_memory_is_bounded_by_the_number_of_shapes(monkeypatch):
    monkeypatch.setattr(templates, "SHAPES", 10)
    known = mined(f"word{'x' * n} end" for n in range(100))
    assert len(known.by_shape) == 10


def test_without_the_miner_the_shapes_serve(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "drain3.drain", None)
    assert mined(["a 1", "a 2", "b"]).of("a 3") == ("a <*>", 2)
