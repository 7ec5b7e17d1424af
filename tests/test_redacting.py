"""Copies of a run: over every eighth sample (tests/measure/equivalence.py takes all) the diagnosis of the copy is that of the original, and a second pass changes nothing."""

from pathlib import Path

import pytest

from triagekit import pipeline, redacting

HOME = Path(__file__).parent.parent
SAMPLES = sorted(p for p in (HOME / "samples").rglob("*") if p.is_file() and p.suffix not in (".py", ".md", ".yaml") and "make" not in p.parts)



@pytest.fixture(scope="module")
def rules():
    return pipeline.rulebook()


@pytest.mark.parametrize("path", SAMPLES[::8], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_diagnosis_of_the_copy_is_that_of_the_original(path, rules, tmp_path):
    options = pipeline.Options()
    run = pipeline.analyze([str(path)], options, rules)
    copies = redacting.redact(run, tmp_path / "once")
    assert {c.withheld for c in copies} == {""}
    copied = redacting.again(run, copies, options)
    assert redacting.differences(run, copied, copies) == []
    twice = redacting.redact(copied, tmp_path / "twice")
    assert [c.path.read_bytes() for c in twice] == [c.path.read_bytes() for c in copies]


def test_what_the_case_expects_is_cleaned_as_the_copies_are(rules, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "case.yaml").write_text("case: {customer: Acme}\nexpect: {oidc: {issuer: 'https://login.acme.example/', audience: api}}\n")
    import base64
    import json

    part = [base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in ({"alg": "RS256"}, {"iss": "https://login.acme.example/", "aud": "api", "exp": 1795525131, "iat": 1795521531})]
    (tmp_path / "in" / "token.txt").write_text(f"{part[0]}.{part[1]}.3x0nGHiShqAD5xU3pW3sgJsCQPEiPqH3vxI7mi2XuzM\n")
    options = pipeline.Options()
    run = pipeline.analyze([str(tmp_path / "in")], options, rules)
    copies = redacting.redact(run, tmp_path / "clean")
    assert redacting.differences(run, redacting.again(run, copies, options), copies) == []


def test_another_verdict_is_told_without_any_value(rules, tmp_path):
    options = pipeline.Options()
    run = pipeline.analyze([str(HOME / "samples/auth/token-expired.txt")], options, rules)
    copies = redacting.redact(run, tmp_path)
    other = pipeline.analyze([str(HOME / "samples/auth/credential-missing.txt")], options, rules)
    rows = redacting.differences(run, other, copies)
    assert any(row.startswith("jwt/expired: confirmed") for row in rows)
