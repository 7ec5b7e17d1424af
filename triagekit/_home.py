"""Says where the house stands: beside this package in a checkout, inside it in an installed wheel.

`analyzers` and `redaction` are ordinary import packages and `rules/` and `samples/` are data. A wheel
must not put those generic names into site-packages (PyPI has packages called so, and pip overwrites one
with the other without a word), so the wheel carries the four folders under `triagekit/_bundle/`.
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLE = _PACKAGE / "_bundle"

HOME = _BUNDLE if _BUNDLE.is_dir() else _PACKAGE.parent
"""The folder that holds analyzers/, redaction/, rules/ and samples/."""

if sys.path[:1] != [str(HOME)]:
    sys.path.insert(0, str(HOME))
