"""triagekit reads what a customer sent, names the likely causes and redacts what leaves."""

import importlib
from typing import TYPE_CHECKING, Any

from triagekit import _home as _home

if TYPE_CHECKING:
    from triagekit.api import Evidence as Evidence
    from triagekit.api import TriageError as TriageError
    from triagekit.api import analyze as analyze
    from triagekit.api import named as named
    from triagekit.api import redact as redact
    from triagekit.api import render as render

__version__ = "0.1.0"

_PUBLIC = frozenset({"Evidence", "TriageError", "analyze", "named", "redact", "render"})
"""Names of `triagekit.api` that stand here too; imported when first used, so that `triagekit --version` stays quick."""


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(importlib.import_module("triagekit.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
