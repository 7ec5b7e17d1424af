"""The part of SAML's schema that goes wrong in practice: order, number and presence of elements, required attributes.

Not a validator: what another check names more exactly (a missing ID, Version, Issuer, Status) is left to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from triagekit.reading.saml import tree
from triagekit.reading.saml.tree import DS, SAML, SAMLP

_MANY = 10_000
_REQUEST = (("Issuer", 1), ("Signature", 9), ("Extensions", 1))
_SUBJECT = (("NameID", 1), ("BaseID", 1), ("EncryptedID", 1), ("SubjectConfirmation", _MANY))
_ORDER: dict[str, tuple[tuple[str, int], ...]] = {
    "Response": (*_REQUEST, ("Status", 1), ("Assertion EncryptedAssertion", _MANY)),
    "LogoutResponse": (*_REQUEST, ("Status", 1)),
    "LogoutRequest": (*_REQUEST, ("BaseID NameID EncryptedID", 1), ("SessionIndex", _MANY)),
    "AuthnRequest": (*_REQUEST, ("Subject", 1), ("NameIDPolicy", 1), ("Conditions", 1), ("RequestedAuthnContext", 1), ("Scoping", 1)),
    "Assertion": (
        ("Issuer", 1), ("Signature", 9), ("Subject", 1), ("Conditions", 1), ("Advice", 1), ("Statement AuthnStatement AuthzDecisionStatement AttributeStatement", _MANY),
    ),
    "Subject": _SUBJECT,
    "SubjectConfirmation": (("BaseID NameID EncryptedID", 1), ("SubjectConfirmationData", 1)),
    "Conditions": (("Condition AudienceRestriction OneTimeUse ProxyRestriction", _MANY),),
    "AuthnStatement": (("SubjectLocality", 1), ("AuthnContext", 1)),
    "AuthnContext": (("AuthnContextClassRef", 1), ("AuthnContextDecl AuthnContextDeclRef", 1), ("AuthenticatingAuthority", _MANY)),
    "AttributeStatement": (("Attribute EncryptedAttribute", _MANY),),
    "Attribute": (("AttributeValue", _MANY),),
    "Status": (("StatusCode", 1), ("StatusMessage", 1), ("StatusDetail", 1)),
    "AudienceRestriction": (("Audience", _MANY),),
}  # fmt: skip
"""Children of each element in their order (alternatives side by side), with the most that may occur. More than one signature is a check of its own."""
_ATTRIBUTES = {
    "Response": "IssueInstant", "LogoutResponse": "IssueInstant", "LogoutRequest": "IssueInstant", "AuthnRequest": "IssueInstant", "Assertion": "IssueInstant",
    "SubjectConfirmation": "Method", "StatusCode": "Value", "AuthnStatement": "AuthnInstant", "Attribute": "Name",
}  # fmt: skip
_NEEDED = {"AuthnStatement": "AuthnContext", "AudienceRestriction": "Audience", "AttributeStatement": "Attribute EncryptedAttribute"}
_SPACES = frozenset({SAML, SAMLP, DS})
_LATE = "stands after what must follow it"
ELEMENTS = 20_000
"""Elements looked at."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One violation."""

    place: str
    reason: str
    order: bool = False
    """Only the order is wrong, which most receivers let pass."""


def violations(root: Any, most: int = 20) -> list[Wrong]:
    """What breaks the schema, at most `most`."""
    out: list[Wrong] = []
    for n, element in enumerate(root.iter()):
        if n >= ELEMENTS or len(out) >= most:
            break
        if isinstance(element.tag, str) and tree.space(element) in {SAML, SAMLP} and not _inside_value(element):
            out += [Wrong(tree.where(element), reason, order=reason.endswith(_LATE)) for reason in _of(element)]
    return out[:most]


def _inside_value(element: Any) -> bool:
    """Attribute values, extensions and advice may hold anything."""
    return any(tree.name(a) in {"AttributeValue", "Extensions", "Advice", "StatusDetail"} for a in element.iterancestors())


def _of(element: Any) -> Iterator[str]:
    local = tree.name(element)
    wanted = _ATTRIBUTES.get(local)
    if wanted and element.get(wanted) is None:
        yield f"{wanted} is missing"
    if local in _ORDER:
        yield from _sequence(element, _ORDER[local])
    needed = _NEEDED.get(local, "").split()
    if needed and not any(tree.name(c) in needed for c in element):
        yield f"{needed[0]} is missing"


def _sequence(element: Any, order: tuple[tuple[str, int], ...]) -> Iterator[str]:
    place = {name: n for n, (names, _) in enumerate(order) for name in names.split()}
    counts: dict[int, int] = {}
    last = 0
    for child in element:
        if not isinstance(child.tag, str):
            continue
        at = place.get(tree.name(child)) if tree.space(child) in _SPACES else None
        if at is None:
            if tree.name(child) != "Signature":  # a signature in a wrong place is a check of its own
                yield f"{tree.name(child)[:60]} does not belong there"
            continue
        if at < last:
            yield f"{tree.name(child)} {_LATE}"
        last = max(last, at)
        counts[at] = counts.get(at, 0) + 1
        if counts[at] == order[at][1] + 1:
            yield f"{tree.name(child)} stands there more than once"
