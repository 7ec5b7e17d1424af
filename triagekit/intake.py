"""What was handed in, as artifacts: files, folders, globs, stdin, and whatever lies packed in them, five deep.

Recognised by content. Member names are data, never paths: nothing is ever written under a name from an archive.
Every byte is accounted for: read, or skipped with its reason.
"""

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from triagekit import plugins
from triagekit.errors import Problem, TriageError
from triagekit.model import Artifact, Defect, Location
from triagekit.reading import mails, packed, tars, zips
from triagekit.reading.bytesource import Blob, BlobSource, NotRegularError, Spool, file_blob, head_of
from triagekit.roles import Head, Source

DEPTH = 5
"""Archives in archives that are opened."""


@dataclass(frozen=True)
class Limits:
    """Budgets of one run. Not slotted, so that the defaults can be read from the class."""

    total_bytes: int = 1 << 30
    """Unpacked bytes of all archives and of stdin together."""
    member_bytes: int = 1 << 30
    """Unpacked bytes of one member."""
    overlapping_bytes: int = 64 << 20
    """Unpacked bytes of an archive whose members overlap."""
    members: int = 10_000
    """Artifacts of one run."""


@dataclass(frozen=True, slots=True)
class Found:
    """One artifact and, where it can be read, its bytes."""

    artifact: Artifact
    source: Source | None = None


def expand(paths: Sequence[str], limits: Limits | None = None) -> Iterator[Found]:
    """Every artifact under these paths, in a fixed order; members come before the archive that holds them.

    Raises `TriageError` TK-IO-001 for a path that is not there.
    """
    walk = _Intake(limits or Limits())
    for path in paths:
        if path == "-":
            yield from walk.stdin()
        else:
            yield from walk.path(path)


@dataclass(slots=True)
class _Intake:
    """The state of one intake: numbering, budget and the temp file."""

    limits: Limits
    spool: Spool = field(default_factory=Spool)
    count: int = 0
    unpacked: int = 0
    budget_said: bool = False

    def path(self, path: str) -> Iterator[Found]:
        there = Path(path)
        if there.is_dir():
            yield from self.folder(there)
        elif os.path.lexists(path):
            yield from self.file(there, there.name, follow=True)
        else:
            matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207 (absolute patterns too)
            if not matches:
                raise TriageError(Problem("TK-IO-001", path))
            for match in matches:
                yield from self.path(match)

    def folder(self, folder: Path) -> Iterator[Found]:
        """Every file below, in order of name; links inside are not followed, because they may lead anywhere."""
        base = folder.resolve().parent
        for where, folders, files in os.walk(folder.resolve(), onerror=None):
            linked = [n for n in folders if (Path(where) / n).is_symlink()]
            folders[:] = sorted(set(folders) - set(linked))
            for name in sorted([*files, *linked]):
                file = Path(where) / name
                yield from self.file(file, file.relative_to(base).as_posix(), follow=False)

    def file(self, path: Path, name: str, follow: bool) -> Iterator[Found]:
        try:
            blob = file_blob(path, follow)
        except NotRegularError:
            yield self.refused(name, "TK-IO-003")
        except (OSError, ValueError):
            yield self.refused(name, "TK-IO-003" if path.is_symlink() else "TK-IO-002")
        else:
            yield from self.blob(blob, name, 0)

    def stdin(self) -> Iterator[Found]:
        kept = self.keep(iter(partial(sys.stdin.buffer.read, 1 << 18), b""), self.limits.total_bytes)
        if kept is None:
            yield self.refused("stdin", "TK-IO-021")
        else:
            yield from self.blob(kept, "stdin", 0)

    def artifact(self, name: str, size: int) -> Artifact:
        self.count += 1
        return Artifact(f"a{self.count:04d}", name, size)

    def refused(self, name: str, code: str, detail: str = "", size: int = 0) -> Found:
        """An artifact that is named, counted and not read."""
        made = self.artifact(name, size)
        made.defects.append(Defect(code, Location(made.id), detail))
        if size:
            made.skipped.append((size, detail or "it was not read"))
        return Found(made)

    def keep(self, chunks: Iterable[bytes], most: int) -> Blob | None:
        """These bytes in the temp file, or None when the budget does not allow it."""
        room = min(most, self.limits.total_bytes - self.unpacked)

        def counted() -> Iterator[bytes]:
            left = room
            for chunk in chunks:
                left -= len(chunk)
                if left < 0:
                    raise _OverBudgetError
                yield chunk

        try:
            kept = self.spool.keep(counted())
        except _OverBudgetError:
            return None
        self.unpacked += kept.size
        return kept

    def blob(self, blob: Blob, name: str, depth: int) -> Iterator[Found]:
        """These bytes as one artifact, or as the artifacts packed in them."""
        if self.count >= self.limits.members:
            if not self.budget_said:
                self.budget_said = True
                yield self.refused(name, "TK-IO-021", f"more than {self.limits.members} files; the rest was not read", blob.size)
            return
        head = head_of(blob, name)
        opened = _form(blob, head)
        if not opened:
            yield self.leaf(blob, head)
        elif depth >= DEPTH:
            yield self.refused(name, "TK-IO-022", f"archives deeper than {DEPTH} were not opened", blob.size)
        else:
            yield from _OPENERS.get(opened, _named)(self, blob, head, depth)

    def leaf(self, blob: Blob, head: Head) -> Found:
        made = self.artifact(head.name, blob.size)
        if not blob.size:
            made.kind = "empty"
            made.defects.append(Defect("TK-IO-010", Location(made.id), "looks like empty"))
            return Found(made)
        made.sha256 = blob.sha256()
        if head.data.startswith(b"\x00\x05\x16\x07") or head.data[4:8] == b"Bud1":
            made.kind, made.kind_label = "system-file", "macOS folder data"
            made.skipped.append((blob.size, "it holds only what macOS notes about files and folders"))
            return Found(made)
        return Found(made, BlobSource(made.id, head, blob))

    def container(self, blob: Blob, head: Head, label: str) -> Artifact:
        made = self.artifact(head.name, blob.size)
        made.kind, made.kind_label, made.certainty = "archive", label, 100
        made.sha256 = blob.sha256()
        return made


class _OverBudgetError(Exception):
    """More was unpacked than the budget allows."""


_UNREADABLE = (
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"), (b"Rar!\x1a\x07", "RAR archive"), (b"MSCF\x00\x00\x00\x00", "Windows cabinet"), (b"\x28\xb5\x2f\xfd", "Zstandard file"),
    (b"\x04\x22\x4d\x18", "LZ4 file"), (b"\x1f\x9d", "compress (.Z) file"),
)  # fmt: skip


def _form(blob: Blob, head: Head) -> str:
    """One of zip | tar | mail | gzip | bzip2 | xz | the name of a form that cannot be opened; empty for what is no archive."""
    if packed.form_of(head.data):
        return packed.form_of(head.data)
    if tars.looks_like(head.data):
        return "tar"
    if mails.looks_like(head.data):
        return "mail"
    if zips.looks_like(head.data) or (blob.size >= 22 and zips.hidden(blob)):
        return "zip"
    return next((label for magic, label in _UNREADABLE if head.data.startswith(magic)), "")


def _named(walk: _Intake, blob: Blob, head: Head, _: int) -> Iterator[Found]:
    yield walk.refused(head.name, "TK-IO-023", f"{_form(blob, head)}: this packing is not opened", blob.size)


def _packed(walk: _Intake, blob: Blob, head: Head, depth: int) -> Iterator[Found]:
    form, tail, notes = packed.form_of(head.data), packed.Tail(), list[str]()
    made = walk.container(blob, head, f"{form} file")
    with blob.open() as stream:
        kept = walk.keep(_until_damage(packed.unpack(stream, form, tail), notes), walk.limits.member_bytes)
    if kept is None:
        made.defects.append(Defect("TK-IO-021", Location(made.id)))
        made.skipped.append((blob.size, "it unpacks to more than the budget allows"))
    else:
        made.defects.extend(Defect("TK-IO-020", Location(made.id), note) for note in notes)
        if tail.junk:
            made.defects.append(Defect("TK-IO-020", Location(made.id), "there are other bytes behind its end"))
            made.skipped.append((tail.junk, "bytes behind the end of the packed data"))
        made.examined = blob.size - tail.junk
        if kept.size or not notes:
            inner = f"{head.name}/{_bare(head.name)}"
            is_tar = tars.looks_like(kept.read(512))
            yield from walk.blob(kept, inner, depth if is_tar else depth + 1)
    yield Found(made)


def _bare(name: str) -> str:
    """The file name without the ending that the packing added."""
    stem, dot, ending = name.rpartition("/")[2].rpartition(".")
    if ending.lower() in ("tgz", "tbz2", "txz", "tbz"):
        return f"{stem}.tar"
    return stem if dot and ending.lower() in ("gz", "gzip", "bz2", "xz") else "unpacked"


def _tar(walk: _Intake, blob: Blob, head: Head, depth: int) -> Iterator[Found]:
    made = walk.container(blob, head, "tar archive")
    left = 0
    for item in tars.members(blob):
        if isinstance(item, tars.Fault):
            made.defects.append(Defect("TK-IO-020", Location(made.id, offset=item.at), item.word))
            made.skipped.append((item.left, item.word))
            left = item.left
            continue
        name = f"{head.name}/{item.name}"
        if item.refusal:
            yield walk.refused(name, "TK-IO-023", item.refusal, item.blob.size)
            continue
        if item.cut:
            made.defects.append(Defect("TK-IO-020", Location(made.id, offset=item.blob.offset), "the archive ends within a member"))
        yield from walk.blob(item.blob, name, depth + 1)
    made.examined = blob.size - left
    yield Found(made)


def _mail(walk: _Intake, blob: Blob, head: Head, depth: int) -> Iterator[Found]:
    made = walk.container(blob, head, "e-mail message")
    if blob.size > mails.LONGEST:
        made.defects.append(Defect("TK-IO-021", Location(made.id)))
        made.skipped.append((blob.size, f"a message of more than {mails.LONGEST >> 20} MB is not opened"))
        yield Found(made)
        return
    made.examined = blob.size
    try:
        for part in mails.parts(blob.read(mails.LONGEST)):
            if part.damage:
                made.defects.append(Defect("TK-IO-020", Location(made.id), part.damage))
            kept = walk.keep([part.data], walk.limits.member_bytes) if part.data else None
            if kept is not None:
                yield from walk.blob(kept, f"{head.name}/{part.name}", depth + 1)
            elif part.data:
                yield walk.refused(f"{head.name}/{part.name}", "TK-IO-021", size=len(part.data))
    except packed.DamagedError as damage:
        made.defects.append(Defect("TK-IO-020", Location(made.id), damage.word))
    yield Found(made)


def _zip(walk: _Intake, blob: Blob, head: Head, depth: int) -> Iterator[Found]:
    listing = zips.directory(blob)
    whole = replace(head, text="\n".join(m.name for m in listing.members[:2000]))
    if _claimed(whole):
        yield walk.leaf(blob, whole)
        return
    made = walk.container(blob, head, "zip archive")
    made.defects.extend(Defect("TK-IO-020", Location(made.id), fault) for fault in listing.faults)
    if listing.overlaps and sum(m.size for m in listing.members) > walk.limits.overlapping_bytes:
        yield _bomb(made)
        return
    if not listing.members and listing.faults:
        made.skipped.append((blob.size, "no member of the archive can be found"))
    else:
        made.examined = blob.size
    outer = _Zip(blob, head, depth, made, walk.limits.overlapping_bytes if listing.overlaps else walk.limits.total_bytes)
    for member in listing.members:
        if not member.folder:
            yield from _zip_member(walk, outer, member)
    yield Found(made)


def _bomb(made: Artifact) -> Found:
    """An archive that says itself that it unpacks one stretch again and again: nothing of it is unpacked, nor copied."""
    made.defects.append(Defect("TK-IO-021", Location(made.id)))
    made.skipped.append((made.size, "its members overlap and unpack to more than the budget allows"))
    return Found(made)


@dataclass(slots=True)
class _Zip:
    """A zip archive while its members are taken out."""

    blob: Blob
    head: Head
    depth: int
    made: Artifact
    room: int
    """Bytes it may still unpack."""


def _zip_member(walk: _Intake, outer: _Zip, member: zips.Member) -> Iterator[Found]:
    name, notes = f"{outer.head.name}/{member.name}", list[str]()
    refusal, code = member.refusal, "TK-IO-023"
    room = min(walk.limits.member_bytes, outer.room)
    if not refusal:
        kept = walk.keep(_until_damage(zips.unpack(outer.blob, member, notes), notes), room) if member.size <= room else None
        if kept is not None and (kept.size or not notes):
            outer.room -= kept.size
            outer.made.defects.extend(Defect("TK-IO-020", Location(outer.made.id, offset=member.at), note) for note in notes)
            yield from walk.blob(kept, name, outer.depth + 1)
            return
        if kept is None and member.size <= room:
            outer.room = 0  # it claimed less than it holds: no second try at such an archive's cost
        refusal, code = ("it unpacks to more than the budget allows", "TK-IO-021") if kept is None else (notes[-1], "TK-IO-023")
    yield walk.refused(name, code, refusal, min(member.size, member.packed * 1100 + 1100))


def _until_damage(chunks: Iterator[bytes], notes: list[str]) -> Iterator[bytes]:
    """What can be unpacked before the data breaks; how it broke goes to `notes`."""
    try:
        yield from chunks
    except packed.DamagedError as damage:
        notes.append(damage.word)


def _claimed(whole: Head) -> bool:
    """True when a reader takes this archive as one artifact, such as a Fiddler session archive.

    Readers with `archives = True` are asked with a head whose text is the list of member names.
    """
    return any(a.recognises(whole) > 0 for a in plugins.find("analyzer") if getattr(a, "archives", False))


_OPENERS = {"zip": _zip, "tar": _tar, "mail": _mail, "gzip": _packed, "bzip2": _packed, "xz": _packed}
