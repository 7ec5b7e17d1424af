"""A package holds everything a receiver needs and no original; the same case is the same bytes."""

import io
import json
import subprocess
import sys
import zipfile

import jsonschema
import pytest

from tests.package.conftest import HOME, KEY, SAMPLE
from triagekit import evidence, pipeline
from triagekit.errors import TriageError
from triagekit.package.build import build, safe_name


def members(built):
    with zipfile.ZipFile(io.BytesIO(built.data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def test_it_has_the_published_layout(built):
    names = set(members(built))
    wanted = {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data/README.md", "data/evidence.json", "data/evidence.schema.json", "data/report.html", "data/audit/audit.jsonl"}
    assert wanted <= names
    assert any(n.startswith("data/exports/") for n in names) and any(n.startswith("data/redaction/") for n in names)
    assert "data/artifacts/redacted/token-expired.txt" in names


def test_the_original_is_not_inside_but_its_hash_is(built):
    original = SAMPLE.read_bytes()
    files = members(built)
    assert all(original != data for data in files.values())
    signature = next(w for w in original.split() if w.startswith(b"eyJ")).rsplit(b".", 1)[1]
    assert not any(signature in data for data in files.values())
    assert json.loads(files["data/evidence.json"])["artifacts"][0]["sha256"]


def test_the_evidence_follows_the_schema_that_is_packed_with_it(built):
    files = members(built)
    jsonschema.Draft202012Validator(json.loads(files["data/evidence.schema.json"])).validate(json.loads(files["data/evidence.json"]))
    assert evidence.decode(files["data/evidence.json"]) == built.evidence


def test_two_builds_are_the_same_bytes_under_other_clocks_zones_and_hash_seeds(built, tmp_path):
    (tmp_path / "key").write_bytes(KEY)
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Caracas", "42")):
        target = tmp_path / f"{seed}.zip"
        command = [sys.executable, "-c", "from triagekit.start import main; main()"]
        done = subprocess.run([*command, "package", "build", str(SAMPLE), "-o", str(target), "--key", str(tmp_path / "key")], cwd=HOME, env={"TZ": zone, "PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"}, capture_output=True)
        assert done.returncode == 0, done.stderr
        assert target.read_bytes() == built.data


def test_a_rejected_copy_does_not_leave(make, built, tmp_path):
    digest = built.evidence.artifacts[0].redacted_sha256
    (tmp_path / "redaction").mkdir()
    (tmp_path / "redaction" / "a.review.json").write_text(json.dumps({"decision": "reject", "sha256": digest, "reason": "a name is left"}))
    with pytest.raises(TriageError) as caught:
        make(reviewed=tmp_path)
    assert caught.value.problem.code == "TK-PKG-004"


def test_an_approval_of_other_bytes_does_not_count(make, tmp_path):
    (tmp_path / "a.review.json").write_text(json.dumps({"decision": "approve", "sha256": "00" * 32}))
    with pytest.raises(TriageError) as caught:
        make(reviewed=tmp_path)
    assert "changed" in caught.value.problem.detail


def test_a_value_of_the_artifact_that_got_into_the_evidence_stops_the_build(book):
    run = pipeline.analyze([str(SAMPLE)], pipeline.Options(key=KEY), book)
    run.session.text = lambda raw, name="": raw  # as if cleaning did nothing
    with pytest.raises(TriageError) as caught:
        build(io.BytesIO(), run)
    assert caught.value.problem.code == "TK-RED-001"


def test_a_word_of_our_own_sentences_does_not_stop_it(book):
    run = pipeline.analyze([str(SAMPLE)], pipeline.Options(key=KEY), book)
    learn = run.session.propagate

    def propagate():
        run.session.vault.values["Access-Control-Allow-Origin"] = "code"
        learn()

    run.session.propagate = propagate
    assert build(io.BytesIO(), run).evidence.causes


def test_a_folder_name_of_a_case_is_harmless():
    assert safe_name("../../etc/passwd", 3) == "003-etc_passwd"
    assert safe_name(None, 12) == "012"
