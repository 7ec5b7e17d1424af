"""`triagekit rules`: list, test, lint, why-not, new, docs, bench, fields."""

import json

import pytest

from triagekit.commands.rules import sample_paths

RULE = {
    "id": "desk/extra", "title": "Extra", "reads": ["exchange"], "references": ["https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2"],
    "detect": {"s": {"response.status": 418}, "condition": "s"}, "show": "seen",
    "tests": [{"name": "fires", "records": [{"kind": "exchange", "response.status": 418}], "expect": "match"}],
}  # fmt: skip


@pytest.fixture
def pack(tmp_path):
    def write(**changed):
        target = tmp_path / "pack" / "observations" / "desk" / "extra.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps({**RULE, **changed}))
        return tmp_path / "pack"

    return write


def test_list_shows_a_family(tk):
    code, out, _ = tk("rules", "list", "jwt")
    assert code == 0
    assert "jwt/expired" in out and "saml/" not in out.split("causes,")[0].replace("jwt/", "")


def test_a_passing_pack_passes_and_a_failing_one_fails_the_gate(tk, pack):
    assert tk("rules", "test", "desk", "--rules", pack())[0] == 0
    code, out, _ = tk("rules", "test", "desk", "--rules", pack(tests=[{"name": "wrong", "records": [{"kind": "exchange", "response.status": 200}], "expect": "match"}]))
    assert code == 1
    assert "FAIL" in out and "wrong" in out


def test_a_rule_that_cannot_be_loaded_is_named_with_its_place_and_the_rest_runs(tk, pack):
    code, out, _ = tk("rules", "test", "desk", "--rules", pack(detect={"s": {"response.statu": 1}, "condition": "s"}))
    assert code == 1
    assert "extra.yaml:1:" in out and "did you mean response.status?" in out


def test_lint_fails_on_an_error_and_says_what_to_do(tk, pack):
    code, out, _ = tk("rules", "lint", "desk", "--rules", pack())
    assert code == 1
    assert "TK-LINT-020" in out and "What to do" in out


def test_why_not_names_the_clause_that_failed(tk, sample):
    code, out, _ = tk("rules", "why-not", "jwt/expired", sample("auth/token-expired.near-miss.txt"))
    assert code == 0
    assert "jwt/past-expiry" in out


def test_why_not_refuses_an_unknown_rule(tk, sample):
    assert tk("rules", "why-not", "no/such", sample("auth/token-expired.txt"))[0] == 2


def test_new_drafts_a_redacted_rule_with_tests_that_pass(tk, sample, tmp_path):
    code, _, err = tk("rules", "new", "--from", sample("auth/token-expired.txt") + "#L1", "--id", "desk/drafted", "-o", tmp_path / "drafts")
    assert code == 0, err
    text = (tmp_path / "drafts" / "observations" / "desk" / "drafted.yaml").read_text()
    assert "eyJ" not in text
    assert tk("rules", "test", "desk/drafted", "--rules", tmp_path / "drafts")[0] == 0


def test_new_never_replaces_a_file(tk, sample, tmp_path):
    words = ("rules", "new", "--from", sample("auth/token-expired.txt") + "#L1", "--id", "desk/drafted", "-o", tmp_path)
    assert tk(*words)[0] == 0
    code, _, err = tk(*words)
    assert (code, "TK-IO-005" in err) == (2, True)


def test_docs_renders_a_page_for_every_rule(tk, pack, tmp_path):
    assert tk("rules", "docs", "-o", tmp_path / "pages", "--rules", pack())[0] == 0
    pages = list((tmp_path / "pages").rglob("*.md"))
    assert len(pages) > 500
    assert any("extra" in p.name for p in pages)


def test_bench_shows_the_dearest_rules(tk, sample):
    code, out, _ = tk("rules", "bench", sample("auth/token-expired.txt"), "--most", "3")
    assert code == 0
    assert out.strip()


def test_fields_lists_published_names(tk):
    code, out, _ = tk("rules", "fields", "token")
    assert code == 0
    assert "jwt.alg" in out or "jwt.form" in out


def test_a_sample_is_found_by_its_stem_and_never_outside_the_house():
    assert [p.name for p in sample_paths("samples/auth/token-expired")] == ["token-expired.txt"]
    assert sample_paths("../etc/passwd") == []
    assert sample_paths("/etc/passwd") == []
    assert sample_paths("samples/auth/no-such") == []
