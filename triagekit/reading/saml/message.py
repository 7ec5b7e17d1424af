"""One SAML message: what it is, and its parts as a receiver would read them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from triagekit.reading.saml import tree
from triagekit.reading.saml.tree import MD, OLD, SAML, SAMLP, SOAP


class Sort(StrEnum):
    """What a document is."""

    RESPONSE = "response"
    AUTHN_REQUEST = "authn-request"
    LOGOUT_REQUEST = "logout-request"
    LOGOUT_RESPONSE = "logout-response"
    ASSERTION = "assertion"
    ARTIFACT_RESOLVE = "artifact-resolve"
    ARTIFACT = "artifact"
    """A reference to a message (SAMLart), not the message."""
    OTHER_REQUEST = "other-request"
    METADATA = "metadata"
    FEDERATION = "ws-federation"
    SOAP_FAULT = "soap-fault"
    OTHER = "other"
    UNREADABLE = "unreadable"


_SORTS = {
    "Response": Sort.RESPONSE, "AuthnRequest": Sort.AUTHN_REQUEST, "LogoutRequest": Sort.LOGOUT_REQUEST, "LogoutResponse": Sort.LOGOUT_RESPONSE,
    "Assertion": Sort.ASSERTION, "ArtifactResolve": Sort.ARTIFACT_RESOLVE,
}  # fmt: skip
_OTHERS = frozenset({"AttributeQuery", "AuthnQuery", "AuthzDecisionQuery", "ManageNameIDRequest", "NameIDMappingRequest", "AssertionIDRequest", "Request"})
_WS = ("RequestSecurityTokenResponse", "RequestSecurityTokenResponseCollection", "RequestedSecurityToken")


@dataclass(slots=True)
class Message:
    """A parsed message."""

    document: Any
    """Root of the document, an envelope perhaps: references of signatures are resolved in it."""
    root: Any
    """The SAML element itself."""
    sort: Sort
    old: bool = False
    """It is of SAML 1.x."""
    opened: list[Any] = field(default_factory=list)
    """Roots of assertions that were decrypted."""

    @property
    def assertions(self) -> list[Any]:
        """Assertions a receiver would look at: direct children, and those decrypted; the message itself when it is one."""
        if self.sort is Sort.ASSERTION:
            return [self.root]
        return [*tree.children(self.root, SAML, "Assertion"), *self.opened]

    @property
    def assertion(self) -> Any:
        """The one a receiver reads first, or None."""
        return next(iter(self.assertions), None)

    @property
    def encrypted(self) -> list[Any]:
        """EncryptedAssertion elements of the message."""
        return tree.children(self.root, SAML, "EncryptedAssertion")

    @property
    def login(self) -> bool:
        """It is meant to sign a user in."""
        return self.sort in {Sort.RESPONSE, Sort.ASSERTION}

    @property
    def request(self) -> bool:
        """It asks something of the other side."""
        return self.sort in {Sort.AUTHN_REQUEST, Sort.LOGOUT_REQUEST, Sort.ARTIFACT_RESOLVE, Sort.OTHER_REQUEST}

    @property
    def protocol(self) -> bool:
        """It is one of the messages of SAML that have an ID, a version and a time."""
        return self.sort not in {Sort.METADATA, Sort.FEDERATION, Sort.SOAP_FAULT, Sort.OTHER, Sort.UNREADABLE, Sort.ARTIFACT}


def read(document: Any) -> Message:
    """What this document is; envelopes of SOAP and ArtifactResponses are opened."""
    root = document
    for _ in range(3):
        inner = _inside(root)
        if inner is None:
            break
        root = inner
    namespace, local = tree.space(root), tree.name(root)
    return Message(document, root, _sort(root, namespace, local), namespace in OLD or root.get("MajorVersion") == "1")


def _inside(root: Any) -> Any:
    """The message in an envelope, or None when this is not one."""
    if tree.space(root) in SOAP and tree.name(root) == "Envelope":
        body = tree.child(root, tree.space(root), "Body")
        return None if body is None else next((c for c in body if isinstance(c.tag, str)), None)
    if tree.is_(root, SAMLP, "ArtifactResponse"):
        return next((c for c in root if isinstance(c.tag, str) and tree.name(c) in _SORTS), None)
    return None


def _sort(root: Any, namespace: str, local: str) -> Sort:
    if namespace == MD and local in {"EntityDescriptor", "EntitiesDescriptor"}:
        return Sort.METADATA
    if local in _SORTS and namespace in {SAMLP, SAML, *OLD}:
        return _SORTS[local]
    if local == "ArtifactResponse" and namespace == SAMLP:
        return Sort.RESPONSE
    if local in _OTHERS and namespace in {SAMLP, *OLD}:
        return Sort.OTHER_REQUEST
    if local in _WS or any(tree.name(e) in _WS for e in list(root)[:5]):
        return Sort.FEDERATION
    return Sort.SOAP_FAULT if local == "Fault" and namespace in SOAP else Sort.OTHER


def issuer(element: Any) -> Any:
    """The Issuer child of a message or assertion, or None."""
    return tree.child(element, SAML, "Issuer")


def issuer_text(element: Any) -> str:
    """Its value; empty when there is none. White space around it is no part of a name (xs:anyURI collapses)."""
    return tree.value(issuer(element)).strip()
