"""Metadata of identity and service providers (SAML Metadata 2.x): what it says, for expectations and for its own checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from triagekit.reading.saml import certs, instants, tree
from triagekit.reading.saml.certs import Certificate
from triagekit.reading.saml.expected import Expected
from triagekit.reading.saml.instants import Instant
from triagekit.reading.saml.tree import DS, MD

ENTITIES = 2_000
"""Entities read of one aggregate."""
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
ARTIFACT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"
_SUPPORTED = frozenset({POST, REDIRECT, ARTIFACT, "urn:oasis:names:tc:SAML:2.0:bindings:SOAP", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST-SimpleSign"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of a role."""

    service: str
    """SingleSignOnService | SingleLogoutService | AssertionConsumerService | ArtifactResolutionService ..."""
    binding: str
    location: str


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One KeyDescriptor."""

    use: str
    """signing | encryption; empty for both."""
    certificates: tuple[Certificate, ...]
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Role:
    """One role descriptor of SAML 2.0."""

    name: str
    """idp | sp | other."""
    element: Any
    endpoints: tuple[Endpoint, ...]
    keys: tuple[KeyUse, ...]

    def at(self, service: str) -> tuple[str, ...]:
        """Locations of that service."""
        return tuple(e.location for e in self.endpoints if e.service == service and e.location)

    def flag(self, name: str) -> bool | None:
        """An announcement such as WantAuthnRequestsSigned; None when it is not made."""
        told = tree.attribute(self.element, name)
        return None if told is None else told.strip() in {"true", "1"}

    def signing(self) -> tuple[Certificate, ...]:
        """Certificates that may sign: those for signing, and those without a use (SAML Metadata 2.4.1.1)."""
        return certs.distinct(c for k in self.keys if k.use != "encryption" for c in k.certificates)

    def encryption(self) -> tuple[Certificate, ...]:
        """Certificates to encrypt for."""
        return certs.distinct(c for k in self.keys if k.use != "signing" for c in k.certificates)


@dataclass(frozen=True, slots=True)
class Entity:
    """One EntityDescriptor."""

    element: Any
    entity_id: str | None
    roles: tuple[Role, ...]

    def role(self, name: str) -> Role | None:
        return next((r for r in self.roles if r.name == name), None)


def entities(root: Any) -> Iterator[Entity]:
    """The entities of a metadata document, at most `ENTITIES`."""
    for n, element in enumerate(tree.below(root, MD, "EntityDescriptor")):
        if n >= ENTITIES:
            return
        yield _entity(element)


def _entity(element: Any) -> Entity:
    roles = (("IDPSSODescriptor", "idp"), ("SPSSODescriptor", "sp"))
    found = [_role(role, name) for local, name in roles for role in tree.children(element, MD, local)]
    others = [c for c in element if isinstance(c.tag, str) and tree.space(c) == MD and tree.name(c).endswith("Descriptor") and tree.name(c) not in dict(roles)]
    return Entity(element, tree.attribute(element, "entityID"), (*found, *(_role(c, "other") for c in others)))


def _role(element: Any, name: str) -> Role:
    endpoints = tuple(
        Endpoint(tree.name(c), tree.attribute(c, "Binding") or "", (tree.attribute(c, "Location") or "").strip())
        for c in element
        if isinstance(c.tag, str) and c.get("Binding") is not None
    )  # fmt: skip
    return Role(name, element, endpoints, tuple(_key(k) for k in tree.children(element, MD, "KeyDescriptor")))


def _key(element: Any) -> KeyUse:
    """Some products forget the namespace of KeyInfo, so that it falls into that of the metadata; receivers read it all the same."""
    holders = [*tree.below(element, DS, "X509Certificate"), *tree.below(element, MD, "X509Certificate")]
    read = [certs.from_text(tree.value(c), "metadata") for c in holders[:10]]
    return KeyUse(tree.attribute(element, "use") or "", tuple(c for c in read if c), read.count(None))


def supported(endpoint: Endpoint) -> bool:
    """Whether its binding is one of SAML 2.0's."""
    return endpoint.binding in _SUPPORTED


def valid_until(element: Any) -> Instant | None:
    """The document's own end of validity."""
    told = tree.attribute(element, "validUntil")
    return None if told is None else instants.read(told)


def cache_duration(element: Any) -> timedelta | None:
    """How long it may be kept."""
    told = tree.attribute(element, "cacheDuration")
    return None if told is None else instants.duration(told)


def expectations(entity: Entity) -> Expected:
    """What this entity's metadata tells its partner to expect."""
    idp, sp = entity.role("idp"), entity.role("sp")
    own = (entity.entity_id,) if entity.entity_id else ()
    signed = {"request"} if idp and idp.flag("WantAuthnRequestsSigned") else set()
    signed |= {"assertion"} if sp and sp.flag("WantAssertionsSigned") else set()
    return Expected(
        idp_entity_ids=own if idp else (), sp_entity_ids=own if sp else (), certificates=_labelled(idp.signing(), entity) if idp else (),
        sp_certificates=_labelled(certs.distinct((*sp.signing(), *sp.encryption())), entity) if sp else (),
        acs_urls=sp.at("AssertionConsumerService") if sp else (), registered_acs=sp.at("AssertionConsumerService") if sp else (),
        sso_urls=idp.at("SingleSignOnService") if idp else (), slo_urls=tuple(u for r in (idp, sp) if r for u in r.at("SingleLogoutService")), signed=frozenset(signed),
        attributes=_required(sp) if sp else (), sources={"metadata": f"the metadata of {entity.entity_id}"},
    )  # fmt: skip


def _labelled(certificates: tuple[Certificate, ...], entity: Entity) -> tuple[Certificate, ...]:
    many = len(certificates) > 1
    return tuple(Certificate(c.der, f"the metadata of {entity.entity_id}" + (f", certificate {n}" if many else ""), c.made) for n, c in enumerate(certificates, 1))


def _required(role: Role) -> tuple[str, ...]:
    """Names of attributes that the service provider's metadata calls required (SAML Metadata 2.4.4.2)."""
    wanted = [a for a in tree.below(role.element, MD, "RequestedAttribute") if tree.attribute(a, "isRequired") in {"true", "1"}]
    return tuple(dict.fromkeys(n for n in (tree.attribute(a, "Name") for a in wanted[:50]) if n))
