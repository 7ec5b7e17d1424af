"""What the claims of a token say: times, parties, permissions, and which sort of token it is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from triagekit.reading.jose.token import Token

TIME_CLAIMS = ("exp", "nbf", "iat", "auth_time")
_MILLISECONDS = 100_000_000_000
"""A NumericDate above this lies after the year 5138: it counts milliseconds."""
_LAST = 253_402_300_799
MAX_VALUES = 64


@dataclass(frozen=True, slots=True)
class Times:
    """The time claims, RFC 7519 4.1.4 to 4.1.6."""

    known: Mapping[str, datetime] = field(default_factory=dict)
    """Claim to its time, also where its unit or type had to be guessed."""
    malformed: Mapping[str, str] = field(default_factory=dict)
    """Claim to what is wrong: milliseconds | text | iso-date | out-of-range."""
    wrong_type: tuple[str, ...] = ()
    """Time claims that are no scalar at all."""

    def get(self, name: str) -> datetime | None:
        """A claim's time when it stands there as a NumericDate."""
        return None if name in self.malformed else self.known.get(name)


def times(claims: Mapping[str, Any]) -> Times:
    """Read the time claims. Total."""
    known: dict[str, datetime] = {}
    malformed: dict[str, str] = {}
    wrong: list[str] = []
    for name in TIME_CLAIMS:
        value = claims.get(name)
        if value is None:
            continue
        if isinstance(value, bool | list | dict):
            wrong.append(name)
            continue
        moment, problem = _moment(value)
        if moment:
            known[name] = moment
        if problem:
            malformed[name] = problem
    return Times(known, malformed, tuple(wrong))


def _moment(value: float | str) -> tuple[datetime | None, str]:
    if isinstance(value, str):
        return _from_text(value)
    if not math.isfinite(value) or value < 0 or value > _LAST * 1000:
        return None, "out-of-range"
    if value >= _MILLISECONDS:
        return datetime.fromtimestamp(value / 1000, UTC), "milliseconds"
    return datetime.fromtimestamp(value, UTC), ""


def _from_text(text: str) -> tuple[datetime | None, str]:
    if text.isascii() and text.strip().isdigit() and len(text) <= 13:
        return _moment(int(text))[0], "text"
    try:
        when = datetime.fromisoformat(text.strip()[:40])
    except ValueError:
        return None, "text"
    return (when if when.tzinfo else when.replace(tzinfo=UTC)), "iso-date"


def texts(value: Any) -> tuple[str, ...]:
    """A claim that holds one text or a list of texts; anything else in it is left out."""
    items = value if isinstance(value, list) else [value]
    return tuple(v[:1000] for v in items[:MAX_VALUES] if isinstance(v, str))


def words(value: Any) -> tuple[str, ...]:
    """A claim that holds words separated by spaces, or a list of them (RFC 8693 4.2; `scp` of Entra and Okta)."""
    return tuple(word for text in texts(value) for word in text.split()[:MAX_VALUES])


def scopes(claims: Mapping[str, Any]) -> tuple[str, ...]:
    """Delegated permissions: scope and scp, and Auth0's permissions."""
    found = [word for name in ("scope", "scp", "permissions") for word in words(claims.get(name))]
    return tuple(dict.fromkeys(found))[:MAX_VALUES]


def roles(claims: Mapping[str, Any]) -> tuple[str, ...]:
    """Roles: roles and groups claims, and Keycloak's realm and resource roles."""
    found = [*texts(claims.get("roles")), *texts(claims.get("role"))]
    realm = claims.get("realm_access")
    found += texts(realm.get("roles")) if isinstance(realm, dict) else ()
    resources = claims.get("resource_access")
    for entry in list(resources.values())[:MAX_VALUES] if isinstance(resources, dict) else ():
        found += texts(entry.get("roles")) if isinstance(entry, dict) else ()
    return tuple(dict.fromkeys(found))[:MAX_VALUES]


def client(claims: Mapping[str, Any]) -> str:
    """The client that the token was issued to: azp, else client_id, cid (Okta) or appid (Entra version 1)."""
    for name in ("azp", "client_id", "cid", "appid"):
        value = claims.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def audience(claims: Mapping[str, Any]) -> tuple[str, ...]:
    """Aud as a list, RFC 7519 4.1.3."""
    return texts(claims.get("aud"))


@dataclass(frozen=True, slots=True)
class Sort:
    """Which sort of token it is, and what that rests on."""

    name: str
    """id-token | access-token | refresh-token | logout-token | dpop-proof | client-assertion | security-event | unknown."""
    basis: str = ""


_BY_TYPE = {
    "at+jwt": "access-token", "application/at+jwt": "access-token", "dpop+jwt": "dpop-proof", "logout+jwt": "logout-token",
    "secevent+jwt": "security-event", "client-authentication+jwt": "client-assertion", "oauth-authz-req+jwt": "request-object",
}  # fmt: skip
_BY_CLAIM = {"id": "id-token", "bearer": "access-token", "access": "access-token", "refresh": "refresh-token", "offline": "refresh-token", "logout": "logout-token"}
_ID_ONLY = ("nonce", "at_hash", "c_hash", "s_hash")
_ACCESS_ONLY = ("scope", "scp", "idtyp", "permissions")
_PROFILE = ("email", "name", "preferred_username", "given_name", "picture")


def sort(token: Token) -> Sort:
    """Judge ID against access token: the token's own type first (RFC 9068 2.1, Keycloak's typ, Cognito's token_use),
    then the claims that only one sort carries.
    """
    typ = token.word("typ").lower()
    if typ in _BY_TYPE:
        return Sort(_BY_TYPE[typ], f"header typ {typ}")
    claims = token.claims
    for name in ("typ", "token_use"):
        said = claims.get(name)
        if isinstance(said, str) and said.lower() in _BY_CLAIM:
            return Sort(_BY_CLAIM[said.lower()], f"claim {name}")
    if "events" in claims:
        return Sort("logout-token", "claim events")
    return _by_claims(claims)


def _by_claims(claims: Mapping[str, Any]) -> Sort:
    access = next((n for n in _ACCESS_ONLY if n in claims), "")
    identity = next((n for n in _ID_ONLY if n in claims), "")
    if identity and not access:
        return Sort("id-token", f"claim {identity}")
    if access and (not identity or identity == "nonce"):
        return Sort("access-token", f"claim {access}")
    if claims.get("iss") and claims.get("iss") == claims.get("sub"):
        return Sort("client-assertion", "iss and sub are the same client")
    if any(n in claims for n in ("cid", "appid", "client_id")):
        return Sort("access-token", "it names its client")
    if "aud" in claims and any(n in claims for n in _PROFILE):
        return Sort("unknown", "it describes the user like an ID token, and says nothing for certain")
    return Sort("unknown")


def issuer_product(issuer: str) -> str:
    """The product behind an issuer name, where its shape says so."""
    text = issuer.lower()
    for mark, name in (
        ("sts.windows.net", "entra"), ("login.microsoftonline.", "entra"), ("b2clogin.com", "entra-b2c"), ("ciamlogin.com", "entra-external"), ("okta", "okta"),
        ("auth0.", "auth0"), ("/realms/", "keycloak"), ("accounts.google.com", "google"), ("securetoken.google.com", "firebase"), ("cognito-idp", "cognito"),
        ("pingone", "ping"), ("onelogin", "onelogin"), ("salesforce.com", "salesforce"), ("token.actions.githubusercontent", "github"), ("kubernetes", "kubernetes"),
    ):  # fmt: skip
        if mark in text:
            return name
    return ""
