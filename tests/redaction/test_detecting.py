"""Every detector finds what its examples mark, nothing in its counterexamples, and its anchors are necessary."""

import re
import time
from itertools import pairwise

import pytest

from redaction.detecting import Scanner, Shape, all_detectors, scanner
from redaction.probes import flat, probes

ALL = all_detectors()
MARK = re.compile("[‹›]")
PUMPS = ["a", "a.", "@", "1", "1.", "1:", '"', "a=b&", "Bearer ", "é", "-----BEGIN PRIVATE KEY-----", "+1", "/reset/", "://", "x@", "eyJhbGci", "token=", "cookie: ", "{", "%2F", "4111 ", "password: '"]


def marked(example):
    """The text of an example, and the spans that it marks."""
    spans, plain, at = [], "", 0
    for piece in re.split("([‹›])", example):
        if piece == "‹":
            at = len(plain)
        elif piece == "›":
            spans.append((at, len(plain)))
        else:
            plain += piece
    return plain, spans


@pytest.mark.parametrize("detector", ALL, ids=lambda d: d.name)
def test_a_detector_finds_exactly_what_its_examples_mark(detector):
    assert detector.examples and detector.counterexamples and detector.references
    alone = Scanner((detector,))
    for example in detector.examples:
        text, spans = marked(example)
        assert [(h.start, h.end) for h in alone.scan(text)] == spans, example


@pytest.mark.parametrize("detector", ALL, ids=lambda d: d.name)
def test_a_detector_is_silent_on_its_counterexamples(detector):
    alone = Scanner((detector,))
    for near in detector.counterexamples:
        assert alone.scan(near) == [], near


@pytest.mark.parametrize("detector", [d for d in ALL if isinstance(d, Shape)], ids=lambda d: d.name)
def test_the_anchors_lose_nothing_that_the_pattern_finds(detector):
    alone = Scanner((detector,))
    for example in detector.examples:
        text, _ = marked(example)
        assert {(a, b) for a, b, _ in detector.everywhere(text, 0)} == {(h.start, h.end) for h in alone.scan(text)}, example


def test_octets_that_are_no_text_stop_no_costly_text():
    for text in (("é@é." * 60_000).encode()[:-4] + b"\xc3", ("VAT BE 1 " * 30_000).encode() + b"\xff"):
        assert scanner().scan(text.decode("utf-8", "surrogateescape")) is not None


@pytest.mark.parametrize("pump", PUMPS)
@pytest.mark.parametrize("tail", ["", "x@ =!:/\n"])
def test_no_text_costs_more_than_its_length_explains(pump, tail):
    whole = scanner()
    times = []
    for length in (8_000, 32_000):
        text = pump * (length // len(pump)) + tail
        start = time.process_time()
        whole.scan(text)
        times.append(time.process_time() - start)
    assert times[1] < max(0.4, times[0] * 12), "four times the text may cost about four times the work"


def test_overlapping_finds_go_to_the_lower_order_and_never_overlap():
    found = scanner().scan("Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln and password=eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln")
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {h.detector for h in found} == {"jwt"}


def test_every_detector_has_a_name_of_its_own_and_a_category_that_a_placeholder_can_carry():
    names = [d.name for d in ALL]
    assert len(names) == len(set(names))
    for detector in ALL:
        for text, _ in map(marked, detector.examples):
            assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", h.category) for h in Scanner((detector,)).scan(text))


def test_both_engines_see_the_same_places(monkeypatch):
    expressions = [a for d in ALL for a in d.anchors]
    fast = probes(expressions)
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    slow = probes(expressions)
    assert type(fast) is not type(slow)
    for detector in ALL:
        for example in (*map(lambda e: MARK.sub("", e), detector.examples), *detector.counterexamples):
            data = flat(example)
            assert [(at, sorted(n)) for at, n in fast.hits(data)] == [(at, sorted(n)) for at, n in slow.hits(data)], example


def test_a_find_that_holds_a_placeholder_gives_way_to_what_stands_beside_it():
    text = "<NameID> jane.doe@customer.example user-abcdefghijk27@redacted.invalid</NameID>"
    at = text.index("user-")
    alone, beside = scanner().scan(text), scanner().scan(text, [(at, at + 35)])
    assert [h.category for h in alone] == ["user"] and [(h.category, text[h.start : h.end]) for h in beside] == [("email", "jane.doe@customer.example")]
