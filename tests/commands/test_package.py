"""`triagekit package`: from a customer's file to a package that a receiver can check, with the exit codes of the contract."""

import json
import zipfile

import pytest
import yaml

from tests.package.test_check import ANSWERS


@pytest.fixture
def built(tk, sample, tmp_path):
    target = tmp_path / "case.zip"
    code, out, err = tk("package", "build", sample("auth/token-expired.txt"), "-o", target)
    assert code == 0, err
    assert "packed" in out
    return target


def test_a_package_without_answers_is_whole_and_not_ready(tk, built):
    assert tk("package", "verify", built)[0] == 0
    code, out, err = tk("package", "check", built)
    assert code == 1 and "BLOCKING" in out and "TK-PKG-003" in err


def test_answers_in_the_case_file_make_it_ready(tk, sample, tmp_path):
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(ANSWERS))
    assert tk("package", "build", sample("auth/token-expired.txt"), "--case", tmp_path / "case.yaml", "-o", tmp_path / "c.zip")[0] == 0
    assert tk("package", "check", tmp_path / "c.zip")[0] == 0


def test_a_case_can_be_checked_before_it_is_packed(tk, sample):
    assert tk("package", "check", sample("auth/token-expired.txt"))[0] == 1


def test_a_receiver_opens_it_and_reads_the_cause(tk, built):
    code, out, _ = tk("package", "open", built)
    assert code == 0 and "(confirmed)" in out and "data/evidence.json" in out


def test_a_package_that_was_tampered_with_is_refused_with_the_reason(tk, built):
    with zipfile.ZipFile(built, "a") as archive:
        archive.writestr("data/extra.txt", "x")
    code, out, err = tk("package", "verify", built)
    assert (code, out) == (1, "") and "TK-PKG-002" in err and "was added after packing" in err
    assert tk("package", "open", built)[0] == 1


def test_several_packages_become_one(tk, built, tmp_path):
    assert tk("package", "build", built, built, "-o", tmp_path / "all.zip")[0] == 0
    code, out, _ = tk("package", "verify", tmp_path / "all.zip")
    assert code == 0 and "2 cases" in out


def test_redacted_copies_that_were_rejected_are_not_packed(tk, sample, tmp_path):
    clean = tmp_path / "clean"
    assert tk("redact", sample("auth/token-expired.txt"), "-o", clean)[0] == 0
    assert tk("package", "build", clean, "-o", tmp_path / "ok.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "ok.zip") as archive:
        digest = json.loads(archive.read("data/evidence.json"))["artifacts"][0]["redacted_sha256"]
    (clean / "redaction" / "t.review.json").write_text(json.dumps({"decision": "reject", "sha256": digest, "reason": "a name is left"}))
    code, _, err = tk("package", "build", clean, "-o", tmp_path / "no.zip")
    assert code == 4 and "a name is left" in err and not (tmp_path / "no.zip").exists()


@pytest.mark.parametrize(
    ("argv", "error"), [(("package", "build", "x.har"), "TK-USE-002"), (("package", "verify", "none.zip"), "TK-IO-001"), (("package", "build", "x", "-o", "o.zip", "--key", "none"), "TK-PKG-007")]
)
def test_what_cannot_be_done_is_said(tk, argv, error):
    code, _, err = tk(*argv)
    assert code == 2 and error in err


def test_what_review_records_is_what_build_heeds(tk, sample, tmp_path):
    clean = tmp_path / "clean"
    tk("redact", sample("auth/token-expired.txt"), "-o", clean)
    copy = clean / "token-expired.txt"
    assert tk("review", copy, "--approve", "--reason", "looked through", "--by", "R")[0] == 0
    assert tk("package", "build", clean, "-o", tmp_path / "ok.zip")[0] == 0
    assert tk("review", copy, "--reject", "--reason", "a name is left")[0] == 0
    code, _, err = tk("package", "build", clean, "-o", tmp_path / "no.zip")
    assert code == 4 and "TK-PKG-004" in err
