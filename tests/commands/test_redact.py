"""`triagekit redact`: copies and audits in the named folder, exit codes, the same diagnosis."""

import io
import json
import struct
import zipfile

import pytest


def test_a_copy_its_audit_and_the_review_page_are_written(tk, sample, tmp_path):
    code, out, _ = tk("redact", sample("auth/token-expired.txt"), "-o", tmp_path / "clean", "--check")
    assert code == 0 and out.startswith("clean ")
    assert sorted(p.relative_to(tmp_path / "clean").as_posix() for p in (tmp_path / "clean").rglob("*") if p.is_file()) == ["redaction/review.html", "redaction/token-expired.txt.audit.json", "token-expired.txt"]
    audit = json.loads((tmp_path / "clean" / "redaction" / "token-expired.txt.audit.json").read_text())
    assert audit["verifier"]["passed"] and audit["canaries"]["survived"] == []


def test_a_folder_keeps_its_shape_and_names_lose_their_people(tk, tmp_path):
    (tmp_path / "in" / "jane.doe@customer.example").mkdir(parents=True)
    (tmp_path / "in" / "jane.doe@customer.example" / "app.log").write_text("2026-11-03T09:14:00Z ERROR refused user jane.doe@customer.example\n")
    (tmp_path / "in" / "b.log").write_text("2026-11-03T09:14:00Z INFO started\n")
    assert tk("redact", tmp_path / "in", "-o", tmp_path / "clean")[0] == 0
    names = [p.relative_to(tmp_path / "clean").as_posix() for p in (tmp_path / "clean").rglob("*.log")]
    assert len(names) == 2 and not any("jane" in n for n in names) and any(n.count("/") >= 1 for n in names)


def test_binary_is_withheld_and_the_code_says_so(tk, tmp_path):
    (tmp_path / "x.bin").write_bytes(bytes(range(32)) * 300)
    code, out, _ = tk("redact", tmp_path / "x.bin", "-o", tmp_path / "clean")
    assert code == 3 and out.startswith("withheld ") and not (tmp_path / "clean" / "x.bin").exists()


def test_a_file_that_makes_no_copy_is_named_with_the_reason(tk, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.log").write_text("2026-11-03T09:14:00Z INFO started\n")
    (tmp_path / "in" / "b.har").write_bytes(b"")
    (tmp_path / "in" / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1" + bytes(40))
    code, out, _ = tk("redact", tmp_path / "in", "-o", tmp_path / "clean")
    assert code == 3 and "no copy   in/b.har: the artifact is empty\n" in out and "no copy   in/.DS_Store: it holds only what macOS notes about files and folders\n" in out
    code, out, err = tk("redact", tmp_path / "in" / "b.har", "-o", tmp_path / "alone")
    assert code == 2 and out == "no copy   b.har: the artifact is empty\n" and "TK-IO-013" in err


@pytest.mark.parametrize(("argv", "code"), [((), 2), (("nowhere.log", "-o", "x"), 2)])
def test_what_cannot_be_used_is_refused(tk, argv, code):
    got, _, err = tk("redact", *argv)
    assert got == code and "error[" in err


def test_without_a_folder_nothing_is_written(tk, sample):
    assert tk("redact", sample("auth/token-expired.txt"))[0] == 2


def test_a_different_diagnosis_fails_the_check(tk, sample, tmp_path, monkeypatch):
    from triagekit import redacting

    monkeypatch.setattr(redacting, "differences", lambda *_: ["auth/token-expired: confirmed; on the copy not judged"])
    code, _, err = tk("redact", sample("auth/token-expired.txt"), "-o", tmp_path / "clean", "--check")
    assert code == 1 and "TK-RED-002" in err


def test_an_archive_made_to_fill_the_disk_is_refused_and_nothing_is_copied(tk, tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\x00" * 10_000_000)
    data = made.getvalue()
    start, stop = data.rfind(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    central = data[start:stop]
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 20, 20, len(central) * 20, start, 0)
    (tmp_path / "bomb.zip").write_bytes(data[:start] + central * 20 + end)
    code, out, err = tk("redact", tmp_path / "bomb.zip", "-o", tmp_path / "clean")
    assert code == 4 and not out and err.count("error[TK-IO-021] bomb.zip") == 1
