"""JSON logs one a line, in arrays, under a key, pretty-printed or in a row; broken entries are said."""

import json

import pytest

from triagekit.reading import jsonlog
from triagekit.reading.bytesource import memory_source
from triagekit.reading.jsonlog import decoded, entries, first_objects, flat, get, number, word
from triagekit.reading.logtimes import clock
from triagekit.roles import Context

ROWS = [{"n": n, "text": "é" * n} for n in range(5)]
FORMS = {
    "lines": "".join(json.dumps(r) + "\n" for r in ROWS),
    "array": json.dumps(ROWS),
    "pretty array": json.dumps(ROWS, indent=2),
    "array of lines": "[\n" + ",\n".join(json.dumps(r) for r in ROWS) + "\n]\n",
    "under a key": json.dumps({"Records": ROWS}),
    "under a key, pretty": json.dumps({"kind": "List", "meta": {"a": 1}, "items": ROWS, "more": 1}, indent=2),
    "in a row": "".join(json.dumps(r, indent=1) for r in ROWS),
    "with commas": "".join(json.dumps(r) + ",\n" for r in ROWS),
}


def read(data):
    source = memory_source(data if isinstance(data, bytes) else data.encode())
    return [e.made for e in entries(source, clock(Context(), source.head))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_form_gives_the_same_entries(form, encoding):
    assert read(FORMS[form].encode(encoding)) == ROWS
    assert list(first_objects(memory_source(FORMS[form].encode(encoding)).head)) == ROWS


@pytest.mark.parametrize("form", ["array", "pretty array", "under a key"])
def test_what_is_cut_off_is_an_entry_that_was_not_read(form):
    found = read(FORMS[form][:-20])
    assert found[-1] is None and found[:-1] == ROWS[: len(found) - 1]


def test_a_line_holding_an_export_is_taken_apart_on_every_line():
    text = (json.dumps({"Records": ROWS[:2]}) + "\n") * 2
    assert read(text) == ROWS[:2] * 2


def test_an_entry_with_a_list_of_its_own_is_no_export():
    made = {f"k{n}": n for n in range(8)} | {"events": [{"a": 1}]}
    assert read(json.dumps(made) + "\n" + json.dumps(made) + "\n") == [made, made]


def test_broken_lines_among_the_entries_keep_their_place():
    found = read(FORMS["lines"] + '{"n": 9, "te\n' + "plain\n" + FORMS["lines"])
    assert found == [*ROWS, None, None, *ROWS]


def test_pythons_nan_is_read():
    assert read('{"a": NaN, "b": 1}\n')[0]["b"] == 1


def test_members_are_found_by_dotted_paths_and_by_keys_with_dots():
    made = {"a": {"b": {"c": 1}}, "x.y": "dotted"}
    assert (get(made, "a.b.c"), get(made, "x.y"), get(made, "a.z")) == (1, "dotted", None)
    assert (word(made, "no", "x.y"), word({"n": 5}, "n"), word({"n": True}, "n")) == ("dotted", "5", "")
    assert (number({"n": "5.5"}, "n"), number({"n": "x"}, "n"), number({"n": 1e300}, "n")) == (5.5, None, None)


def test_leaves_are_flattened_within_bounds():
    deep = {"a": {"b": [1, 2]}, "c": True, "d": None, "e": [{"f": "g"}]}
    assert flat(deep) == {"a.b": "1, 2", "c": "true", "e.0.f": "g"}
    assert len(flat({str(n): n for n in range(1000)})) == 80


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "{" * 100_000, '{"a":' * 5000, "null", "[1,2]", '{"Records":[', "\x00{}"])
def test_any_text_gives_an_answer(text):
    read(text)
    assert decoded(text) is None


def test_a_very_long_line_is_bounded_and_said():
    found = read('{"a":"' + "x" * 3_000_000 + '"}\n' + FORMS["lines"])
    assert found[-5:] == ROWS


def test_only_paths_that_may_lead_somewhere_are_asked_and_none_is_missed():
    made = {"a": {"b": "x"}, "c.d": 1, "e": None, "f": {}}
    assert jsonlog.likely(made, ("z", "a.b", "c.d", "c", "e", "f.g", "y.z")) == ("a.b", "c.d", "e", "f.g")
    assert [jsonlog.word(made, path, "p", "q") for path in ("a.b", "c.d", "e", "f.g", "z")] == ["x", "1", "", "", ""]


def test_shapes_of_entries_are_remembered_within_bounds():
    for n in range(2_000):
        jsonlog.likely({f"k{n}": 1}, ("a", "b", f"k{n}"))
    jsonlog.likely({"k" * 5_000: 1}, ("a", "b", "c"))
    jsonlog.likely({f"m{n}": 1 for n in range(500)}, ("a", "b", "c"))
    assert len(jsonlog._LIKELY) <= 500
    assert all(len(names) <= 64 and sum(map(len, names)) <= 2_000 for names in jsonlog._LIKELY)
