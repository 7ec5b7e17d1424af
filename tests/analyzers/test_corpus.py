"""Over labelled captures, traces and logs: the right reader, and no record silently lost. Skipped where the folder is not named."""

import importlib.util
import os
import warnings
from pathlib import Path

import pytest

FOLDER = os.environ.get("TRIAGEKIT_CORPUS", "")


@pytest.fixture(scope="module")
def counted():
    if not FOLDER:
        pytest.skip("The corpus folder is not named in TRIAGEKIT_CORPUS.")
    place = Path(__file__).parents[1] / "measure" / "coverage.py"
    spec = importlib.util.spec_from_file_location("measure_coverage", place)
    module = importlib.util.module_from_spec(spec)
    import sys

    before = sys.path[0]
    sys.modules["measure_coverage"] = module
    spec.loader.exec_module(module)
    sys.path[0] = before
    with warnings.catch_warnings():
        return module, list(module.measure(Path(FOLDER) / "http"))


def test_no_record_is_silently_lost(counted):
    _, rows = counted
    assert [(file, lost, present) for file, _, _, lost, present in rows if lost] == []
    assert sum(present or 0 for *_, present in rows) > 25_000


def test_every_file_is_read_by_a_reader_of_its_kind(counted):
    module, rows = counted
    said = {"TK-IO-010", "TK-IO-011"}
    assert [(file, reading.analyzers) for file, kind, reading, *_ in rows if not module.right(kind, reading.analyzers) and not said & set(reading.told)] == []


def test_what_is_refused_is_said(counted):
    _, rows = counted
    assert [file for file, _, reading, *_ in rows if reading.refused and not reading.told] == []
