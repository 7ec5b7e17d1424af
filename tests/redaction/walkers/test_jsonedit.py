"""JSON in place: what is not changed stays byte for byte, doubled keys, odd numbers and broken ends included."""

import json

from hypothesis import given
from hypothesis import strategies as st

from redaction.walkers import jsonedit

TREES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12)


@given(TREES)
def test_nothing_changes_when_nothing_is_changed(tree):
    for raw in (json.dumps(tree), json.dumps(tree, ensure_ascii=False, indent=3)):
        assert jsonedit.clean(raw, lambda scalar: scalar.text) == raw


@given(TREES)
def test_every_string_is_seen_with_the_name_above_it(tree):
    seen = [s.text for s in jsonedit.scalars(json.dumps(tree)) if s.is_string]

    def strings(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            for item in value:
                yield from strings(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                yield key
                yield from strings(item)

    assert seen == list(strings(tree))


@given(st.text(max_size=200))
def test_any_text_is_taken(text):
    list(jsonedit.scalars(text))


def test_what_is_nested_too_deep_is_read_all_the_same():
    raw = '{"a":' * 600 + '"x"' + "}" * 600 + ',"tail":"y"'
    assert [s.text for s in jsonedit.scalars(raw) if s.is_string and not s.is_key] == ["x", "tail", "y"]
