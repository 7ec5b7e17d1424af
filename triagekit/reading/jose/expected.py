"""What the receiving side expects of a token, from the case file and from the case's own key sets and sign-in requests."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from triagekit.reading.jose import keyset
from triagekit.reading.jose.base64url import encode
from triagekit.reading.jose.keyset import Key, KeySet
from triagekit.records import Use
from triagekit.roles import Context

LEEWAY = 60.0
"""Seconds of difference between two clocks that verifiers usually allow (RFC 7519 4.1.4: "no more than a few minutes")."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The receiving side. An empty entry is not known, and what needs it is not judged."""

    issuers: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    algorithms: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    nonces: tuple[str, ...] = ()
    client_id: str = ""
    acr: tuple[str, ...] = ()
    max_age: float | None = None
    leeway: float = LEEWAY
    leeway_given: bool = False
    sort: str = ""
    """id | access: which sort of token this receiver needs."""
    access_tokens: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    keysets: tuple[KeySet, ...] = ()
    """The issuer's keys as the case file gives them."""


def expected(context: Context) -> Expected:
    """Read the case file's expect.oidc. Total: an entry of an odd type is taken as not given."""
    said = context.expect.get("oidc", {})
    leeway, max_age = _seconds(said.get("leeway")), _seconds(said.get("max_age"))
    return Expected(
        _texts(said.get("issuer")), _texts(said.get("audience")), _texts(said.get("algorithms")), _words(said.get("scopes")), _texts(said.get("nonce")),
        _text(said.get("client_id")), _words(said.get("acr")), max_age, LEEWAY if leeway is None else leeway, leeway is not None, _use(said.get("token_use")),
        _texts(said.get("access_token")), _texts(said.get("code")), tuple(_keysets(said)),
    )  # fmt: skip


def _keysets(said: Mapping[str, object]) -> Iterable[KeySet]:
    for name in ("jwks", "keys"):
        value = said.get(name)
        for data in value if isinstance(value, tuple | list) else (value,):
            if isinstance(data, bytes) and data.strip():
                yield keyset.read(data, "the case file")
    secret = said.get("secret")
    if isinstance(secret, str | int):
        yield KeySet((Key({"kty": "oct", "k": encode(str(secret).encode())}, "the case file"),), "the case file")


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _texts(value: object) -> tuple[str, ...]:
    items: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    return tuple(text for item in items if (text := _text(item)))


def _words(value: object) -> tuple[str, ...]:
    return tuple(word for text in _texts(value) for word in text.split())


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return max(0.0, float(str(value).strip().rstrip("s")))
    except ValueError:
        return None


def _use(value: object) -> str:
    word = _text(value).lower()
    return "id" if word.startswith("id") else "access" if word.startswith("access") or word == "bearer" else ""


@dataclass(slots=True)
class Seen:
    """What the case itself shows beside the tokens: key sets, discovery documents, sign-in requests."""

    keysets: list[tuple[KeySet, str]] = field(default_factory=list)
    """Key set and the host it came from; empty for a file of its own."""
    discoveries: list[Mapping[str, Any]] = field(default_factory=list)
    nonces: list[str] = field(default_factory=list)
    clients: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    access_tokens: list[tuple[str, str]] = field(default_factory=list)
    """Access token and the place of the answer it came in."""
    answered: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """Host and path that took a token, and when they last did."""
    max_age: float | None = None
    acr: tuple[str, ...] = ()

    def take_uses(self, uses: Iterable[Use]) -> None:
        """Note where a token was sent and answered with success."""
        for use in uses:
            if use.role != "response" and use.at is not None and use.status is not None and 200 <= use.status < 300 and use.host:
                place = (use.host, use.path)
                self.answered[place] = max(use.at, self.answered.get(place, use.at))

    def recovered(self, use: Use | None) -> bool:
        """True where that use was refused with 401, and the same address took a token later."""
        if use is None or use.status != 401 or use.at is None or use.role == "response":
            return False
        later = self.answered.get((use.host, use.path))
        return later is not None and later > use.at

    def take_request(self, data: bytes) -> None:
        """Note a sign-in request or answer that a reader found (JSON of its parameters)."""
        try:
            said = json.loads(data)
        except ValueError:
            return
        for name, into in (("nonce", self.nonces), ("client_id", self.clients), ("code", self.codes)):
            value = said.get(name)
            if isinstance(value, str) and value and value not in into and len(into) < 500:
                into.append(value)
        age = said.get("max_age")
        if isinstance(age, str) and age.isascii() and age.isdigit():
            self.max_age = float(age)
