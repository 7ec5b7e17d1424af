"""What was done to an artifact, without any value: counts, categories, bytes, hashes."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field

SMALL = 4096
"""Inputs shorter than this could be guessed from a plain hash, so theirs is keyed."""


@dataclass(slots=True)
class Audit:
    """The record of one redaction."""

    artifact: str
    kind: str
    profile: str
    bytes_received: int
    bytes_examined: int = 0
    not_examined: list[tuple[int, str]] = field(default_factory=list)
    items: dict[str, int] = field(default_factory=dict)
    """Category to how many values were replaced."""
    whole: int = 0
    input_hash: str = ""
    output_sha256: str = ""
    verified: bool = False
    layers: int = 0
    """Encoded layers that the verifier opened."""
    values_looked_for: int = 0
    withheld: str = ""
    """Why there is no copy; empty when there is one."""

    def document(self) -> dict[str, object]:
        """As JSON-ready data."""
        return {
            "artifact": self.artifact, "kind": self.kind, "profile": self.profile,
            "bytes": {"received": self.bytes_received, "examined": self.bytes_examined, "not_examined": [{"bytes": n, "why": why} for n, why in self.not_examined]},
            "replaced": dict(sorted(self.items.items())), "input_hash": self.input_hash, "output_sha256": self.output_sha256,
            "verifier": {"passed": self.verified, "values_looked_for": self.values_looked_for, "layers_opened": self.layers}, "withheld": self.withheld or None,
        }  # fmt: skip

    def encode(self) -> bytes:
        """The audit file."""
        return (json.dumps(self.document(), indent=2, sort_keys=True) + "\n").encode()


def input_hash(key: bytes, size: int, sha256: str) -> str:
    """sha256 of the input, or its keyed form where the input is small enough to guess."""
    if size >= SMALL:
        return f"sha256:{sha256}"
    return "hmac-sha256:" + hmac.digest(key, bytes.fromhex(sha256) if sha256 else b"", hashlib.sha256).hex()
