"""A rule file is plain data; everything cleverer is refused by name, and quickly."""

import time

import pytest
import yaml

from triagekit.engine import yamlread
from triagekit.engine.faults import RuleFault


def refused(text):
    with pytest.raises(RuleFault) as caught:
        yamlread.parse(text)
    return caught.value.wrongs[0].message


def test_scalars_are_the_text_they_look_like():
    text = "a: no\nb: 0o14\nc: 12:30:45\nd: 014\ne: true\nf: 401\ng: -1.5\nh: '401'\ni: 1e3\nj: ~\nk: 2024-05-01\nl: 1_000\nm: .5"
    assert yamlread.parse(text) == {
        "a": "no", "b": "0o14", "c": "12:30:45", "d": "014", "e": True, "f": 401, "g": -1.5, "h": "401", "i": "1e3", "j": None, "k": "2024-05-01", "l": "1_000", "m": ".5",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('rules:\n- !!python/object/apply:os.system ["id"]\n', "YAML tags are not allowed"),
        ("a: !x y", "YAML tags are not allowed"),
        ("!!map {a: b}", "YAML tags are not allowed"),
        ("a0: &a0 [x,x]\na1: [*a0,*a0]\n", "YAML anchors and aliases are not allowed"),
        ("rules: &a [*a]\n", "YAML anchors and aliases are not allowed"),
        ("a: {<<: {b: c}}", "YAML merge keys are not allowed"),
        ("id: a\nid: b\n", "the same key stands twice"),
        ("a: {b: 1, b: 2}", "the same key stands twice"),
        ("id: a\n---\nid: b\n", "a second YAML document is not allowed"),
        ("[" * 5000 + "]" * 5000, "nested too deeply"),
        ("{a: " * 5000, "nested too deeply"),
        ("? [a]\n: b", "a key must be plain text"),
        ("a: [1, 2", "not valid YAML"),
        ("\tx: 1", "not valid YAML"),
        ("a: " + "x" * 10 + "\x00", "not valid YAML"),
        ("- a\n" * 70_000, "the file holds too many values"),
    ],
)
def test_what_a_rule_has_no_use_for_is_refused_by_name(text, says):
    started = time.perf_counter()
    assert refused(text) == says
    assert time.perf_counter() - started < 2


def test_a_block_sequence_nested_a_thousand_deep_is_refused():
    assert refused("- " * 1000 + "x") == "nested too deeply"


@pytest.mark.parametrize(("raw", "says"), [(b"x" * 1_000_001, "the file is larger than 1 MB"), ("rules: []".encode("utf-16"), "the file is not UTF-8 text")])
def test_size_and_encoding_are_checked_before_anything_is_read(raw, says):
    with pytest.raises(RuleFault) as caught:
        yamlread.decode(raw)
    assert caught.value.wrongs[0].message == says


def test_places_are_those_of_the_keys():
    spots = {}
    yamlread.parse("a: 1\nb:\n  - x\n  - {c: d}\n", spots)
    assert spots == {("a",): (1, 1), ("b",): (2, 1), ("b", 0): (3, 5), ("b", 1): (4, 5), ("b", 1, "c"): (4, 6)}


@pytest.mark.parametrize("tests", ["tests:\n  - {name: a}\n", "tests:\n- name: a\n  b: |\n    tests: no\n- name: c\n", "tests: []\n"])
def test_tests_are_left_out_of_a_run_and_found_again_on_their_own_lines(tests):
    text = f"id: a/b\n{tests}title: t\n"
    assert yamlread.parse(yamlread.without_tests(text)) == {"id": "a/b", "title": "t"}
    assert yamlread.without_tests(text).count("\n") == text.count("\n")
    assert yamlread.parse(yamlread.only_tests(text)) == {"tests": yaml.safe_load(text)["tests"]}
    assert yamlread.only_tests(text).startswith("\ntests:")


def test_a_file_without_tests_has_none():
    assert yamlread.only_tests("id: a\n") == ""


def test_bytes_of_any_kind_give_a_tree_or_a_fault():
    for n in range(300):
        raw = bytes((n * k * 31 + k) % 256 for k in range(1, 60))
        try:
            yamlread.parse(yamlread.decode(raw))
        except RuleFault as fault:
            assert fault.wrongs
