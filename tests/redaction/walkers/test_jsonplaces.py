"""A changed document in the text it was parsed from: what did not change stays byte for byte, lines, escapes and numbers included."""

import json

from hypothesis import given
from hypothesis import strategies as st

from redaction.walkers import jsonplaces

TREES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12)


def louder(value):
    if isinstance(value, dict):
        return {key: louder(item) for key, item in value.items()}
    if isinstance(value, list):
        return [louder(item) for item in value]
    return value + ' "!"\n' if isinstance(value, str) else value


@given(TREES, st.sampled_from([None, 3]), st.booleans())
def test_the_text_says_the_new_document_in_the_lines_of_the_old(tree, indent, plain):
    raw = json.dumps(tree, indent=indent, ensure_ascii=plain)
    made = jsonplaces.written(raw, tree, louder(tree))
    assert made is not None and json.loads(made) == louder(tree)
    assert made.count("\n") == raw.count("\n")


def test_only_what_changed_is_other_there():
    raw = '{ "a\\u002fb" : 1.50,\n\n\t"c" : [ 1E2 , "x\\/y", 4711 ] , "mail":"j@x" }'
    made = jsonplaces.written(raw, {"a/b": 1.5, "c": [100.0, "x/y", 4711], "mail": "j@x"}, {"a/b": 1.5, "c": [100.0, "x/y", "redacted-user"], "mail": "gone"})
    assert made == raw.replace("4711", '"redacted-user"').replace("j@x", "gone")


def test_a_document_of_another_form_is_refused():
    assert jsonplaces.written('{"a": 1}', {"a": 1}, {"a": 1, "b": 2}) is None
    assert jsonplaces.written('{"a": [1]}', {"a": [1]}, {"a": "redacted-nested"}) is None
    assert jsonplaces.written('{"a": "x", "a": "y"}', {"a": "y"}, {"a": "z"}) is None
    assert jsonplaces.written('{"a": "other"}', {"a": "x"}, {"a": "z"}) is None
