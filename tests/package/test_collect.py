"""Several packages become one, in which each case is still checked by itself; a bad one spoils it."""

import io

import pytest

from triagekit.errors import TriageError
from triagekit.package.collect import collect
from triagekit.package.verify import open_package


def collected(*paths):
    out = io.BytesIO()
    collect(out, paths)
    return out.getvalue()


def test_cases_stand_side_by_side_and_verify(package, tmp_path):
    (tmp_path / "all.zip").write_bytes(collected(package, package))
    opened = open_package(tmp_path / "all.zip")
    assert opened.problem() is None
    assert len(opened.cases) == 2 and len(set(opened.roots)) == 2


def test_the_same_packages_give_the_same_bytes(package):
    assert collected(package) == collected(package)


def test_a_package_that_was_tampered_with_is_not_collected(changed):
    with pytest.raises(TriageError) as caught:
        collected(changed("data/evidence.json", b"{}"))
    assert caught.value.problem.code == "TK-PKG-002"
