"""What a check looks at: one message with everything that the case knows about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from triagekit.reading.saml import tree
from triagekit.reading.saml.compare import same_url
from triagekit.reading.saml.decode import Decoded
from triagekit.reading.saml.expected import Expected, Request
from triagekit.reading.saml.instants import Instant
from triagekit.reading.saml.instants import read as instant
from triagekit.reading.saml.message import Message, Sort
from triagekit.reading.saml.second import Voice
from triagekit.reading.saml.tree import SAML, SAMLP
from triagekit.reading.saml.verify import Judged
from triagekit.reading.saml.xmlenc import Opened, Sealed
from triagekit.reading.xmlsafe import Parsed
from triagekit.records import Material, Use

BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
Outcome = bool | str | None
"""Of one check: True = the fault is there, False = looked for and not there, a text = what it needs to be judged, None = it does not apply."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The time by which a message is judged."""

    at: datetime | None = None
    clock: str = ""
    """Whose clock says so: told | server | client | incident."""


@dataclass(slots=True)
class Known:
    """What the other messages of the case tell."""

    requests: list[Request] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    """SessionIndex values of logins in the case."""
    assertion_uses: dict[str, int] = field(default_factory=dict)
    """Assertion ID to how often it was submitted."""

    def request(self, message_id: str | None) -> Request | None:
        """The sign-in request of that ID, when the case holds it."""
        return next((r for r in self.requests if r.id == message_id), None)


@dataclass(slots=True)
class View:
    """One message under diagnosis."""

    material: Material
    decoded: Decoded
    parsed: Parsed
    message: Message | None
    expected: Expected
    known: Known
    moment: Moment
    use: Use | None = None
    """The use by which it is judged: the delivery, where one is seen."""
    judged: tuple[Judged, ...] = ()
    voices: tuple[Voice, ...] = ()
    """What the second check says, one for each of `judged`."""
    sealed: tuple[Sealed, ...] = ()
    opened: tuple[Opened, ...] = ()
    """What the receiver's key makes of each of `sealed`."""
    query_signature: str = ""
    """Of the Redirect binding: ok | wrong | no-key | unsupported | redacted; empty when there is none."""

    @property
    def hints(self) -> Mapping[str, str]:
        return self.material.hints

    @property
    def sort(self) -> Sort:
        if self.message is None:
            return Sort.ARTIFACT if self.binding == "artifact" else Sort.UNREADABLE
        return self.message.sort

    @property
    def root(self) -> Any:
        return self.message.root if self.message else None

    @property
    def assertion(self) -> Any:
        """The assertion that a receiver reads."""
        return self.message.assertion if self.message else None

    @property
    def login(self) -> bool:
        return self.message is not None and self.message.login

    @property
    def success(self) -> bool:
        """It reports success, or carries no status because it is a bare assertion."""
        return self.login and (self.sort is Sort.ASSERTION or self.status.endswith(":Success") or not self.status)

    @property
    def status(self) -> str:
        """The top-level status code; empty when there is none."""
        code = tree.path(self.root, (SAMLP, "Status"), (SAMLP, "StatusCode")) if self.root is not None else None
        return (tree.attribute(code, "Value") or "").strip()

    @property
    def closed(self) -> bool:
        """It holds an encrypted assertion that was not opened: nothing inside can be judged."""
        return self.message is not None and bool(self.message.encrypted) and self.assertion is None

    @property
    def received_at(self) -> str:
        """The URL that received it, where a capture shows that."""
        return self.hints.get("url", "")

    @property
    def binding(self) -> str:
        return self.hints.get("binding", "")

    def confirmations(self) -> list[Any]:
        """Bearer confirmations of the assertion's subject."""
        subject = tree.child(self.assertion, SAML, "Subject")
        return [c for c in tree.children(subject, SAML, "SubjectConfirmation") if tree.attribute(c, "Method") == BEARER]

    def confirmation_data(self) -> list[Any]:
        """Their SubjectConfirmationData elements."""
        return [d for d in (tree.child(c, SAML, "SubjectConfirmationData") for c in self.confirmations()) if d is not None]

    def telling_data(self) -> list[Any]:
        """The data by which delivery is judged: that of a confirmation without fault when there is one, since one suffices; else of all (SAML Core 2.4.1)."""
        data = self.confirmation_data()
        return next(([d] for d in data if self._deliverable(d)), data)

    def _deliverable(self, data: Any) -> bool:
        """Nothing is missing from it, and nothing in it is known to be wrong."""
        end, recipient, answered = time_of(data, "NotOnOrAfter"), tree.attribute(data, "Recipient"), tree.attribute(data, "InResponseTo")
        wanted = self.expected.acs_urls or ((self.received_at,) if self.received_at else ())
        if end is None or end.at is None or recipient is None or data.get("NotBefore") is not None:
            return False
        if self.moment.at is not None and self.moment.at >= end.at + self.expected.skew:
            return False
        if wanted and not any(same_url(recipient, url) for url in wanted):
            return False
        return answered is None or not self.expected.request_ids or answered in self.expected.request_ids

    def conditions(self) -> Any:
        return tree.child(self.assertion, SAML, "Conditions")

    def name_id(self) -> Any:
        """The NameID of the assertion or of a LogoutRequest, decrypted or plain."""
        if self.sort is Sort.LOGOUT_REQUEST:
            return tree.child(self.root, SAML, "NameID")
        return tree.path(self.assertion, (SAML, "Subject"), (SAML, "NameID")) if self.assertion is not None else None


def time_of(element: Any, name: str) -> Instant | None:
    """An attribute as an instant; None when absent."""
    told = tree.attribute(element, name)
    return None if told is None else instant(told)


NEEDS = {
    "sp": "the entity ID that the application is configured with (expect.saml.sp_entity_id)",
    "acs": "the application's sign-in address (expect.saml.acs_url), or a HAR that shows where the message was received",
    "idp": "the entity ID of the identity provider that the application is configured for (expect.saml.idp_entity_id), or its metadata",
    "certificate": "the identity provider's signing certificate as the application has it (expect.saml.idp_certificates), or its metadata",
    "time": "the time of use: a HAR with Date headers, or incident_time in the case file",
    "request": "the request that it answers: a HAR from the start of the sign-in, or expect.saml.request_id",
    "initiated": "whether logins that start at the identity provider are allowed (expect.saml.idp_initiated)",
    "format": "the NameID format that the application expects (expect.saml.nameid_format)",
    "signed": "what the application wants signed (expect.saml.want_signed), or its metadata",
    "encrypted": "what the application wants encrypted (expect.saml.want_encrypted)",
    "attributes": "the attributes that the application requires (expect.saml.attributes)",
    "context": "the sign-in methods that were asked for (expect.saml.authn_context), or the request",
    "key": "a decrypted copy from the application's own log, or its key in the case file (expect.saml.sp_key), which stays on this machine",
    "sp-certificate": "the application's own certificate (its metadata)",
    "sso": "the identity provider's sign-in address (expect.saml.sso_url), its metadata, or a HAR",
    "slo": "the address that receives sign-out messages (expect.saml.slo_url), or a HAR",
    "registered-acs": "the return addresses registered at the identity provider (expect.saml.registered_acs_urls), or the application's metadata",
    "registered-sp": "the application identifiers registered at the identity provider (expect.saml.registered_sp_entity_ids)",
    "requests-signed": "whether the identity provider wants signed requests (its metadata)",
    "algorithm": "the signature algorithm that the identity provider expects (expect.saml.request_algorithm)",
    "lifetime": "how old a message the receiver takes (expect.saml.message_lifetime)",
    "authentication-age": "how old a sign-in the application takes (expect.saml.max_authentication_age)",
    "binding": "how it was sent: the URL, the form, or a HAR",
    "sessions": "the login that this sign-out belongs to",
    "whole": "a whole and undamaged copy of the message",
}
"""What a check may need, in words that can be asked for."""
