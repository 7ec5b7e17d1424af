"""Keeps what was read from a folder of YAML files for the next start: parsing 2,000 of them takes longer than a small case.

What is kept is plain data, never code, in the user's own cache folder, readable by the user alone, and bound to the name,
size and times of every file and to its own digest. A folder that changed, a cache that is damaged, that somebody else could
have written, or that cannot be written costs time only: the files are read again.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from triagekit import __version__

MOST = 64 << 20
"""Bytes of a cache that are read."""
_DIGEST = 32
"""Bytes of a SHA-256, with which a cache begins."""


def remembered(folder: Path, make: Callable[[], Any], form: Any = Any, also: bytes = b"") -> Any:
    """What `make` gave for this folder as it stands now; `make` is asked when nobody knows. None is not kept.

    `form` is the type of what is kept; `also` tells apart what else the outcome hangs on.
    """
    with suppress(OSError, ValueError, RuntimeError):
        stamp = hashlib.sha256(stamped(folder) + also).digest() if also else stamped(folder)
        cache = place(folder)
        kept = _read(cache, stamp, form)
        if kept is not None:
            return kept
        made = make()
        if made is not None:
            _write(cache, stamp, made)
        return made
    return make()


def place(folder: Path) -> Path:
    """The cache file of a folder."""
    from platformdirs import user_cache_path

    name = hashlib.sha256(f"{folder.resolve()}\0{__version__}".encode(errors="replace")).hexdigest()[:16]
    return user_cache_path("triagekit", appauthor=False) / f"{name}.kept"


def stamped(folder: Path) -> bytes:
    """A digest over name, size and times of every file below, this module's form of them included."""
    told = hashlib.sha256(b"2\0")
    for name, size, changed, known in sorted(_files(str(folder), "")):
        told.update(f"{name}\0{size}\0{changed}\0{known}\n".encode(errors="replace"))
    return told.digest()


def _files(folder: str, inside: str) -> Iterator[tuple[str, int, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{inside}{entry.name}/")
            else:
                about = entry.stat(follow_symlinks=False)
                yield inside + entry.name, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _read(cache: Path, stamp: bytes, form: Any) -> Any:
    """The cache's value when it is whole, ours, and of this stamp."""
    import msgspec

    with suppress(OSError, ValueError, RecursionError, msgspec.MsgspecError), cache.open("rb") as stream:
        about = os.fstat(stream.fileno())
        if not _ours(about):
            return None
        raw = stream.read(MOST)
        body = memoryview(raw)[2 * _DIGEST :]
        if raw[_DIGEST : 2 * _DIGEST] == stamp and hashlib.sha256(body).digest() == raw[:_DIGEST]:
            return msgspec.msgpack.decode(body, type=form)
    return None


def _ours(about: os.stat_result) -> bool:
    """A regular file that nobody but this user can have written."""
    if not stat.S_ISREG(about.st_mode):
        return False
    return not hasattr(os, "geteuid") or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)


def _write(cache: Path, stamp: bytes, made: Any) -> None:
    """Write beside, then move into place: a reader sees all of it or nothing."""
    import msgspec

    with suppress(OSError, ValueError, TypeError, RecursionError):
        body = msgspec.msgpack.encode(made)
        cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=cache.parent)  # readable by the user alone
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(hashlib.sha256(body).digest() + stamp + body)
            Path(name).replace(cache)
        except OSError:
            Path(name).unlink(missing_ok=True)
