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
    files = bag.unpack(tmp_path / "p.zip")
    assert bag.faults(files) == []
    assert files["data/evidence.json"] == b"{}"


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
    (tmp_path / "p.zip").write_bytes(bag.pack(FILES, {}))
    files = bag.unpack(tmp_path / "p.zip")
    change(files)
    assert what in {f.what for f in bag.faults(files)}


@pytest.mark.parametrize("name", ["../evil", "/abs", "a/../../b"])
def test_a_member_that_points_elsewhere_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(TriageError) as caught:
        bag.unpack(tmp_path / "p.zip")
    assert caught.value.problem.code == "TK-PKG-001"


def test_what_is_no_zip_is_refused(tmp_path):
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(TriageError):
        bag.unpack(tmp_path / "p.zip")
