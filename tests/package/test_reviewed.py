"""What a person approved is what leaves: the same bytes with the same audit, also where redacting them again would change them."""

import json
import zipfile

import pytest

LOG = "2026-11-03T09:14:00Z ERROR login of jane.doe@customer.example from 81.2.69.160 refused: 401\n" * 3


@pytest.fixture
def clean(tk, tmp_path):
    """A copy by a profile that keeps addresses, which the package's own profile does not."""
    (tmp_path / "app.log").write_text(LOG)
    assert tk("redact", tmp_path / "app.log", "-o", tmp_path / "clean", "--profile", "minimal")[0] == 0
    return tmp_path / "clean"


def build(tk, clean):
    return tk("package", "build", clean, "-o", clean.parent / "case.zip")


def test_the_approved_bytes_and_their_audit_are_packed_as_they_are(tk, clean):
    approved, audit = (clean / "app.log").read_bytes(), (clean / "redaction" / "app.log.audit.json").read_bytes()
    assert b"81.2.69.160" in approved and b"jane.doe" not in approved
    assert tk("review", clean / "app.log", "--approve", "--reason", "addresses may leave")[0] == 0
    code, _, err = build(tk, clean)
    assert code == 0, err
    with zipfile.ZipFile(clean.parent / "case.zip") as archive:
        assert archive.read("data/artifacts/redacted/app.log") == approved
        assert archive.read("data/redaction/app.log.audit.json") == audit
        told = json.loads(archive.read("data/evidence.json"))
    assert told["redaction"]["by_category"]["email"] == 3
    assert tk("package", "verify", clean.parent / "case.zip")[0] == 0


def test_what_nobody_looked_at_is_redacted_by_the_package_s_own_policy(tk, clean):
    assert build(tk, clean)[0] == 0
    with zipfile.ZipFile(clean.parent / "case.zip") as archive:
        assert b"81.2.69.160" not in archive.read("data/artifacts/redacted/app.log")


def test_a_copy_changed_after_its_approval_is_refused(tk, clean):
    assert tk("review", clean / "app.log", "--approve", "--reason", "fine")[0] == 0
    (clean / "app.log").write_bytes((clean / "app.log").read_bytes() + b"2026-11-03T09:15:00Z INFO more\n")
    code, _, err = build(tk, clean)
    assert code == 4 and "TK-PKG-004" in err and "changed" in err


def test_a_later_rejection_outweighs_an_approval(tk, clean):
    assert tk("review", clean / "app.log", "--approve", "--reason", "fine")[0] == 0
    assert tk("review", clean / "app.log", "--reject", "--reason", "an address is left")[0] == 0
    code, _, err = build(tk, clean)
    assert code == 4 and "TK-PKG-004" in err and not (clean.parent / "case.zip").exists()
