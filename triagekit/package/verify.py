"""Checks a package that arrived: the bag, the audit chain, the evidence, the reviews, the signature; and reads it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from triagekit import bag as bags
from triagekit import evidence
from triagekit.bag import Bag, Fault
from triagekit.errors import Problem, TriageError
from triagekit.evidence import Evidence
from triagekit.package import reviews, signing, trail

_REDACTED = "artifacts/redacted/"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a package holds, and everything wrong with it."""

    path: Path
    bag: Bag
    cases: tuple[Evidence, ...]
    faults: tuple[Fault, ...]
    rejected: str = ""
    """What a reviewer objected to."""
    signature: signing.Signature | None = None
    roots: tuple[str, ...] = field(default=())
    """Where each case stands inside, such as data/ or data/cases/001/."""

    def problem(self) -> Problem | None:
        """The reason to refuse it, if there is one."""
        if self.rejected:
            return Problem("TK-PKG-004", detail=self.rejected)
        if self.faults:
            first = self.faults[0]
            more = f" and {len(self.faults) - 1} more" if len(self.faults) > 1 else ""
            return Problem("TK-PKG-002", first.name, f"{first.what}{more}")
        return Problem("TK-PKG-005", detail=self.signature.words) if self.signature and not self.signature.good else None


def open_package(path: Path, signers: Path | None = None) -> Opened:
    """Read and check a package. Raises TK-PKG-001 when it is none."""
    if not path.is_file():
        raise TriageError(Problem("TK-IO-001", path.name))
    found = bags.look(path)
    roots = _roots(found.digests)
    if not roots:
        raise TriageError(Problem("TK-PKG-001", path.name))
    faults = bags.faults(found)
    told: list[Evidence] = []
    rejected = ""
    for root in roots:
        inside = _inside(found, root)
        case, wrong = _case(inside)
        faults += [Fault(root + f.name, f.what) for f in wrong]
        told += [case] if case else []
        rejected = rejected or _rejected(inside, path)
    return Opened(path, found, tuple(told), tuple(faults), rejected, _signature(found.kept, signers), roots)


def _inside(found: Bag, root: str) -> Bag:
    """One case of the package, by names of its own."""
    kept = {n.removeprefix(root): data for n, data in found.kept.items() if n.startswith(root)}
    return Bag({n.removeprefix(root): made for n, made in found.digests.items() if n.startswith(root)}, {}, kept)


def is_package(path: Path) -> bool:
    """Whether the file looks like a package of ours."""
    return path.is_file() and bool(_roots(bags.names(path)))


def _roots(files: Iterable[str]) -> tuple[str, ...]:
    inside = [n.removesuffix("evidence.json") for n in files if n.startswith("data/") and n.endswith("/evidence.json")]
    return tuple(sorted(r for r in inside if r == "data/" or (r.startswith("data/cases/") and r.count("/") == 3)))


def _case(inside: Bag) -> tuple[Evidence | None, list[Fault]]:
    try:
        told = evidence.decode(inside.kept.get("evidence.json", b""))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None, [Fault("evidence.json", "does not follow the schema")]
    return told, [*_chain(inside), *_copies(told, inside)]


def _chain(inside: Bag) -> Iterator[Fault]:
    """The audit log must hold together and name the evidence that is there."""
    log = inside.kept.get("audit/audit.jsonl")
    if log is None:
        yield Fault("audit/audit.jsonl", "is missing")
        return
    wrong = trail.fault(log)
    if wrong:
        yield Fault("audit/audit.jsonl", f"does not hold: {wrong}")
    named = {str(e.get("evidence_sha256")) for e in trail.read(log) if e.get("step") == "build"}
    if named != {inside.digests["evidence.json"]}:
        yield Fault("evidence.json", "is not the one that the audit log names")


def _copies(told: Evidence, inside: Bag) -> Iterator[Fault]:
    """Only copies that the evidence names may stand among the artifacts, and each of those must be there."""
    wanted = {a.redacted_sha256 for a in told.artifacts if a.redacted_sha256}
    there = {name: made for name, made in inside.digests.items() if name.startswith("artifacts/")}
    for name, digest in there.items():
        if digest not in wanted or not name.startswith(_REDACTED):
            yield Fault(name, "is no redacted copy that the evidence names")
    for digest in sorted(wanted - set(there.values())):
        yield Fault(_REDACTED, f"lacks the copy {digest[:16]}")


def _rejected(inside: Bag, path: Path) -> str:
    """What reviewers said: of the copies inside, and of the package as a whole in a file beside it."""
    within = [r for name, data in inside.kept.items() if name.startswith("redaction/") and name.endswith(reviews.SUFFIXES) for r in reviews.parse(data)]
    said = reviews.fault(within, {made for name, made in inside.digests.items() if name.startswith(_REDACTED)})
    beside = [path.with_name(path.name + s) for s in reviews.SUFFIXES]
    outside = [r for p in beside if p.is_file() for r in reviews.parse(p.read_bytes())]
    return said or reviews.fault(outside, {sha256(path)} if outside else set())


def _signature(files: Mapping[str, bytes], signers: Path | None) -> signing.Signature | None:
    made = files.get(bags.SIGNATURE)
    if made is None:
        return signing.Signature(False, "it carries no signature, and signers were named") if signers else None
    return signing.check(files.get(bags.TAG_MANIFEST, b""), made, signers)


def sha256(path: Path) -> str:
    """SHA-256 of a file, as hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
