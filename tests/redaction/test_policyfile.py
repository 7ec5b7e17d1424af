"""A policy file is understood line by line, or refused with the place that is wrong."""

import pytest

from redaction import policyfile
from triagekit.errors import TriageError

GOOD = """
profile: support
keep: [ip]
terms: [Acme, acme.example]
rules:
  - {category: user, name: "x-tenant-*", action: keep}
  - {place: "/log/entries/*/comment", action: mask}
patterns:
  - {name: ticket, category: customer, pattern: 'ACME-[0-9]{6}', examples: [ACME-123456], counterexamples: [ACME-12]}
"""
BAD = {
    "unknown key": "shout: true", "no list": "keep: ip", "opens something": "keep: [token]", "keeps all": "rules: [{action: keep, name: x}]", "a star that covers a secret": "rules: [{action: keep, category: '*'}]", "unknown action": "rules: [{category: ip, action: eat}]",
    "asks nothing": "rules: [{action: mask}]", "bad pattern": "patterns: [{name: x, pattern: '(', examples: [a]}]", "wrong example": "patterns: [{name: x, pattern: 'b', examples: [a]}]", "wrong counterexample": "patterns: [{name: x, pattern: 'a', examples: [a], counterexamples: [ba]}]",
    "aliases": "terms: &a [x]\nkeep: *a", "no map": "- a", "no yaml": "a: [", "unknown profile": "profile: lax",
}  # fmt: skip


def write(tmp_path, text):
    path = tmp_path / "policy.yaml"
    path.write_text(text)
    return path


def test_a_sound_file_gives_its_lines(tmp_path, redact):
    policy = policyfile.read(write(tmp_path, GOOD))
    assert policy.terms == ("Acme", "acme.example") and policy.by_place and [line.origin for line in policy.lines] == ["keep", "rules 1", "rules 2"]
    made = redact("Acme opened ACME-123456 from 81.2.69.142\n", policy=policy)
    assert "81.2.69.142" in made.text and "Acme" not in made.text and "123456" not in made.text


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_wrong_is_refused(tmp_path, text):
    path = write(tmp_path, text)
    assert list(policyfile.lint(path))
    with pytest.raises(TriageError):
        policyfile.read(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profil: strict\n", "did you mean profile"),
        ("rules:\n  - {category: emial, action: mask}\n", "did you mean email"),
        ("rules:\n  - {categori: email, action: mask}\n", "did you mean category"),
        ("keep: [adress]\n", "did you mean address"),
        ("terms: [Ac]\n", "at least 3 characters"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_what_was_probably_meant(tmp_path, text, said):
    path = tmp_path / "policy.yaml"
    path.write_text(text)
    assert said in " ".join(problem.detail for problem in policyfile.lint(path))


def test_a_list_that_is_none_hides_no_other_fault(tmp_path):
    path = tmp_path / "policy.yaml"
    path.write_text("terms: Acme\nkeep: [password]\n")
    assert [problem.place for problem in policyfile.lint(path)] == ["terms", "keep"]


def test_a_category_of_an_own_pattern_and_one_with_a_wildcard_can_be_asked_for(tmp_path):
    path = tmp_path / "policy.yaml"
    path.write_text("rules:\n  - {category: ticket, action: mask}\n  - {category: 'device*', action: mask}\npatterns:\n  - {name: t, category: ticket, pattern: 'T-[0-9]{4}', examples: [T-1234]}\n")
    assert list(policyfile.lint(path)) == []
