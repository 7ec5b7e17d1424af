"""The part of the metadata schema that goes wrong in practice: order of elements, required attributes."""

from collections.abc import Iterator
from typing import Any

from triagekit.reading.saml import tree
from triagekit.reading.saml.tree import DS, MD

_ROLE = ("Signature", "Extensions", "KeyDescriptor", "Organization", "ContactPerson")
_SSO = (*_ROLE, "ArtifactResolutionService", "SingleLogoutService", "ManageNameIDService", "NameIDFormat")
_ORDER: dict[str, tuple[str, ...]] = {
    "EntityDescriptor": ("Signature", "Extensions", "*", "Organization", "ContactPerson", "AdditionalMetadataLocation"),
    "IDPSSODescriptor": (*_SSO, "SingleSignOnService", "NameIDMappingService", "AssertionIDRequestService", "AttributeProfile", "Attribute"),
    "SPSSODescriptor": (*_SSO, "AssertionConsumerService", "AttributeConsumingService"),
}
"""Children in the order of saml-schema-metadata-2.0.xsd; the star stands for the role descriptors."""
_ATTRIBUTES = {
    "IDPSSODescriptor": ("protocolSupportEnumeration",), "SPSSODescriptor": ("protocolSupportEnumeration",), "AssertionConsumerService": ("Binding", "Location", "index"),
    "SingleSignOnService": ("Binding", "Location"), "SingleLogoutService": ("Binding", "Location"),
}  # fmt: skip
ELEMENTS = 50_000
"""Elements looked at."""


def violations(root: Any, most: int = 20) -> list[str]:
    """What breaks the schema, as place and reason, at most `most`."""
    out: list[str] = []
    for n, element in enumerate(root.iter()):
        if n >= ELEMENTS or len(out) >= most:
            break
        if isinstance(element.tag, str) and tree.space(element) == MD:
            out += [f"{tree.where(element)}: {reason}" for reason in _of(element)]
    return out[:most]


def _of(element: Any) -> Iterator[str]:
    local = tree.name(element)
    for wanted in _ATTRIBUTES.get(local, ()):
        if element.get(wanted) is None:
            yield f"{wanted} is missing"
    if local in _ORDER:
        yield from _sequence(element, _ORDER[local])


def _sequence(element: Any, order: tuple[str, ...]) -> Iterator[str]:
    last = 0
    for child in element:
        if not isinstance(child.tag, str) or tree.space(child) not in {MD, DS}:
            continue
        local = tree.name(child)
        word = local if local in order else "*" if local.endswith("Descriptor") else ""
        if word not in order:
            yield f"{local[:60]} does not belong there"
            continue
        at = order.index(word)
        if at < last:
            yield f"{local} stands after what must follow it"
        last = max(last, at)
