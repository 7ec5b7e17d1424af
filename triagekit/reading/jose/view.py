"""What a check looks at, and where it writes what it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from triagekit.reading.jose.claims import Sort, Times
from triagekit.reading.jose.expected import Expected, Seen
from triagekit.reading.jose.signature import Judged, Keys
from triagekit.reading.jose.token import Token
from triagekit.records import Use, Value


class State(StrEnum):
    """Outcome of one check. A check that could not be made leaves no outcome, and its need is listed."""

    FAILED = "failed"
    """Wrong, whatever the receiver is."""
    NOTED = "noted"
    """Worth saying, and often harmless."""
    TOLERATED = "tolerated"
    """Wrong, but the receiver answered as if it were right."""
    PASSED = "passed"


ELSEWHERE = frozenset({404, 405, 408, 413, 414, 429, 431, 502, 503, 504, 520, 521, 522, 523, 524})
"""Statuses that say nothing of the token in the request (RFC 9110 15.5, 15.6; RFC 6585; 520 to 524 are Cloudflare's)."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The use by which a token is judged."""

    use: Use | None = None
    at: datetime | None = None
    """Time of use."""
    clock: str = ""
    """server | client | incident | told: whose clock `at` is."""
    bare: bool = False
    """The token is an artifact of its own (or stands in a log), not part of an exchange."""
    refused: bool = False
    """The request that carried it was refused: status 400, 401, 403 or 407."""
    accepted: bool = False
    """The request that carried it was answered with success or a redirect."""
    delivered: bool = False
    """It stood in an answer: it was handed out, not used."""

    recovered: bool = False
    """It was refused, and the same address was answered with success later: the journey went on."""

    @property
    def elsewhere(self) -> bool:
        """The request failed for a reason that lies before any judgement of a token: not found, too much, too slow, or a gateway without its server."""
        return self.use is not None and not self.delivered and not self.bare and self.use.status in ELSEWHERE

    @property
    def unanswered(self) -> bool:
        """It was sent along in a request that got no answer at all, or stands in a log: nobody is seen to have judged it."""
        return self.use is not None and not self.delivered and self.use.status is None and (self.use.place == "log" or (not self.bare and self.use.role == "request"))

    @property
    def bearer(self) -> bool:
        """It was used to call a service."""
        return self.use is not None and self.use.place == "header" and self.use.role != "response"


@dataclass(frozen=True, slots=True)
class View:
    """One token with everything that is known about it."""

    token: Token
    times: Times
    sort: Sort
    usage: Usage
    expected: Expected
    seen: Seen
    keys: Keys
    judged: Judged
    hints: Mapping[str, str]

    @property
    def claims(self) -> Mapping[str, object]:
        return self.token.claims

    @property
    def readable(self) -> bool:
        """Claims can be judged at all."""
        return self.token.payload.ok and isinstance(self.token.payload.value, dict)


TOLERABLE = frozenset({
    "expired", "not-yet-valid", "issued-in-future", "expiry-missing", "audience-missing", "issuer-missing", "subject-missing", "lifetime-excessive", "id-token-misused",
    "segment-count-wrong", "json-malformed", "claims-malformed", "token-encoding-damaged", "token-truncated", "copy-artifacts", "timestamp-malformed", "token-opaque",
    "token-encrypted", "json-serialization", "possession-proof-missing", "validity-window-inverted", "signature-missing", "signing-key-unknown", "signature-invalid",
    "audience-mismatch", "issuer-mismatch", "issuer-near-miss", "scope-missing", "critical-header-unknown",
})  # fmt: skip
"""Checks whose failure is silent where the receiver took the token all the same: it is then no explanation of anything."""


@dataclass(slots=True)
class Findings:
    """Outcomes, facts and needs of one token."""

    usage: Usage
    states: dict[str, State] = field(default_factory=dict)
    fields: dict[str, Value] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)

    def fail(self, check: str) -> None:
        """The check failed; tolerated where the receiver accepted the token, and no more than a remark where the token explains no failure."""
        silent = check in TOLERABLE and self.usage.accepted
        aside = self.usage.elsewhere or self.usage.recovered
        self.states[check] = State.TOLERATED if silent else State.NOTED if aside else State.FAILED

    def note(self, check: str) -> None:
        """The check found something worth saying; a failure is not weakened by it."""
        if self.states.get(check) is not State.FAILED:
            self.states[check] = State.TOLERATED if check in TOLERABLE and self.usage.accepted else State.NOTED

    def settle(self, check: str, wrong: bool) -> None:
        """Failed or passed."""
        if wrong:
            self.fail(check)
        else:
            self.states.setdefault(check, State.PASSED)

    def lack(self, need: str) -> None:
        """Something that the case does not hold was needed."""
        if need not in self.needs:
            self.needs.append(need)
