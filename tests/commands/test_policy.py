"""`triagekit policy`: lint says what is wrong, explain which line decides at a place."""

import json


def test_lint_tells_sound_from_wrong(tk, tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("rules: [{category: ip, action: keep}]\n")
    bad.write_text("keep: [token]\n")
    assert tk("policy", "lint", good)[0] == 0
    code, _, err = tk("policy", "lint", bad)
    assert code == 1 and "TK-RED-003" in err


def test_explain_names_the_line_and_shows_no_value(tk, tmp_path):
    (tmp_path / "x.json").write_text(json.dumps({"a": {"mail": "jane.doe@customer.example"}}))
    (tmp_path / "p.yaml").write_text("rules: [{category: email, action: mask}]\n")
    code, out, _ = tk("policy", "explain", f"{tmp_path}/x.json#/a/mail", "--policy", tmp_path / "p.yaml")
    assert code == 0 and "mask, by rules 1" in out and "jane" not in out
    assert "nothing is found" in tk("policy", "explain", f"{tmp_path}/x.json#/b")[1]


def test_a_place_must_be_named(tk, tmp_path):
    assert tk("policy", "explain", f"{tmp_path}/x.json")[0] == 2
