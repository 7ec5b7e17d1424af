"""Rules that were kept as built are the rules that building gives, and are built anew whenever something they hang on is another."""

import pytest

from triagekit import pipeline
from triagekit.engine import build, kept, load
from triagekit.engine.language import Fields
from triagekit.engine.rulebook import Origin
from triagekit.records import Kind, text

FIELDS = Fields.of({Kind.EVENT: {"message": text("What was said.")}})
SEEN = {"id": "a/seen", "title": "T", "reads": ["event"], "detect": {"s": {"message|contains": "@words"}, "condition": "not s"}, "notes": "n"}
SAID = {
    "id": "a/said", "title": "T", "differential": "d", "severity": "low", "owner": "vendor", "evidence": [{"sees": "a/seen", "supports": "weak"}],
    "next_steps": ["Ask."],
}  # fmt: skip
TREES = {"lists/words.yaml": ("1", {"items": ["x", 7]}), "observations/a/seen.yaml": ("2", SEEN), "causes/a/said.yaml": ("3", SAID), "overlays/o.yaml": ("4", {"rule": "a/seen"})}
PLACE = Origin("/r/observations/a/seen.yaml", "r/observations/a/seen.yaml", "r")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules"


def test_a_kept_rule_is_the_one_that_building_gives_with_its_tree(folder):
    kept.pack(folder, FIELDS, lambda: TREES)
    pack = kept.pack(folder, FIELDS, lambda: pytest.fail("read again"))
    assert pack.lists == {"words": ("x", "7")}
    assert [(name, entry.digest, entry.tree()) for name, entry in pack.files.items()] == [(name, *pair) for name, pair in TREES.items()]
    scope = load.Scope(FIELDS, (), pack.lists)
    assert pack.files["observations/a/seen.yaml"].rule("a/seen", PLACE) == build.observation(SEEN, "a/seen", scope, PLACE)
    assert pack.files["causes/a/said.yaml"].rule("a/said", PLACE) == build.cause(SAID, "a/said", scope, PLACE)
    assert pack.files["overlays/o.yaml"].rule("o", PLACE) is None


def test_a_rule_with_a_fault_is_kept_as_a_tree_only(folder):
    trees = {"observations/a/seen.yaml": ("2", {**SEEN, "reads": ["evnt"]})}
    entry = kept.pack(folder, FIELDS, lambda: trees).files["observations/a/seen.yaml"]
    assert (entry.made, entry.tree()["reads"]) == (None, ["evnt"])


def test_other_published_fields_have_the_rules_built_again(folder):
    kept.pack(folder, FIELDS, lambda: TREES)
    other = Fields.of({Kind.EVENT: {"message": text("What was said."), "words": text("More.")}})
    asked = []
    kept.pack(folder, other, lambda: asked.append(1) or TREES)
    assert asked


def test_a_pack_that_could_not_be_read_whole_is_not_kept(folder):
    assert kept.pack(folder, FIELDS, lambda: None) is None


def test_no_rule_that_comes_along_has_to_be_built_at_each_start(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path)
    pipeline.rulebook()
    monkeypatch.setattr(build, "observation", lambda *_: pytest.fail("built again"))
    monkeypatch.setattr(build, "cause", lambda *_: pytest.fail("built again"))
    assert pipeline.rulebook().observations


def test_a_list_that_another_pack_replaces_counts_in_the_rules_that_come_along(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    home = tmp_path / "home"
    monkeypatch.setattr(load, "HOME", home)
    for path, content in {"lists/words.yaml": "items: [x]", "observations/a/seen.yaml": 'id: a/seen\ntitle: T\nreads: [event]\ndetect: {s: {message: "@words"}, condition: s}\n'}.items():
        (home / "rules" / path).parent.mkdir(parents=True, exist_ok=True)
        (home / "rules" / path).write_text(content)
    (tmp_path / "own" / "lists").mkdir(parents=True)
    (tmp_path / "own" / "lists" / "words.yaml").write_text("items: [y, z]")

    def words(*packs):
        book = load.load(packs, {kind: FIELDS.known.get(kind, {}) for kind in Kind})
        return book.observations["a/seen"].condition.values

    for _ in range(2):
        assert words(home / "rules") == ("x",)
        assert words(home / "rules", tmp_path / "own") == ("y", "z")


