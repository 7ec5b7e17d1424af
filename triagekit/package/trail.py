"""The audit log of a package: JSON lines, each holding the hash of the one before, so that no line can be changed or left out.

A line's hash is SHA-256 over the canonical JSON (RFC 8785) of the line without its own hash. Lines that are
made by building carry no time of day, so that two builds of the same case are the same bytes; what people do
later (review, outcome) carries its time.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from triagekit import canonical

START = "0" * 64
"""What the first line names as the hash before it."""
STEPS = ("intake", "identify", "analyze", "redact", "verify", "review", "build", "export", "outcome")
"""What a line can be about."""


@dataclass(slots=True)
class Trail:
    """An audit log that is being written."""

    last: str = START
    count: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, step: str, **said: canonical.Json) -> None:
        """One more line about that step. Everything said must be clean."""
        entry: dict[str, canonical.Json] = {"seq": self.count + 1, "step": step, "prev": self.last, **said}
        self.last = canonical.digest(entry)
        self.count += 1
        self.lines.append(canonical.encode({**entry, "hash": self.last}).decode())

    def encode(self) -> bytes:
        """The lines added so far."""
        return "".join(f"{line}\n" for line in self.lines).encode()


def read(data: bytes) -> list[dict[str, Any]]:
    """The lines of an audit log; what is no canonical JSON object becomes an empty one."""
    found: list[dict[str, Any]] = []
    for line in data.removesuffix(b"\n").split(b"\n") if data else ():
        try:
            entry = json.loads(line)
            whole = isinstance(entry, dict) and canonical.encode(entry) == line
        except (ValueError, TypeError, RecursionError):
            whole = False
        found.append(entry if whole else {})
    return found


def fault(data: bytes, last: str = START, count: int = 0) -> str:
    """The first thing wrong with a log that continues after `last`; empty when the chain holds."""
    for number, entry in enumerate(read(data), count + 1):
        if entry.get("seq") != number or entry.get("prev") != last or entry.get("step") not in STEPS:
            return f"line {number} does not follow the one before it"
        last = str(entry.pop("hash", ""))
        if canonical.digest(entry) != last:
            return f"line {number} was changed"
    return ""
