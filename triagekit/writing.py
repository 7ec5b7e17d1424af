"""Writes results: 0600 files, 0700 folders, each file whole or not at all (temp, fsync, rename)."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from triagekit.errors import Problem, TriageError


def folder(path: Path) -> Path:
    """Make an output folder, readable by its owner only. Raises TK-IO-004 or -005."""
    if path.exists() and not path.is_dir():
        raise TriageError(Problem("TK-IO-005"))
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise TriageError(Problem("TK-IO-004")) from None
    return path


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become `path` when the block ends well, and vanish when it does not."""
    try:
        handle, name = tempfile.mkstemp(prefix=".tk-", dir=path.parent)
    except OSError:
        raise TriageError(Problem("TK-IO-004")) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError:
        raise TriageError(Problem("TK-IO-004")) from None
    finally:
        temporary.unlink(missing_ok=True)


def whole(path: Path, data: bytes) -> None:
    """Write one file at once."""
    with atomic(path) as stream:
        stream.write(data)
