"""One case's redaction: texts become `Clean`, artifacts become copies that may leave, each proven by the verifier.

The usual course over a case: `learn` every artifact, `propagate`, then `artifact` for each copy. A copy in which the
verifier still finds something is made anew with that value known; if it is found again, there is no copy.
"""

import hashlib
import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from redaction import audit as auditing
from redaction import canaries, detecting, settling
from redaction.audit import Audit
from redaction.cleaner import Cleaner
from redaction.copies import Copying
from redaction.policy import NEVER_KEPT, Policy
from redaction.pseudonyms import Pseudonyms
from redaction.vault import Vault
from redaction.verifier import Verifier
from redaction.walkers import certificates, forms, jsontext, message, multipart, pasted, tokens, urls, values, xmltext
from triagekit.model import Clean
from triagekit.roles import Source

REPAIRS = 3
"""Times that a copy is made anew because the verifier found something: first with all that was learnt, then with what was found."""
SPOOL = 8 << 20
"""Bytes of a draft that stay in memory."""
STRUCTURES = (pasted.clean, urls.clean, jsontext.clean, xmltext.clean, multipart.clean, message.clean, forms.clean)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A copy as the first reading left it, good unless a later artifact taught something that stands in it."""

    pieces: BinaryIO
    copying: Copying
    digest: bytes
    """sha256 of the input."""
    sealed: tuple[bytes, ...] = ()
    """Clean texts that stand encrypted in it."""


class Session:
    """Holds the key, the pseudonyms and what was found, for as long as a case is worked on. The key is never written."""

    def __init__(self, key: bytes | None = None, policy: Path | Policy | None = None, profile: str = "support", case_terms: tuple[str, ...] = ()) -> None:
        self.policy = policy if isinstance(policy, Policy) else Policy.load(policy, profile)
        names = Pseudonyms(key) if key else Pseudonyms()
        terms = tuple(dict.fromkeys(t.strip() for t in (*self.policy.terms, *case_terms) if len(t.strip()) > 2))
        self.vault = Vault(names, terms=terms)
        self.cleaner = Cleaner(self.vault, self.policy, scanner=_scanner(self.policy), structures=STRUCTURES, special={"token": tokens.clean, "pasted": pasted.value, "certificate": certificates.clean})
        self._drafts: dict[str, _Draft] = {}

    def text(self, raw: str, name: str = "") -> Clean:
        """Text that may leave: an excerpt, a file name, a value; `name` says what it is the value of."""
        if len(raw) < 3:
            return Clean(raw)
        made = values.clean(self.cleaner, name, raw) if name else self.cleaner.inside(raw)
        self.cleaner.notes.clear()
        return Clean(made)

    def file(self, data: bytes) -> bytes:
        """A file that lies beside the case, as its copy would be: certificates and metadata that copies are compared with. Keys stay."""
        from triagekit.reading.bytesource import memory_source

        if b"PRIVATE KEY-----" in data:
            return data
        copying = Copying(self.cleaner)
        made = b"".join(copying.pieces(memory_source(data, "beside")))
        self.cleaner.notes.clear()
        return data if copying.not_examined else made

    def receive(self, keys: Sequence[Any]) -> None:
        """Private keys of a receiver's, by which encrypted parts are opened, cleaned and sealed again; they are never written."""
        self.cleaner.receivers = tuple(keys)
        self.cleaner.forget()

    def sign(self, verdicts: Mapping[str, str]) -> None:
        """Signatures' verdicts by sha256 of the signed item as it stood, to be kept where the signature goes."""
        self.cleaner.signatures.update(verdicts)
        self.cleaner.forget()

    def learn(self, source: Source) -> None:
        """Read an artifact for its values, so that they are removed from every artifact of the case; its copy is drafted."""
        if source.artifact not in self._drafts:
            self._drafts[source.artifact] = self._draft(source)

    def propagate(self) -> None:
        """From now on, every value learnt is removed wherever it stands."""
        self.vault.propagate()
        self.cleaner.forget()

    def artifact(self, source: Source, kind: str, out: BinaryIO) -> Audit:
        """Write the clean copy of an artifact; `Audit.withheld` says when the copy must not be used."""
        draft = self._drafts.pop(source.artifact, None)
        if draft is None:
            draft = self._draft(source)
            self.propagate()
        if self._taught(draft):
            self.propagate()
            draft = self._draft(source)
        seen = self._verify(draft)
        for attempt in range(REPAIRS):
            if seen.passed:
                break
            for hit in seen.hits if attempt else ():
                self.vault.insist(hit.category, hit.value)
            self.propagate()
            draft = self._draft(source)
            seen = self._verify(draft)
        made = self._audit(source, kind, draft, seen)
        if not made.withheld:
            made.output_sha256, made.output_bytes = _copy(draft.pieces, out)
        draft.pieces.close()
        return made

    def _draft(self, source: Source) -> _Draft:
        spool = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 (closed when the copy is written)
        copying = Copying(self.cleaner)
        self.cleaner.notes.clear()
        self.cleaner.sealed.clear()
        for piece in copying.pieces(source):
            spool.write(piece)
        return _Draft(settling.settled(copying, source.artifact, source.head.name, spool), copying, _digest(source), tuple(dict.fromkeys(self.cleaner.sealed)))  # type: ignore[arg-type]

    def _taught(self, draft: _Draft) -> bool:
        """Something that was learnt since stands in the draft: what is known of one place goes from every other."""
        draft.pieces.seek(0)
        rest = b""
        while block := draft.pieces.read(1 << 20):
            text = (rest + block).decode("utf-8", "replace")
            if any(self.policy.action(known.category) != "keep" for known in self.vault.known(text)):
                return True
            rest = block[-256:]
        return False

    def _verify(self, draft: _Draft) -> Verifier:
        kept = {c for c in {*self.vault.values.values()} - NEVER_KEPT if self.policy.action(c) == "keep"}
        if self.policy.action("certificate") != "mask":
            kept.add("certificate")
        seen = Verifier(self.vault.values, frozenset(kept))
        seen.look_into(draft.pieces)
        for text in draft.sealed:
            seen.look_into(io.BytesIO(text))
        return seen

    def _audit(self, source: Source, kind: str, draft: _Draft, seen: Verifier) -> Audit:
        made = Audit(source.artifact, kind, self.policy.profile, source.head.size, draft.copying.not_examined, draft.copying.ledger)
        made.input_hash = auditing.input_hash(self.vault.pseudonyms.key, source.head.size, draft.digest)
        made.tool, made.rules_sha256, made.policy_sha256 = f"triagekit {_version()}", detecting.fingerprint(), self.policy.sha256()
        made.kept = self.policy.kept_in_words()
        made.verifier, made.verified, made.forgotten = seen.report(), seen.passed, self.vault.forgotten
        made.canaries = canaries.fly(self.cleaner, source) if seen.passed else {}
        made.withheld = _why_not(made, seen)
        return made


def _version() -> str:
    """The package's own word for its version, asked for late: the package knows floors that stand above this one."""
    import importlib

    return str(importlib.import_module("triagekit").__version__)


def _why_not(made: Audit, seen: Verifier) -> str:
    if not seen.passed:
        return f"the verifier still found: {', '.join(seen.report()['found'])}"
    if made.canaries.get("survived"):
        made.verified = False
        return "the verifier still found a canary planted at: " + ", ".join(made.canaries["survived"])
    if made.not_examined and made.bytes_examined <= 0:
        return made.not_examined[0][1]
    return ""


def _scanner(policy: Policy) -> detecting.Scanner:
    if not policy.patterns:
        return detecting.scanner()
    from redaction.ownpatterns import shape

    own = tuple(made for row in policy.patterns if (made := shape(row)) is not None)
    return detecting.Scanner((*own, *detecting.all_detectors()))


def _copy(pieces: BinaryIO, out: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    pieces.seek(0)
    while block := pieces.read(1 << 20):
        out.write(block)
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _digest(source: Source) -> bytes:
    digest = hashlib.sha256()
    with source.open() as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.digest()
