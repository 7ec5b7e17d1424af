"""From a sample of each symptom class to a package that may leave, after answering only what no artifact could tell."""

import json

import pytest
import yaml

ANSWERS = {
    "impact": {"summary": "Orders cannot be sent", "scope": "one_tenant", "severity": "high", "severity_rationale": "work stands still", "workaround": "unknown: none was found when we tried"},
    "environment": {"product": "Shop API", "version": "2.3", "region": "eu", "client": "curl", "recent_change": "not applicable: nothing was changed", "tenant": "acme"},
    "attempted": [{"at": "2026-11-24T14:00:00Z", "action": "signed in again", "result": "no change", "conclusion": "no_change"}],
}
CLASSES = {
    "401": ("auth/token-expired.txt", 6), "403": ("access/role-missing.txt", 6), "429": ("throttle/rate-limit-exceeded.txt", 6), "5xx": ("gateway/upstream-timeout.txt", 6),
    "tls": ("x509/leaf-expired.txt", 7), "clock": ("clock/client-ahead.har", 6), "saml": ("cases/saml-audience", 6),
}  # fmt: skip
"""Symptom class to its sample, and how many questions its first package asks."""


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_is_ready_after_the_questions_that_no_artifact_answers(tk, sample, tmp_path, name):
    path, questions = CLASSES[name]
    assert tk("package", "build", sample(path), "-o", tmp_path / "draft.zip")[0] in (0, 3)
    code, out, _ = tk("package", "check", tmp_path / "draft.zip")
    assert (code, out.count("BLOCKING")) == (1, questions)
    told = {**ANSWERS, **({"facts": {"first_seen": "2026-11-24T13:58:00Z"}} if name == "tls" else {})}
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(told))
    assert tk("package", "build", sample(path), "-o", tmp_path / "case.zip", "--case", tmp_path / "case.yaml")[0] in (0, 3)
    code, out, err = tk("package", "check", tmp_path / "case.zip")
    assert code == 0, out + err


def test_the_class_is_named_in_the_evidence(tk, sample):
    named = {}
    for name, (path, _) in CLASSES.items():
        document = json.loads(tk("analyze", sample(path), "--json")[1])
        named[name] = document["completeness"]["symptom_classes"]
    assert {n: n in c or c for n, c in named.items()} == dict.fromkeys(CLASSES, True)
