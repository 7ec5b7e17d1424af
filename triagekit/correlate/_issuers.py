"""How far the clocks stand that identity providers and applications write into their messages and tokens.

What bears a time of issue I and was handed out in an answer that the client began to wait for at t0 and had at t1 was
issued between t0 and t1 by the client's clock: the issuer's clock stands [I - t1, I + r - t0] ahead of it, r being the
resolution of I (a second for iat, RFC 7519 4.1.6). Where only its passing on at t2 is seen it was issued before t2, and,
where it answers a request that was passed on at t1, after that. Tokens may be dated back by their issuer, and some are
handed out from a store: of them only the lower bound is hard.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triagekit.correlate._offsets import SLACK, intersect
from triagekit.correlate._seen import moment, room, text, texts
from triagekit.model import Location
from triagekit.records import Kind, Record, Value, Vocabulary, flag
from triagekit.records import number as figure
from triagekit.records import text as words

TOLERANCE_S = 60.0
"""An offset within this is no finding."""
ISSUERS = 200
MESSAGES = 400
"""Messages and tokens kept per issuer."""
_MESSAGES: Mapping[str, str] = {"response": "identity-provider", "assertion": "identity-provider", "authn-request": "application"}
_TOKENS = frozenset({"id-token", "access-token", "logout-token"})

FIELDS: Vocabulary = {
    "idp.issuer": words("Who issued what was measured"),
    "idp.role": words("identity-provider | application (by its sign-in requests)"),
    "idp.by": words("IssueInstant of its messages | iat of its tokens | IssueInstant of its messages and iat of its tokens"),
    "idp.offset_low_s": figure("Least offset of its clock from the client's, in seconds"),
    "idp.offset_high_s": figure("Greatest offset, in seconds; absent where nothing bounds it from above"),
    "idp.samples": figure("Messages and tokens measured"),
    "idp.agreeing": figure("Those that agree"),
    "idp.backdated": flag("Only tokens bound it from above, which their issuer may date back"),
    "idp.checked": flag("Answers of servers tell whether the client's own clock is right"),
    "idp.off": flag("It stands more than a minute from the other servers' clocks, or where these were not measured from the client's"),
    "idp.direction": words("issuer-ahead | issuer-behind | in-step"),
    "idp.apart_s": figure("Seconds by which it stands off at least"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """The clocks that an issuer's is compared with: the offset of the servers from the client."""

    low: float = 0.0
    high: float = 0.0
    checked: bool = False
    """Answers of servers tell."""


@dataclass(frozen=True, slots=True)
class _Issued:
    """One message or token: the hard lower bound of the offset, the upper one where something gives it."""

    low: float
    high: float | None
    token: bool


@dataclass(slots=True)
class _Issuer:
    role: str
    location: Location
    found: list[_Issued] = field(default_factory=list)
    waiting: list[tuple[str, datetime, float]] = field(default_factory=list)
    """Messages of which only the passing on is seen: what they answer, their time of issue, their lower bound."""


class Issuers:
    """Collects what bears a time of issue."""

    def __init__(self) -> None:
        self._issuers: dict[tuple[str, str], _Issuer] = {}
        self._asked: dict[str, datetime] = {}
        """ID of a sign-in request to when it was passed on."""

    def see(self, record: Record) -> None:
        """Take note of a message or a token."""
        if record.kind is Kind.ASSERTION:
            self._message(record)
        elif text(record, "jwt.sort") in _TOKENS:
            self._token(record)

    def _message(self, record: Record) -> None:
        role = _MESSAGES.get(text(record, "saml.sort"), "")
        issued, issuer = moment(record, "saml.issue_instant"), next(iter(texts(record, "saml.issuer")), "")
        if not role or issued is None or not issuer:
            return
        passed, number = moment(record, "saml.passed_on"), text(record, "saml.id")
        if role == "application" and passed and number and room(self._asked, number):
            self._asked[number] = passed
        known = self._known(role, issuer, record)
        if known is None:
            return
        made = _between(issued, record, "saml", token=False)
        answered = next(iter(texts(record, "saml.in_response_to")), "")
        if made is not None and made.high is None and answered:
            known.waiting.append((answered, issued, made.low))
        elif made is not None:
            known.found.append(made)

    def _token(self, record: Record) -> None:
        issued, issuer = moment(record, "jwt.iat"), text(record, "jwt.iss")
        made = _between(issued, record, "jwt", token=True) if issued and issuer else None
        if made is not None and (known := self._known("identity-provider", issuer, record)):
            known.found.append(made)

    def _known(self, role: str, issuer: str, record: Record) -> _Issuer | None:
        if not room(self._issuers, (role, issuer), ISSUERS):
            return None
        known = self._issuers.setdefault((role, issuer), _Issuer(role, record.location))
        return known if len(known.found) + len(known.waiting) < MESSAGES else None

    def conclude(self, reference: Reference) -> Iterator[Record]:
        """One fact per issuer whose clock something bounds."""
        for (_, issuer), known in self._issuers.items():
            for answered, issued, low in known.waiting:
                asked = self._asked.get(answered)
                high = (issued - asked).total_seconds() + _resolution(issued) + SLACK if asked else None
                known.found.append(_Issued(low, high if high is not None and high >= low else None, token=False))
            if known.found:
                yield Record(Kind.FACT, known.location, _facts(issuer, known, reference))


def _between(issued: datetime, record: Record, prefix: str, token: bool) -> _Issued | None:
    """The bounds by which the record was handed out, or else passed on."""
    begun, ended, passed = (moment(record, f"{prefix}.{name}") for name in ("handed_out.from", "handed_out.to", "passed_on"))
    if begun and ended and not (passed and passed < begun):
        high = (issued - begun).total_seconds() + (1.0 if token else _resolution(issued)) + SLACK
        return _Issued((issued - ended).total_seconds() - SLACK, high, token)
    return _Issued((issued - passed).total_seconds() - SLACK, None, token) if passed else None


def _resolution(issued: datetime) -> float:
    return 0.001 if issued.microsecond else 1.0


def _facts(issuer: str, known: _Issuer, reference: Reference) -> dict[str, Value]:
    low, high, agreeing, soft = _bounds(known.found)
    kinds = {one.token for one in known.found}
    named = " and ".join(["IssueInstant of its messages"] * (False in kinds) + ["iat of its tokens"] * (True in kinds))
    ahead, behind = low - reference.high, reference.low - high if high is not None and not soft else 0.0
    apart = ahead if ahead > TOLERANCE_S else behind if behind > TOLERANCE_S else 0.0
    fields: dict[str, Value] = {
        "fact": "issuer-clock", "idp.issuer": issuer, "idp.role": known.role, "idp.by": named, "idp.offset_low_s": round(low, 3), "idp.samples": len(known.found),
        "idp.agreeing": agreeing, "idp.backdated": soft, "idp.checked": reference.checked, "idp.off": apart > 0,
        "idp.direction": "in-step" if not apart else "issuer-ahead" if apart == ahead else "issuer-behind", "idp.apart_s": round(apart, 1),
    }  # fmt: skip
    if high is not None:
        fields["idp.offset_high_s"] = round(high, 3)
    return fields


def _bounds(found: list[_Issued]) -> tuple[float, float | None, int, bool]:
    """The span that most share, messages before tokens; how many share it, and whether only tokens bound it from above."""
    for soft in (False, True):
        two = [(one.low, one.high) for one in found if one.high is not None and one.token is soft]
        if two:
            low, high, agreeing = intersect(two)
            lows = [one.low for one in found if one.low <= high and (one.high is None or one.token is not soft)]
            return max([low, *lows]), high, agreeing + len(lows), soft
    return max(one.low for one in found), None, len(found), False
