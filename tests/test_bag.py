"""A package verifies without us, is the same bytes each time, and shows any tampering."""

import io
import subprocess
import zipfile

import pytest

from triagekit import bag
from triagekit.errors import TriageError

FILES = {"evidence.json": b"{}", "artifacts/redacted/a.har": b"x" * 1000}


def test_sha256sum_verifies_it_with_no_tool_of_ours(tmp_path):
    with zipfile.ZipFile(io.BytesIO(bag.pack(FILES, {"Source-Organization": "Desk"}))) as archive:
        archive.extractall(tmp_path)
    for listing in (bag.MANIFEST, bag.TAG_MANIFEST):
        assert subprocess.run(["sha256sum", "-c", listing], cwd=tmp_path, capture_output=True).returncode == 0


def test_the_same_content_is_the_same_bytes():
    assert bag.pack(FILES, {"a": "b"}) == bag.pack(dict(reversed(FILES.items())), {"a": "b"})


def test_a_whole_package_has_no_fault(tmp_path):
    (tmp_path / "p.zip").write_bytes(bag.pack(FILES, {}))
    found = bag.look(tmp_path / "p.zip")
    assert bag.faults(found) == []
    assert found.kept["data/evidence.json"] == b"{}"
    assert found.sizes["data/artifacts/redacted/a.har"] == 1000 and "data/artifacts/redacted/a.har" not in found.kept


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda f: f.update({"data/evidence.json": b"{ }"}), "was changed after packing"),
        (lambda f: f.pop("data/evidence.json"), "is listed but missing"),
        (lambda f: f.update({"data/new": b""}), "was added after packing"),
        (lambda f: f.update({bag.MANIFEST: f[bag.MANIFEST] + b"\n"}), "was changed after packing"),
        (lambda f: f.pop(bag.MANIFEST), "is missing"),
    ],
)
def test_every_tampering_is_named(tmp_path, change, what):
    with zipfile.ZipFile(io.BytesIO(bag.pack(FILES, {}))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert what in {f.what for f in bag.faults(bag.look(tmp_path / "p.zip"))}


def test_a_file_on_disk_and_a_member_of_a_package_are_packed_as_their_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    plain = bag.pack({"a": b"x" * 3_000_000}, {})
    (tmp_path / "p.zip").write_bytes(plain)
    assert bag.pack({"a": tmp_path / "a"}, {}) == plain
    assert bag.pack({"a": bag.Member(tmp_path / "p.zip", "data/a")}, {}) == plain


def test_more_than_the_budget_is_refused(tmp_path, monkeypatch):
    (tmp_path / "p.zip").write_bytes(bag.pack(FILES, {}))
    monkeypatch.setattr(bag, "BUDGET", 900)
    with pytest.raises(TriageError):
        bag.look(tmp_path / "p.zip")


@pytest.mark.parametrize("name", ["../evil", "/abs", "a/../../b"])
def test_a_member_that_points_elsewhere_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(TriageError) as caught:
        bag.look(tmp_path / "p.zip")
    assert caught.value.problem.code == "TK-PKG-001"


def test_what_is_no_zip_is_refused(tmp_path):
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(TriageError):
        bag.look(tmp_path / "p.zip")
