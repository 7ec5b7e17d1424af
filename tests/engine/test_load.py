"""Packs: every fault of every file is placed, and what is good still runs."""

import time

import pytest

from triagekit import pipeline
from triagekit._home import HOME
from triagekit.engine import yamlread
from triagekit.engine.load import load
from triagekit.reading.vocabulary import SHARED

GOOD = {"s": {"response.status": 401}, "condition": "s"}


def faults(book):
    return [str(e).partition("/")[2] for e in book.errors]


def test_every_fault_of_a_file_is_listed_with_line_column_and_a_suggestion_and_the_rest_runs(pack):
    pack.write(
        "observations/http/bad.yaml",
        """id: http/bad
title: Bad
reads: [exchnge, exchange]
detect:
  first:
    response.staus: 401
    response.status|contians: 4
    response.status|contains: "4"
    auth.present: yes
    response.body.text|re: "(a|aa)+$"
    timing.wait_ms|gt: soon
  condition: first
shown: x
""",
    ).observation("http/good", GOOD)
    book = pack.load()
    assert faults(book) == [
        "observations/http/bad.yaml:3:1: unknown record kind 'exchnge' (did you mean exchange?)",
        "observations/http/bad.yaml:6:5: unknown field 'response.staus' (did you mean response.status?)",
        "observations/http/bad.yaml:7:5: unknown modifier 'contians' (did you mean contains?)",
        "observations/http/bad.yaml:8:5: contains needs a text field, and response.status is a number (compare numbers with lt, lte, gt, gte, between)",
        "observations/http/bad.yaml:9:5: 'yes' is not true or false (write true)",
        "observations/http/bad.yaml:10:5: the regex needs a fixed text of at least 3 characters in every match (name the fixed words of the text in the pattern; no lookaround, no nesting of repeats)",
        "observations/http/bad.yaml:11:5: 'soon' is not a number or a duration (timing.wait_ms is a number field)",
        "observations/http/bad.yaml:13:1: unknown key 'shown' (did you mean show?)",
    ]
    assert list(book.observations) == ["http/good"]
    assert book.broken == {"http/bad"}


def test_an_id_is_the_files_path(pack):
    pack.write("observations/http/a.yaml", {"id": "http/b", "title": "t", "reads": ["exchange"], "detect": GOOD})
    pack.write("observations/http/B_c.yaml", {"id": "http/B_c", "title": "t", "reads": ["exchange"], "detect": GOOD})
    assert [f.split(": ", 1)[1] for f in faults(pack.load())] == [
        "an id is family/name in lower-case letters, digits and dashes",
        "the id must be the file's path, http/a (it says 'http/b')",
    ]


def test_a_cause_that_sees_what_no_rule_makes_is_not_run(pack):
    pack.observation("http/good", GOOD)
    pack.cause("auth/one", [{"sees": "http/god", "proves": True}]).cause("auth/two", [{"sees": "http/good", "proves": True}])
    book = pack.load()
    assert faults(book) == ["causes/auth/one.yaml:1:123: no observation is called 'http/god' (did you mean http/good?)"]
    assert list(book.causes) == ["auth/two"]


def test_a_cause_whose_observation_is_broken_still_runs_without_it(pack, record):
    from triagekit.engine.run import Engine

    pack.observation("http/bad", {"s": {"nope": 1}, "condition": "s"})
    pack.cause("auth/one", [{"sees": "http/bad", "proves": True}])
    engine = Engine(pack.load())
    engine.feed(record({"response.status": 401}))
    assert engine.judge().causes[0].not_assessed_because == "its rule could not be loaded"


def test_lists_are_named_with_an_at_sign(pack, record, see):
    pack.write("lists/hosts.yaml", {"items": ["a.example", "b.example"]})
    pack.observation("http/known", {"s": {"request.url.host|in_list": "@hosts"}, "condition": "s"})
    pack.observation("http/below", {"s": {"request.url.host|endswith": ["@hosts", ".c.example"]}, "condition": "s"})
    found = see([record({"request.url.host": "B.example"}), record({"request.url.host": "x.c.example"})])
    assert [(n, s.hits[0].count) for n, s in found.items()] == [("http/below", 2), ("http/known", 1)]


def test_an_unknown_list_is_a_fault(pack):
    pack.write("lists/hosts.yaml", {"items": ["a"]}).observation("http/known", {"s": {"request.url.host": "@host"}, "condition": "s"})
    assert "no list is called '@host' (did you mean hosts?)" in faults(pack.load())[0]


HOSTILE = {
    "yaml_python_tag": 'rules:\n- !!python/object/apply:os.system ["id"]\n',
    "yaml_alias_bomb": "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)),
    "yaml_recursive": "rules: &a [*a]\n",
    "yaml_dup_keys": "id: a\nid: b\n",
    "yaml_deep": "[" * 5000 + "]" * 5000,
    "yaml_norway": "id: no\nsev: 0o14\nwhen: 12:30:45\n",
    "yaml_two_docs": "id: a\n---\nid: b\n",
    "yaml_bom_utf16": "rules: []\n".encode("utf-16"),
    "huge": "rules:\n" + "".join(f"- {{id: r{i}, pattern: a{i}}}\n" for i in range(20_000)),
    "ansi": 'rules:\n- id: r\n  message: "\\e]0;pwn\\a<script>"\n"\\e]0;pwn\\a": 1\n',
    "include": "include: http://127.0.0.1:9/rules.yml\n",
    "empty": "",
    "not_mapping": "- 1\n",
    "nul": "id: a\0b\n",
    "one_line": "id: " + "x" * 900_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_by_name_quickly_and_the_rest_runs(pack, name):
    pack.observation("http/good", GOOD).write(f"observations/x/{name.replace('_', '-')}.yaml", HOSTILE[name])
    pack.write("causes/x/y.yaml", HOSTILE[name])
    started = time.perf_counter()
    book = pack.load()
    assert time.perf_counter() - started < 2
    assert list(book.observations) == ["http/good"]
    assert {"x/y", f"x/{name.replace('_', '-')}"} <= book.broken
    assert all(str(e).isprintable() and len(str(e)) < 400 for e in book.errors)


REGEXES = {
    "(?:(?:(?:a{1000}){1000}){1000})": "repeats more than 1000 times",
    "(a|aa)+$": "needs a fixed text",
    "\\s+$": "needs a fixed text",
    "(?:aaaaaaaaaaaaaaaaaaaa){e<=10}": "fuzzy matching",
    "(?R)?aaaa": "fuzzy matching, recursion",
    "(?<=a.{1,5000})bcde": "lookaround",
    "(abc)\\1": "back references",
    "(?>abcd)": "atomic groups",
    "(": "not valid",
    "(" * 500 + "abcd" + ")" * 500: "not valid",
    "abcd" * 600: "longer than 2000",
    "(abc){2000}": "repeats more than",
}


@pytest.mark.parametrize("pattern", REGEXES)
def test_regex_bombs_are_refused_by_name(pack, pattern):
    pack.observation("x/bomb", {"s": {"response.body.text|re": pattern}, "condition": "s"})
    started = time.perf_counter()
    (fault,) = pack.load().errors
    assert REGEXES[pattern] in fault.message
    assert time.perf_counter() - started < 2


def test_a_thousand_rules_load_in_well_under_two_seconds(pack):
    for n in range(1000):
        pack.observation(f"http/r{n}", {"s": {"response.status": 401, "response.body.text|contains": f"literal-{n}"}, "condition": "s"}, tests=[{"name": "x"}] * 4)
    started = time.perf_counter()
    assert len(pack.load().observations) == 1000
    assert time.perf_counter() - started < 1.5


def test_links_and_special_files_are_not_followed(pack, tmp_path):
    pack.observation("http/good", GOOD)
    (pack.folder / "observations" / "http" / "link.yaml").symlink_to("/etc/hostname")
    (pack.folder / "observations" / "away").symlink_to(tmp_path)
    book = pack.load()
    assert (list(book.observations), book.errors) == (["http/good"], [])


def test_the_digest_changes_with_any_rule(pack):
    first = pack.observation("http/good", GOOD).load().sha256
    assert first != pack.observation("http/good", GOOD, notes="x").load().sha256


def test_a_pack_that_is_not_there_is_empty(tmp_path):
    assert load([tmp_path / "none"], SHARED).observations == {}


def test_the_rules_that_come_along_are_the_same_from_the_files_and_as_they_were_remembered(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path)
    read = load([HOME / "rules"], pipeline.vocabulary())
    assert list(tmp_path.iterdir())
    monkeypatch.setattr(yamlread, "parse", lambda *_: pytest.fail("the files were read again"))
    again = load([HOME / "rules"], pipeline.vocabulary())
    assert (again.observations, again.causes, again.lists, again.sha256, again.errors) == (read.observations, read.causes, read.lists, read.sha256, [])
    assert list(again.observations) == list(read.observations)
