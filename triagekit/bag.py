"""BagIt zips (RFC 8493): what leaves, so packed that `sha256sum -c` verifies it with no tool of ours.

Byte-identical for the same content: fixed dates and modes, sorted names, stored not deflated (deflate's
bytes depend on the zlib build). Files are streamed in and out; only small ones are ever held in memory.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from triagekit.errors import Problem, TriageError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PRIVATE = 0o100600 << 16
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = f"{TAG_MANIFEST}.sig"
BUDGET = 2_000_000_000
"""Unpacked bytes of a package that are read at most."""
KEPT = 64 << 20
"""Members up to this size are kept in memory when a package is looked at; redacted copies never are."""
_COPIES = "artifacts/"
_BLOCK = 1 << 20
_LARGE = 1 << 30


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another package, as content of a new one."""

    package: Path
    name: str


Content = bytes | Path | Member
"""What a packed file is made from."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a package."""

    name: str
    what: str


@dataclass(slots=True)
class Bag:
    """What was found in a package."""

    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every member, by name."""
    sizes: dict[str, int] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    """Content of the small members that are no copies."""


def digest(data: bytes) -> str:
    """SHA-256 as lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def pack(payload: Mapping[str, Content], info: Mapping[str, str], sign: Callable[[bytes], bytes] | None = None) -> bytes:
    """The bag as one zip in memory; see `write`."""
    out = io.BytesIO()
    write(out, payload, info, sign)
    return out.getvalue()


def write(out: BinaryIO, payload: Mapping[str, Content], info: Mapping[str, str], sign: Callable[[bytes], bytes] | None = None) -> None:
    """Write the bag as one zip. `payload` names are relative to data/; `sign` makes the signature that stands beside the tag manifest."""
    files = {f"data/{name}": content for name, content in payload.items()}
    sums = {name: _sum(content) for name, content in files.items()}
    oxum = f"{sum(size for _, size in sums.values())}.{len(sums)}"
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in {**info, "Payload-Oxum": oxum}.items()).encode(),
        MANIFEST: _listing({name: made for name, (made, _) in sums.items()}),
    }
    listing = _listing({name: digest(data) for name, data in tags.items()})
    signed = {SIGNATURE: sign(listing)} if sign else {}
    _zip(out, {**files, **tags, TAG_MANIFEST: listing, **signed}, {name: size for name, (_, size) in sums.items()})


def _listing(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{made}  {name}\n" for name, made in sorted(digests.items())).encode()


@contextmanager
def _opened(content: Content) -> Iterator[IO[bytes]]:
    if isinstance(content, bytes):
        yield io.BytesIO(content)
    elif isinstance(content, Member):
        with zipfile.ZipFile(content.package) as archive, archive.open(content.name) as stream:
            yield stream
    else:
        with content.open("rb") as file:
            yield file


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block


def _sum(content: Content) -> tuple[str, int]:
    made, size = hashlib.sha256(), 0
    with _opened(content) as stream:
        for block in _blocks(stream):
            made.update(block)
            size += len(block)
    return made.hexdigest(), size


def _zip(out: BinaryIO, files: Mapping[str, Content], sizes: Mapping[str, int]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, _PRIVATE
            with archive.open(entry, "w", force_zip64=sizes.get(name, 0) >= _LARGE) as target, _opened(files[name]) as stream:
                for block in _blocks(stream):
                    target.write(block)


def names(path: Path) -> list[str]:
    """Names of the members, without reading them; empty when it is no zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, ValueError):
        return []


def look(path: Path) -> Bag:
    """Every member's digest, and the small ones' content, within the budget. Raises TK-PKG-001 when it is not a package."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _members(archive)
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise TriageError(Problem("TK-PKG-001", path.name)) from None


def _members(archive: zipfile.ZipFile) -> Bag:
    found = Bag()
    left = BUDGET
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename)
        if entry.is_dir():
            continue
        if name.is_absolute() or ".." in name.parts or entry.filename in found.digests:
            raise ValueError
        left -= _member(archive, entry, found, left)
    return found


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Bag, left: int) -> int:
    """Look at one member; gives its size. Raises ValueError beyond the budget."""
    made, size, kept = hashlib.sha256(), 0, bytearray()
    keep = f"/{_COPIES}" not in entry.filename
    with archive.open(entry) as stream:
        for block in _blocks(stream):
            made.update(block)
            size += len(block)
            if size > left:
                raise ValueError
            if keep and size <= KEPT:
                kept += block
    found.digests[entry.filename], found.sizes[entry.filename] = made.hexdigest(), size
    if keep and size <= KEPT:
        found.kept[entry.filename] = bytes(kept)
    return size


def faults(found: Bag) -> list[Fault]:
    """Everything that keeps these members from being the bag that was packed; empty when it is whole."""
    missing = [Fault(name, "is missing") for name in ("bagit.txt", MANIFEST, TAG_MANIFEST) if name not in found.kept]
    if missing:
        return missing
    listed = {**_read(found.kept[MANIFEST]), **_read(found.kept[TAG_MANIFEST])}
    wrong = [Fault(name, "is listed but missing") for name in listed if name not in found.digests]
    wrong += [Fault(name, "was changed after packing") for name, wanted in listed.items() if found.digests.get(name, wanted) != wanted]
    extras = set(found.digests) - set(listed) - {TAG_MANIFEST, SIGNATURE}
    return wrong + [Fault(name, "was added after packing") for name in sorted(extras)]


def _read(listing: bytes) -> dict[str, str]:
    rows = (row.partition("  ") for row in listing.decode("utf-8", "replace").splitlines() if row.strip())
    return {name: wanted for wanted, _, name in rows}
