"""A drafted case file loads, tells the times that were read, and holds nothing from an artifact but times and counts."""

import pytest
import yaml

from triagekit import casefile, pipeline, scaffold
from triagekit.run import Options


@pytest.fixture
def draft(sample):
    return lambda *paths: scaffold.draft(pipeline.analyze([str(p) for p in paths], Options()))


def test_a_draft_is_a_case_file(draft, sample, tmp_path):
    (tmp_path / "case.yaml").write_text(draft(sample("auth/token-expired.txt")))
    loaded = casefile.load(tmp_path / "case.yaml")
    assert loaded.incident_time is not None
    assert loaded.attempted == ()


def test_every_line_that_waits_for_its_sign_to_be_taken_away_is_right(draft, sample, tmp_path):
    text = draft(sample("auth/token-expired.txt"))
    opened = "\n".join(row[2:] if row.startswith("# ") and ": " in row and not row[2].isupper() else row for row in text.splitlines())
    opened = opened.replace("jwks.json", "j.json").replace("attempted: []   # - ", "attempted:\n  - ")
    (tmp_path / "j.json").write_text("{}")
    assert set(yaml.safe_load(opened)) <= casefile._TOP


def test_nothing_of_the_customers_stands_in_it(draft, tmp_path):
    secret = "Zq7Kd93mXw20PfLs81VbNt64"
    (tmp_path / "jane.doe.log").write_text(f"2026-03-01 12:00:00,000 ERROR login of jane.doe@customer.test failed password={secret}\n" * 3)
    text = draft(tmp_path)
    assert secret not in text and "jane" not in text and "customer.test" not in text


def test_the_section_that_the_causes_need_is_offered(draft, sample):
    assert "#   oidc: {" in draft(sample("auth/token-expired.txt"))
    assert "#   tls: {" in draft(sample("x509/leaf-expired.txt"))


def test_without_a_time_the_line_stays_open(draft, tmp_path):
    (tmp_path / "a.txt").write_text("nothing to see here\n")
    assert "# incident_time:" in draft(tmp_path)


def test_a_place_is_told_with_the_form_of_its_file_as_nobody_knows_the_numbers(draft, sample):
    assert "first at a0001 (har) /log/entries/" in draft(sample("cases/saml-audience/browser.har"))
