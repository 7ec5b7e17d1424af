"""Whatever is done to a package after packing is found, and said."""

import json
import zipfile

import pytest

from triagekit import bag
from triagekit.errors import TriageError
from triagekit.package.verify import is_package, open_package

COPY = "data/artifacts/redacted/token-expired.txt"


def test_a_package_as_it_was_packed_is_whole(package):
    opened = open_package(package)
    assert opened.problem() is None and opened.faults == ()
    assert opened.cases[0].artifacts[0].name == "token-expired.txt"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (COPY, b"x", "TK-PKG-002"),
        (COPY, None, "TK-PKG-002"),
        ("data/artifacts/original.txt", b"x", "TK-PKG-002"),
        ("data/evidence.json", b"{}", "TK-PKG-002"),
        ("data/audit/audit.jsonl", b"", "TK-PKG-002"),
        ("manifest-sha256.txt", b"", "TK-PKG-002"),
        ("tagmanifest-sha256.txt.sig", b"no signature", "TK-PKG-005"),
    ],
)
def test_every_change_is_refused(changed, name, data, code):
    assert open_package(changed(name, data)).problem().code == code


def repacked(package, change):
    """The package packed anew, manifests and all, as a forger would."""
    with zipfile.ZipFile(package) as archive:
        payload = {n.removeprefix("data/"): archive.read(n) for n in archive.namelist() if n.startswith("data/")}
    change(payload)
    package.write_bytes(bag.pack(payload, {}))
    return open_package(package)


def test_a_forger_who_packs_anew_must_also_forge_the_audit_log(package):
    def forge(payload):
        told = json.loads(payload["evidence.json"])
        told["causes"][0]["verdict"] = "ruled out"
        payload["evidence.json"] = json.dumps(told).encode()

    assert {f.name for f in repacked(package, forge).faults} == {"data/evidence.json"}


def test_a_line_taken_out_of_the_audit_log_is_found(package):
    def forge(payload):
        lines = payload["audit/audit.jsonl"].splitlines(keepends=True)
        payload["audit/audit.jsonl"] = b"".join(lines[:1] + lines[2:])

    assert any("does not follow" in f.what for f in repacked(package, forge).faults)


def test_an_original_slipped_in_among_the_copies_is_found(package):
    opened = repacked(package, lambda payload: payload.update({"artifacts/redacted/other.har": b"password=1"}))
    assert opened.problem().code == "TK-PKG-002"


def test_a_package_that_a_reviewer_rejected_is_refused(package):
    import hashlib

    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    package.with_name("case.zip.review.json").write_text(json.dumps({"decision": "reject", "sha256": digest, "reason": "not yet"}))
    assert open_package(package).problem().code == "TK-PKG-004"


def test_what_is_no_package_is_said_to_be_none(tmp_path):
    (tmp_path / "x.zip").write_bytes(bag.pack({"a": b""}, {}))
    assert not is_package(tmp_path / "x.zip") and not is_package(tmp_path)
    with pytest.raises(TriageError) as caught:
        open_package(tmp_path / "x.zip")
    assert caught.value.problem.code == "TK-PKG-001"
