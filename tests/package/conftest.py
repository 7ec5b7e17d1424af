"""One package, built from a sample as a person would build it."""

import io
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from tests.handmade import handmade, hostile, nothing, rich  # noqa: F401  # fixtures
from triagekit import pipeline
from triagekit.package.build import build

HOME = Path(__file__).parents[2]
SAMPLE = HOME / "samples" / "auth" / "token-expired.txt"
Package = namedtuple("Package", "data evidence")
KEY = bytes(range(32))


@pytest.fixture(scope="session")
def book():
    return pipeline.rulebook()


@pytest.fixture(scope="session")
def make(book):
    """Builds a package of the sample, with a case file's facts where given."""

    def made(case=None, **options):
        run = pipeline.analyze([str(SAMPLE)], pipeline.Options(case=case, key=KEY), book)
        out = io.BytesIO()
        done = build(out, run, **options)
        return Package(out.getvalue(), done.evidence)

    return made


@pytest.fixture(scope="session")
def built(make):
    return make()


@pytest.fixture
def package(built, tmp_path):
    path = tmp_path / "case.zip"
    path.write_bytes(built.data)
    return path


@pytest.fixture
def changed(package):
    """Writes the package anew with a member changed (None takes it away) and its manifests left as they are."""

    def write(name, data):
        with zipfile.ZipFile(package) as archive:
            files = {n: archive.read(n) for n in archive.namelist()}
        files.pop(name, None)
        if data is not None:
            files[name] = data
        with zipfile.ZipFile(package, "w") as archive:
            for n, d in files.items():
                archive.writestr(n, d)
        return package

    return write
