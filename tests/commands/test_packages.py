"""What the commands that take packages share: a package is proven wherever one is named."""

import zipfile

import pytest


@pytest.fixture
def package(tk, sample, tmp_path):
    tk("package", "build", sample("auth/token-expired.txt"), "-o", tmp_path / "c.zip")
    return tmp_path / "c.zip"


@pytest.mark.parametrize("command", [("verify",), ("package", "verify")])
def test_both_ways_to_verify_say_the_same(tk, package, command):
    code, out, _ = tk(*command, package)
    assert code == 0 and out.startswith("whole     c.zip") and "not signed" in out


@pytest.mark.parametrize("command", [("verify",), ("package", "verify"), ("package", "open"), ("package", "check"), ("export",)])
def test_none_of_them_takes_a_package_that_was_changed(tk, package, command):
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("data/extra", "x")
    code, out, err = tk(*command, package)
    assert code == 1 and "TK-PKG-002" in err and "token" not in out
