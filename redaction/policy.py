"""The redaction policy: which profile, what stays, the customer's own terms and patterns."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from triagekit.errors import Problem, TriageError

PROFILES = ("strict", "support", "minimal")
_NEVER_KEPT = frozenset({"private-key", "credential", "password", "secret", "token", "cookie", "vendor-key", "card", "otp", "userinfo", "signature"})
"""No policy can keep these: a policy only adds, it never opens."""
_MINIMAL = frozenset({"ip", "mac", "user"})
_KEYS = frozenset({"profile", "keep", "terms"})


@dataclass(frozen=True, slots=True)
class Policy:
    """A loaded policy."""

    profile: str = "support"
    kept: frozenset[str] = frozenset()
    """Categories that stay."""
    terms: tuple[str, ...] = ()
    """The customer's own names and hosts, removed wherever they stand."""

    @classmethod
    def load(cls, path: Path | None, profile: str = "support") -> "Policy":
        """The policy of a file, or a profile's own. Raises TK-RED-003."""
        tree = _read(path) if path else {}
        chosen = str(tree.get("profile", profile))
        keep = frozenset(map(str, tree.get("keep") or ()))
        if chosen not in PROFILES:
            raise TriageError(Problem("TK-RED-003", "profile", f"known are {', '.join(PROFILES)}"))
        if keep & _NEVER_KEPT:
            raise TriageError(Problem("TK-RED-003", "keep", f"{sorted(keep & _NEVER_KEPT)[0]} can never be kept"))
        return cls(chosen, keep | (_MINIMAL if chosen == "minimal" else frozenset()), tuple(str(t) for t in tree.get("terms") or () if len(str(t)) > 2))


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()[:1_000_001]
        plain = not any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(raw, Loader=yaml.CSafeLoader))
        tree = yaml.load(raw, Loader=yaml.CSafeLoader) if plain and len(raw) <= 1_000_000 else None
    except Exception:
        raise TriageError(Problem("TK-RED-003", path.name)) from None
    if not isinstance(tree, dict) or set(map(str, tree)) - _KEYS:
        raise TriageError(Problem("TK-RED-003", path.name, f"a policy knows {', '.join(sorted(_KEYS))}"))
    return tree
