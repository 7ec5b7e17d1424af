"""`finds`: what the detectors of the module under test find in a text, as (value, category) in order."""

import importlib

import pytest

from redaction.detecting import Scanner


@pytest.fixture
def finds(request):
    name = request.module.__name__.rpartition(".")[2].removeprefix("test_")
    module = importlib.import_module(f"redaction.detectors.{name}")
    scanner = Scanner(tuple(getattr(module, "detectors", ()) or (module.detector,)))
    return lambda text: [(text[h.start : h.end], h.category) for h in scanner.scan(text)]
