"""Records: what analyzers read from artifacts, as flat maps of dotted field names.

Every field has a published name, type and meaning (`FieldSpec`); a rule that names an unknown field does
not load. A name that ends in `.*` publishes a family: `response.headers.*` covers
`response.headers.www-authenticate`. Absent means *unknown*: a field is set only when the artifact says so.
Values are str, int, float, bool, an aware datetime, or a tuple of str. Header names are lower case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from triagekit.model import Location

Value = str | int | float | bool | datetime | tuple[str, ...]
"""What a field can hold. Durations are in seconds unless the name ends in _ms."""


class Kind(StrEnum):
    """What sort of thing a record is; rules name these in `reads`."""

    EXCHANGE = "exchange"
    """One HTTP request and its response, from any capture, trace or access log."""
    EVENT = "event"
    """One log line or console message, with its continuation lines."""
    ASSERTION = "assertion"
    """A SAML message: request, response, assertion, logout."""
    METADATA = "metadata"
    """SAML metadata of one entity, or an OIDC discovery document."""
    TOKEN = "token"  # noqa: S105 (a word, no secret)
    """A JWT, JWS, JWE or opaque bearer token."""
    CERTIFICATE = "certificate"
    """One X.509 certificate, or the chain it leads (chain.* fields are on the leaf)."""
    HANDSHAKE = "handshake"
    """One TLS handshake as a trace shows it."""
    DEFECT = "defect"
    """What is wrong with an artifact itself."""
    FACT = "fact"
    """Derived from many records: clock offset, retry group, redirect chain, cookie life."""


class Type(StrEnum):
    """Type of a field's value."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    TIME = "time"
    LIST = "list"
    """A tuple of texts; a rule matches when any item does."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A published field: its type and its meaning in one sentence."""

    type: Type
    meaning: str
    shown_by: tuple[str, ...] = ()
    """Fields that show this one would stand here if it were so (a flag only when true): then its absence is a *no*, not an unknown."""


Vocabulary = Mapping[str, FieldSpec]
"""Field name (or family ending in `.*`) to its spec."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing read from an artifact."""

    kind: Kind
    location: Location
    fields: Mapping[str, Value]
    at: datetime | None = None
    """When it happened, by its own clock (aware); None when the artifact does not say."""
    also: tuple[Location, ...] = ()
    """Further places the same thing stands (a token used in many requests)."""

    def get(self, name: str) -> Value | None:
        """The field's value, or None when the artifact does not say."""
        return self.fields.get(name)

    @property
    def ended(self) -> datetime | None:
        """When an exchange was over: its start and its whole duration; None where one of them is not told."""
        total = self.fields.get("timing.total_ms")
        if self.at is None or not isinstance(total, int | float) or isinstance(total, bool) or not 0 <= total < 86_400_000:
            return None
        return self.at + timedelta(milliseconds=total)


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a carried item: when, where and what was answered."""

    at: datetime | None
    """Time of use by the user's clock (request start, log time), aware."""
    server_at: datetime | None
    """Time by the receiver's clock (Date of the answer), aware."""
    location: Location
    host: str = ""
    path: str = ""
    status: int | None = None
    """Status of the answer, where the item travelled in an exchange."""
    place: str = ""
    """header | cookie | query | fragment | form | body | log | bare."""
    name: str = ""
    """Name of the header, cookie or parameter it stood in, lower case."""
    role: str = ""
    """request | response."""
    ended: datetime | None = None
    """When the exchange was over by the user's clock, aware; None where nothing tells."""


@dataclass(slots=True)
class Material:
    """Something carried inside an artifact, or an artifact of its own, to be examined with the case's context.

    Examiners see all materials of a case at once, so that a response meets its request, a token its keys.
    """

    kind: str
    """saml | jwt | certificate | jwks | metadata | private-key | tls-trace | crl | ocsp."""
    data: bytes
    """The item as it stood, before any decoding."""
    uses: list[Use] = field(default_factory=list)
    """Every use seen, in order; at least one. Bounded by the pipeline."""
    hints: dict[str, str] = field(default_factory=dict)
    """What the place says about it: binding (post|redirect|artifact), relay_state, sni, host, alias, subject..."""
    context: bool = False
    """True when the case file named it: it is known about the receiving side, and is not under diagnosis."""


@dataclass(frozen=True, slots=True)
class About:
    """What an analyzer learnt about the artifact as a whole; later ones override earlier ones."""

    producer: str = ""
    sanitized: bool | None = None
    timezone: str = ""
    certainty: int | None = None
    note: str = ""
    """One sentence for people about the artifact as a whole: how unsure recognition was, or what was summed up. Raw; several add up."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Bytes an analyzer examined or did not, in reading order. The pipeline adds them up and reports the gap."""

    examined: int = 0
    skipped: int = 0
    why: str = ""
    refused: int = 0
    """Records present but unreadable."""


def text(meaning: str) -> FieldSpec:
    """A text field."""
    return FieldSpec(Type.TEXT, meaning)


def number(meaning: str) -> FieldSpec:
    """A number field; the meaning names its unit."""
    return FieldSpec(Type.NUMBER, meaning)


def flag(meaning: str) -> FieldSpec:
    """A true-or-false field; absent means unknown."""
    return FieldSpec(Type.FLAG, meaning)


def time(meaning: str) -> FieldSpec:
    """An aware point in time."""
    return FieldSpec(Type.TIME, meaning)


def texts(meaning: str) -> FieldSpec:
    """A list of texts; a rule matches when any of them does."""
    return FieldSpec(Type.LIST, meaning)
