"""The redaction policy: a profile, the customer's own terms and patterns, and lines that say what happens to what.

    profile: support                  # strict | support | minimal
    terms: [Acme, acme.example]       # names and hosts that are removed wherever they stand
    rules:                            # the most specific line that fits decides; the later of two equally specific ones
      - {category: ip, action: keep}
      - {category: user, name: "x-tenant-*", action: keep}
      - {place: "/log/entries/*/comment", action: mask}
    patterns:                         # own forms, checked with their examples when the policy is loaded
      - {name: ticket, category: customer, pattern: 'ACME-[0-9]{6}', examples: [ACME-123456], counterexamples: [ACME-12]}

A policy adds protection. What opens something (keys, tokens, passwords, cookies) can never be kept.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from redaction.names import SECRET
from triagekit.errors import Problem, TriageError

PROFILES = ("strict", "support", "minimal")
ACTIONS = ("keep", "pseudonymise", "mask")
NEVER_KEPT = SECRET | {"vendor-key", "userinfo", "card", "iban", "nested", "binary", "link", "access-key"}
_MINIMAL = frozenset({"ip", "mac", "device", "geo", "user", "user-path", "host"})
_STRICT_MASKED = frozenset({"ip", "mac", "device"})
_SELECTORS = {"place": 8, "name": 4, "detector": 2, "category": 1}
"""What a line can ask for, and how much more specific that makes it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a policy."""

    action: str
    category: str = ""
    detector: str = ""
    name: str = ""
    """Of the header, parameter, key or element; with * and ?, in lower case."""
    place: str = ""
    """JSON Pointer, XPath or line; with * and ?."""
    origin: str = "policy"
    """Where it was said: policy line N, or the profile."""

    @property
    def weight(self) -> int:
        """How specific it is."""
        return sum(w for s, w in _SELECTORS.items() if getattr(self, s))

    def fits(self, category: str, detector: str, name: str, place: str) -> bool:
        """True when everything it asks for is so."""
        asked = ((self.category, category), (self.detector, detector), (self.name, name.lower()), (self.place, place))
        return all(not wanted or fnmatchcase(there, wanted) for wanted, there in asked)


@dataclass(slots=True)
class Policy:
    """A loaded policy."""

    profile: str = "support"
    lines: tuple[Line, ...] = ()
    terms: tuple[str, ...] = ()
    patterns: tuple[Mapping[str, Any], ...] = ()
    by_place: bool = False
    """True when some line asks where a value stands, so that equal texts may be treated differently."""
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict, repr=False)

    def action(self, category: str, detector: str = "", name: str = "", place: str = "") -> str:
        """keep, pseudonymise or mask."""
        if self.by_place:
            return self.decide(category, detector, name, place).action
        at = (category, detector, name)
        made = self._known.get(at)
        if made is None:
            if len(self._known) > 20_000:
                self._known.clear()
            made = self._known[at] = self.decide(category, detector, name, place).action
        return made

    def decide(self, category: str, detector: str = "", name: str = "", place: str = "") -> Line:
        """The line that decides: the most specific that fits, the later of equals."""
        fitting = [line for line in (_default(self.profile, category), *self.lines) if line.fits(category, detector, name, place)]
        return max(enumerate(fitting), key=lambda at: (at[1].weight, at[0]))[1]

    def sha256(self) -> str:
        """Which policy made a copy."""
        return hashlib.sha256(repr((self.profile, self.lines, self.terms, self.patterns)).encode("utf-8", "surrogatepass")).hexdigest()

    def kept_in_words(self) -> tuple[str, ...]:
        """What stays on purpose, by the profile and by the lines of the policy."""
        profile = f"profile {self.profile}"
        made = [f"{c} ({profile})" for c in sorted(_MINIMAL)] if self.profile == "minimal" else []
        made += [] if self.profile == "strict" else [f"certificate ({profile})"]
        return (*made, *(f"{line.category or 'everything'} ({line.origin})" for line in self.lines if line.action == "keep"))

    @classmethod
    def load(cls, path: Path | None, profile: str = "support") -> "Policy":
        """The policy of a file, or a profile's own. Raises TK-RED-003."""
        if path is None:
            if profile not in PROFILES:
                raise _wrong("profile", f"known are {', '.join(PROFILES)}")
            return cls(profile)
        from redaction.policyfile import read

        return read(path, profile)


def _default(profile: str, category: str) -> Line:
    if profile == "minimal" and category in _MINIMAL:
        return Line("keep", origin="profile minimal")
    if profile != "strict" and category == "certificate":
        return Line("keep", origin=f"profile {profile}: certificates are public, people and terms in them are not")
    if profile == "strict" and category in _STRICT_MASKED:
        return Line("mask", origin="profile strict")
    return Line("pseudonymise", origin=f"profile {profile}")


def _wrong(place: str, detail: str) -> TriageError:
    return TriageError(Problem("TK-RED-003", place, detail))
