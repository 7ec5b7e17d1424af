"""What the receiving side is configured for, from the case file and from the case's own artifacts.

The case file speaks first. What it leaves open, metadata of either side and the sign-in request that a
response answers can tell; each value keeps the name of its source.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from triagekit.reading.saml import certs
from triagekit.reading.saml.certs import Certificate
from triagekit.roles import Context


@dataclass(frozen=True, slots=True)
class Request:
    """An AuthnRequest seen in the case."""

    id: str
    issuer: str
    acs_url: str = ""
    destination: str = ""
    passive: bool = False
    contexts: tuple[str, ...] = ()
    comparison: str = ""
    nameid_format: str = ""
    relay_state: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Expectations; an empty tuple or None means that nothing is known."""

    sp_entity_ids: tuple[str, ...] = ()
    acs_urls: tuple[str, ...] = ()
    idp_entity_ids: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    """Signing certificates of the identity provider that the receiver is configured for."""
    sp_certificates: tuple[Certificate, ...] = ()
    """Certificates of the service provider: for its requests' signatures, and for encryption to it."""
    sp_keys: tuple[Any, ...] = ()
    request_ids: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    """IDs of assertions that were already used."""
    nameid_format: str = ""
    skew: timedelta = timedelta(0)
    skew_known: bool = False
    attributes: tuple[str, ...] = ()
    authn_contexts: tuple[str, ...] = ()
    signed: frozenset[str] = frozenset()
    """response | assertion | request: what must be signed, by what the receiver wants."""
    encrypted: frozenset[str] = frozenset()
    """assertion | nameid."""
    issuer_required: bool = False
    """The receiver wants an Issuer on the Response as well."""
    unsolicited: bool | None = None
    """Whether a login that nobody asked for is accepted; None when that is unknown."""
    max_authentication_age: timedelta | None = None
    message_lifetime: timedelta | None = None
    """Longest age of a message that the receiver takes."""
    sso_urls: tuple[str, ...] = ()
    slo_urls: tuple[str, ...] = ()
    registered_acs: tuple[str, ...] = ()
    """Return addresses that the identity provider has registered for this application."""
    registered_sps: tuple[str, ...] = ()
    """Entity ids of applications that the identity provider knows."""
    request_algorithm: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Name of a value to where it comes from."""


def from_case(context: Context) -> Expected:
    """What `expect.saml` of the case file says."""
    told = context.expect.get("saml") or {}
    skew = _length(told.get("clock_skew"))
    return Expected(
        sp_entity_ids=_texts(told.get("sp_entity_id")), acs_urls=_texts(told.get("acs_url")), idp_entity_ids=_texts(told.get("idp_entity_id")),
        certificates=_certificates(told.get("idp_certificates"), "the case file"), sp_certificates=_certificates(told.get("sp_certificates"), "the case file"),
        sp_keys=private_keys(told.get("sp_key")), request_ids=_texts(told.get("request_id")), previous_ids=_texts(told.get("previous_ids")),
        nameid_format=next(iter(_texts(told.get("nameid_format"))), ""), skew=skew or timedelta(0), skew_known=skew is not None,
        attributes=_texts(told.get("attributes")), authn_contexts=_texts(told.get("authn_context")), signed=_parts(told.get("want_signed")),
        encrypted=_parts(told.get("want_encrypted")), issuer_required=told.get("want_issuer") is True, unsolicited=_flag(told.get("idp_initiated")),
        max_authentication_age=_length(told.get("max_authentication_age")), message_lifetime=_length(told.get("message_lifetime")),
        sso_urls=_texts(told.get("sso_url")), slo_urls=_texts(told.get("slo_url")), registered_acs=_texts(told.get("registered_acs_urls")),
        registered_sps=_texts(told.get("registered_sp_entity_ids")), request_algorithm=next(iter(_texts(told.get("request_algorithm"))), ""),
        sources={"case": "the case file"} if told else {},
    )  # fmt: skip


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, (list, tuple)) else () if value is None else (value,)
    return tuple(str(item) for item in items if isinstance(item, (str, int)) and str(item))


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


_LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*(ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)?\s*")
_UNITS = {"m": 60.0, "h": 3600.0, "d": 86400.0, "s": 1.0}


def _length(value: object) -> timedelta | None:
    """60, 60s, 5m, 2h; None when nothing is said or it cannot be read."""
    found = _LENGTH.fullmatch(str(value)) if value is not None and not isinstance(value, bool) else None
    if not found:
        return None
    unit = found[2] or "s"
    seconds = float(found[1]) * (0.001 if unit == "ms" else _UNITS[unit[0]])
    return timedelta(seconds=min(seconds, 1e9))


_PARTS = {
    "response": "response", "message": "response", "assertion": "assertion", "assertions": "assertion", "request": "request", "requests": "request", "nameid": "nameid",
    "name_id": "nameid", "both": "response assertion",
}  # fmt: skip


def _parts(value: object) -> frozenset[str]:
    """Which parts are meant: a word, a list of words, or true for the assertion."""
    words = ("assertion",) if value is True else _texts(value)
    return frozenset(part for word in words for part in _PARTS.get(word.strip().lower(), "").split())


def _blobs(value: object) -> list[bytes]:
    items = value if isinstance(value, (list, tuple)) else () if value is None else (value,)
    return [item if isinstance(item, bytes) else str(item).encode() for item in items if isinstance(item, (bytes, str))]


def _certificates(value: object, label: str) -> tuple[Certificate, ...]:
    blobs = _blobs(value)[:50]
    return certs.distinct(c for n, data in enumerate(blobs, 1) for c in certs.from_file(data, f"{label}, certificate {n}" if len(blobs) > 1 else label))


def private_keys(value: object) -> tuple[Any, ...]:
    return tuple(k for k in map(certs.private_key, _blobs(value)[:10]) if k is not None)


def merged(first: Expected, more: Iterable[Expected]) -> Expected:
    """The first one's values; where it says nothing, those of the others in order. Certificates of metadata are added only where the first names none."""
    out = first
    for other in more:
        changes = {
            name: getattr(other, name)
            for name in _MERGED
            if not getattr(out, name) and getattr(other, name)
        }  # fmt: skip
        out = replace(out, **changes, sources={**{n: s for s in other.sources.values() for n in changes}, **out.sources})
    return out


_MERGED = (
    "sp_entity_ids", "acs_urls", "idp_entity_ids", "certificates", "sp_certificates", "signed", "encrypted", "sso_urls", "slo_urls", "registered_acs", "registered_sps",
    "nameid_format", "attributes", "authn_contexts",
)  # fmt: skip
