"""Finds plug-in modules by their being there: one module, one object under a known name, no list to edit."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from triagekit._home import HOME

PLACES = {
    "analyzer": ("analyzers", HOME / "analyzers"),
    "examiner": ("analyzers", HOME / "analyzers"),
    "detector": ("redaction.detectors", HOME / "redaction" / "detectors"),
    "correlator": ("triagekit.correlate", Path(__file__).parent / "correlate"),
    "report": ("triagekit.report", Path(__file__).parent / "report"),
    "export": ("triagekit.exports", Path(__file__).parent / "exports"),
}
"""Role to (package, folder)."""


def _modules(role: str) -> Iterator[Any]:
    package, folder = PLACES[role]
    for found in sorted(pkgutil.iter_modules([str(folder)]), key=lambda m: m.name):
        if not found.name.startswith("_"):
            name = f"{package}.{found.name}"
            yield sys.modules.get(name) or importlib.import_module(name)


@cache
def find(role: str) -> tuple[Any, ...]:
    """Every object that plays this role, in order of module name."""
    return tuple(getattr(module, role) for module in _modules(role) if hasattr(module, role))


def named(role: str, name: str) -> Any:
    """The object of this role with this `name`, or None. The module called like it is asked first, so that the others need not be imported."""
    package, folder = PLACES[role]
    for form in (name, f"{name}_"):
        if name.isidentifier() and (folder / f"{form}.py").is_file():
            found = getattr(importlib.import_module(f"{package}.{form}"), role, None)
            if found is not None and found.name == name:
                return found
    return next((found for found in find(role) if found.name == name), None)


def commands() -> dict[str, str]:
    """Every command's name and module, by being there."""
    folder = str(Path(__file__).parent / "commands")
    return {m.name.rstrip("_").replace("_", "-"): m.name for m in pkgutil.iter_modules([folder]) if not m.name.startswith("_")}
