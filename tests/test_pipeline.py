"""Which rules and which case a run goes by, and that the order of what was given changes nothing."""


import pytest
from runs import entry, har, run

from triagekit import pipeline, plugins
from triagekit.records import Kind
from triagekit.run import Options


def test_files_that_the_case_file_names_are_context_and_not_diagnosed(tmp_path):
    har(tmp_path / "a.har", entry(1))
    (tmp_path / "keys.json").write_text('{"keys":[]}')
    (tmp_path / "case.yaml").write_text("case: {id: CS-1}\nexpect: {oidc: {issuer: https://login.test/, jwks: keys.json}}\n")
    done = run(tmp_path)
    assert [a.name.split("/")[-1] for a in done.artifacts if not a.context] == ["a.har"]
    assert done.case.case["id"] == "CS-1"


def test_order_of_the_paths_changes_neither_causes_nor_verdicts(tmp_path):
    one = har(tmp_path / "a.har", entry(1, 401), entry(2, 500))
    (tmp_path / "b.log").write_text("2026-03-01 12:00:00,000 ERROR app Traceback follows\n")
    first, second = run(one, tmp_path / "b.log"), run(tmp_path / "b.log", one)
    assert [(c.id, c.verdict) for c in first.judgement.causes] == [(c.id, c.verdict) for c in second.judgement.causes]


def test_every_published_field_is_known_to_the_rules_whoever_publishes_it():
    fields = pipeline.vocabulary()
    for role in ("analyzer", "examiner"):
        for plug in plugins.find(role):
            assert all(set(plug.fields) <= set(fields[kind]) for kind in plug.kinds)
    assert {"join.by", "clock.off"} <= set(fields[Kind.FACT])


@pytest.mark.parametrize("name", ["case.yaml", "other.yaml"])
def test_a_case_file_is_found_in_a_folder_by_name_only(tmp_path, name):
    (tmp_path / name).write_text("case: {id: CS-7}\n")
    assert pipeline.find_case([str(tmp_path)], Options()).case.get("id") == ("CS-7" if name == "case.yaml" else None)
