"""One case's redaction: texts become `Clean`, artifacts become copies that may leave, each proven by the verifier."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from redaction import audit as auditing
from redaction import copies, verifier
from redaction.audit import Audit
from redaction.copies import Skipped
from redaction.policy import Policy
from redaction.pseudonyms import Pseudonyms
from redaction.scrub import Scrubber
from redaction.structure import Structure
from triagekit.model import Clean
from triagekit.roles import Source


class Session:
    """Holds the key, the pseudonyms and what was found, for as long as a case is worked on. The key is never written."""

    def __init__(self, key: bytes | None = None, policy: Path | None = None, profile: str = "support", case_terms: tuple[str, ...] = ()) -> None:
        self.policy = Policy.load(policy, profile)
        names = Pseudonyms(key) if key else Pseudonyms()
        terms = (*self.policy.terms, *(t for t in case_terms if len(t) > 2))
        self.scrubber = Scrubber(names, terms=terms, keep=self.policy.kept)
        self.structure = Structure(self.scrubber)

    def text(self, raw: str) -> Clean:
        """Text that may leave: an excerpt, a file name, a value in a sentence."""
        return Clean(copies.clean_text(self.structure, raw) if len(raw) > 2 else raw)

    def learn(self, source: Source) -> None:
        """Read an artifact for its values only, so that they are removed from every other artifact of the case too."""
        for _ in copies.pieces(source, self.structure, []):
            pass

    def propagate(self) -> None:
        """From now on, every value learnt is removed wherever it stands."""
        self.scrubber.propagate()

    def sign(self, verdicts: Mapping[str, str]) -> None:
        """Signatures' verdicts by sha256 of the signed item, to be kept where the signature goes."""
        self.scrubber.signatures.update(verdicts)

    def artifact(self, source: Source, kind: str, out: BinaryIO) -> Audit:
        """Write the clean copy of an artifact; `Audit.withheld` says when the copy must not be used."""
        found = self.scrubber.found
        before = dict(found.counts)
        skipped: list[Skipped] = []
        digest = hashlib.sha256()
        checks: list[verifier.Result] = []
        for piece in copies.pieces(source, self.structure, skipped):
            out.write(piece)
            digest.update(piece)
            checks.append(verifier.verify(piece, found.values))
        made = Audit(source.artifact, kind, self.policy.profile, source.head.size)
        made.not_examined = [(s.length, s.why) for s in skipped]
        made.bytes_examined = source.head.size - sum(s.length for s in skipped)
        made.items = {k: n - before.get(k, 0) for k, n in found.counts.items() if n > before.get(k, 0)}
        made.input_hash = auditing.input_hash(self.scrubber.pseudonyms.key, source.head.size, _sha256(source))
        made.output_sha256 = digest.hexdigest()
        _judge(made, checks)
        return made


def _judge(made: Audit, checks: list[verifier.Result]) -> None:
    made.layers = sum(c.layers for c in checks)
    made.values_looked_for = max((c.looked_for for c in checks), default=0)
    left = sorted({category for c in checks for category in c.categories})
    made.verified = not left
    if left:
        made.withheld = f"the verifier still found: {', '.join(left)}"
    elif made.not_examined and made.bytes_examined == 0:
        made.withheld = made.not_examined[0][1]


def _sha256(source: Source) -> str:
    digest = hashlib.sha256()
    with source.open() as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
