"""The published field names: well formed, each with a meaning, and what shows them is published too."""

import re

import pytest

from triagekit import plugins
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind, Type

NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*(?:\.\*)?")


@pytest.mark.parametrize("kind", list(Kind))
def test_names_are_dotted_words_with_a_meaning(kind):
    for name, spec in SHARED[kind].items():
        assert NAME.fullmatch(name), name
        assert len(spec.meaning) > 3, name


@pytest.mark.parametrize("kind", list(Kind))
def test_what_shows_a_field_is_published_for_the_same_kind(kind):
    for name, spec in SHARED[kind].items():
        for shower in spec.shown_by:
            assert shower in SHARED[kind], (name, shower)


def test_the_answers_fields_are_a_no_when_headers_were_shown():
    exchange = SHARED[Kind.EXCHANGE]
    assert exchange["response.headers.*"].shown_by == ("response.header_names",)
    assert exchange["error.kind"].shown_by == ("capture.shows_errors",)
    assert SHARED[Kind.EVENT]["error.kind"].shown_by == ("event.message", "event.text")


def test_no_reader_gives_a_shared_name_another_type():
    for role in ("analyzer", "examiner"):
        for plug in plugins.find(role):
            for kind in plug.kinds:
                for name, spec in plug.fields.items():
                    known = SHARED[kind].get(name)
                    assert known is None or known.type is spec.type, (plug.name, name)


def test_durations_and_counts_are_numbers_and_flags_are_flags():
    for kind in Kind:
        for name, spec in SHARED[kind].items():
            if name.endswith(("_ms", "_s", "_bytes")):
                assert spec.type is Type.NUMBER, name
