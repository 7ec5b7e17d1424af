"""What a check looks at, and where it writes what it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from triagekit.reading.x509.armour import Bundle
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.expected import Expected
from triagekit.reading.x509.paths import Way
from triagekit.reading.x509.revocation import Lists
from triagekit.reading.x509.validate import Fault
from triagekit.records import Use, Value


class State(StrEnum):
    """Outcome of one check. A check that could not be made leaves no outcome, and its need is listed."""

    FAILED = "failed"
    NOTED = "noted"
    """So, and worth a word; beside a graver fault, or where it is often harmless."""
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Usage:
    """The use by which a certificate is judged."""

    use: Use | None = None
    at: datetime | None = None
    clock: str = ""
    """server | client | incident | told: whose clock `at` is."""
    client_at: datetime | None = None
    """The same moment by the client's clock, where it differs from the server's by more than a minute."""


@dataclass(frozen=True, slots=True)
class View:
    """One chain as it was served or sent, with everything that is known about it."""

    bundle: Bundle
    served: tuple[Certificate, ...]
    """Certificates in the order they stand."""
    leaf: Certificate
    usage: Usage
    expected: Expected
    host: str
    purpose: str
    """server | client | any; empty when unknown."""
    complete: bool
    """What stands here is what a server sent, not one certificate out of its chain."""
    authority: bool
    """This file brings authorities along, and another one of the case has the leaf."""
    trust_known: bool
    ways: tuple[Way, ...]
    way: Way | None
    """The way that is judged: the one to an anchor with the least wrong about it, else the longest."""
    faults: tuple[Fault, ...]
    """What is wrong along that way."""
    lists: Lists | None
    key_at_hand: bytes
    hints: Mapping[str, str]
    accepted: tuple[str, ...] = ()
    """Names of the authorities that the server takes client certificates from, as it announced them."""

    @property
    def anchored(self) -> bool:
        return self.way is not None and self.way.end == "anchor"

    @property
    def server(self) -> bool:
        """It is judged as the certificate of a TLS server."""
        return self.purpose == "server"

    @property
    def lint(self) -> bool:
        """A certificate by itself, without any context."""
        return not self.complete and not self.trust_known


ADVICE = frozenset({
    "extension-malformed", "key-identifier-mismatch", "name-malformed", "ocsp-staple-missing", "rsa-key-weak", "serial-number-invalid", "transparency-timestamp-missing", "version-outdated",
})  # fmt: skip
"""Checks whose failure stops some programs only: beside a graver one they are only worth a word."""
MILD = frozenset({"certificate-expiring", "chain-misordered", "cross-sign-expired", "lifetime-excessive", "revocation-source-unreachable", "root-certificate-sent", "surplus-certificate-sent"})
"""Checks whose failure seldom stops anything: beside any other they are only worth a word."""

FOLLOWS = (
    ("signature-invalid", "key-type-unsupported"), ("signature-algorithm-inconsistent", "signature-invalid"), ("certificate-revoked", "revocation-list-unusable"), ("leaf-used-as-ca", "path-length-exceeded"),
)  # fmt: skip
"""A failure, and another that is often only its consequence: what an unsigned key says is not its issuer's word; a changed
algorithm breaks the signature; what a revoked authority signed is no longer used; one that is no authority counts below one."""


@dataclass(slots=True)
class Findings:
    """Outcomes, facts and needs of one chain."""

    states: dict[str, State] = field(default_factory=dict)
    fields: dict[str, Value] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    """One sentence for each check that failed or was noted."""
    needs: list[str] = field(default_factory=list)
    on_paper: set[str] = field(default_factory=set)
    """Checks that failed by a rule that programs do not enforce: beside anything else they are only worth a word."""

    def fail_on_paper(self, check: str, why: str) -> None:
        """Failed by a rule that programs do not enforce."""
        if self.states.get(check) is not State.FAILED:
            self.on_paper.add(check)
        self.fail(check, why)

    def fail(self, check: str, why: str = "") -> None:
        self.states[check] = State.FAILED
        self._because(check, why)

    def note(self, check: str, why: str = "") -> None:
        """Worth a word; a failure is not weakened by it."""
        if self.states.get(check) is not State.FAILED:
            self.states[check] = State.NOTED
            self._because(check, why)

    def _because(self, check: str, why: str) -> None:
        if why:
            self.why.setdefault(check, why[:400])

    def settle(self, check: str, why: str) -> None:
        """Failed with a reason, or passed without one."""
        if why:
            self.fail(check, why)
        else:
            self.states.setdefault(check, State.PASSED)

    def lack(self, need: str) -> None:
        if need not in self.needs:
            self.needs.append(need)

    def weigh(self) -> None:
        """Set advice back behind what explains a failure by itself."""
        failed = {n for n, s in self.states.items() if s is State.FAILED}
        if failed - self.on_paper:
            self.states.update(dict.fromkeys(failed & self.on_paper, State.NOTED))
            failed -= self.on_paper
        grave, advice = failed - ADVICE - MILD, failed & ADVICE
        for name in (advice if grave else set()) | (failed & MILD if grave or advice else set()):
            self.states[name] = State.NOTED
        for cause, consequence in FOLLOWS:
            if {cause, consequence} <= failed:
                self.states[consequence] = State.NOTED
