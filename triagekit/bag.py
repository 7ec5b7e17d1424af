"""BagIt zips (RFC 8493): what leaves, so packed that `sha256sum -c` verifies it with no tool of ours.

Byte-identical for the same content: fixed dates and modes, sorted names, stored not deflated (deflate's
bytes depend on the zlib build).
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from triagekit.errors import Problem, TriageError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PRIVATE = 0o100600 << 16
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = f"{TAG_MANIFEST}.sig"
BUDGET = 2_000_000_000
"""Unpacked bytes of a package that `verify` reads at most."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a package."""

    name: str
    what: str


def digest(data: bytes) -> str:
    """SHA-256 as lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def pack(payload: Mapping[str, bytes], info: Mapping[str, str], sign: Callable[[bytes], bytes] | None = None) -> bytes:
    """The bag as one zip. `payload` names are relative to data/; `sign` makes the signature that stands beside the tag manifest."""
    files = {f"data/{name}": data for name, data in payload.items()}
    size, count = sum(map(len, files.values())), len(files)
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in {**info, "Payload-Oxum": f"{size}.{count}"}.items()).encode(),
        MANIFEST: _listing(files),
    }
    listing = _listing(tags)
    signed = {SIGNATURE: sign(listing)} if sign else {}
    return _zip({**files, **tags, TAG_MANIFEST: listing, **signed})


def _listing(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{digest(data)}  {name}\n" for name, data in sorted(files.items())).encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, _PRIVATE
            archive.writestr(entry, files[name])
    return out.getvalue()


def unpack(path: Path) -> dict[str, bytes]:
    """Every member by name, in memory, within the budget. Raises TK-PKG-001 when it is not a package."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _members(archive)
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise TriageError(Problem("TK-PKG-001", path.name)) from None


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = BUDGET
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename)
        if entry.is_dir():
            continue
        if name.is_absolute() or ".." in name.parts or entry.filename in found:
            raise ValueError
        with archive.open(entry) as stream:
            found[entry.filename] = stream.read(left + 1)
        left -= len(found[entry.filename])
        if left < 0:
            raise ValueError
    return found


def faults(files: Mapping[str, bytes]) -> list[Fault]:
    """Everything that keeps these members from being the bag that was packed; empty when it is whole."""
    found = [Fault(name, "is missing") for name in ("bagit.txt", MANIFEST, TAG_MANIFEST) if name not in files]
    if found:
        return found
    listed = {**_read(files[MANIFEST]), **_read(files[TAG_MANIFEST])}
    found += [Fault(name, "is listed but missing") for name in listed if name not in files]
    found += [Fault(name, "was changed after packing") for name, wanted in listed.items() if name in files and digest(files[name]) != wanted]
    extras = set(files) - set(listed) - {TAG_MANIFEST} - {SIGNATURE}
    return found + [Fault(name, "was added after packing") for name in sorted(extras)]


def _read(listing: bytes) -> dict[str, str]:
    rows = (row.partition("  ") for row in listing.decode("utf-8", "replace").splitlines() if row.strip())
    return {name: wanted for wanted, _, name in rows}
