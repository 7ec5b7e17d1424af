"""`triagekit trends` over a folder of packages, in every form."""

import json

import pytest


@pytest.fixture
def folder(tk, sample, tmp_path):
    tk("package", "build", sample("auth/token-expired.txt"), "-o", tmp_path / "a.zip")
    return tmp_path


def test_every_form_tells_the_same_count(tk, folder):
    assert tk("trends", folder)[1].startswith("1 case\n")
    assert json.loads(tk("trends", folder, "--format", "json")[1])["cases"] == 1
    assert '"cases","1"' in tk("trends", folder, "--format", "csv")[1]
    assert tk("trends", folder, "--format", "html", "-o", folder / "t.html")[0] == 0 and (folder / "t.html").is_file()


def test_a_damaged_package_makes_the_answer_partial(tk, folder):
    (folder / "b.zip").write_bytes(b"x")
    code, out, _ = tk("trends", folder)
    assert code == 3 and "b.zip" in out


def test_what_is_not_there_is_said(tk, tmp_path):
    assert tk("trends", tmp_path / "none")[0] == 2
    assert tk("trends", tmp_path, "--format", "pie")[0] == 2
