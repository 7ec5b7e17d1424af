"""Keyed pseudonyms: equal values get equal, typed, shaped names within a case; without the key nobody goes back.

HMAC-SHA-256 with a random 256-bit key over type, NUL and normalised value; 64 bits are shown.
"""

import base64
import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass, field

LOW_ENTROPY = frozenset({"password", "otp", "pin", "card-code", "birth-date", "basic-password"})
"""Categories whose values are guessable: they get a type and no id."""


@dataclass(slots=True)
class Pseudonyms:
    """The pseudonyms of one case."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _memo: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def of(self, category: str, value: str) -> str:
        """The placeholder for a value of this category."""
        if category in LOW_ENTROPY:
            return f"redacted-{category}"
        at = (category, value)
        made = self._memo.get(at)
        if made is None:
            made = self._memo[at] = _SHAPES.get(category, _plain)(self, category, value)
        return made

    def id(self, category: str, value: str) -> str:
        """13 base32 characters, 64 bits."""
        return base64.b32encode(self._digest(category, value)[:9]).decode().lower()[:13]

    def _digest(self, category: str, value: str) -> bytes:
        return hmac.digest(self.key, f"{category}\0{value.strip().casefold()}".encode("utf-8", "surrogatepass"), hashlib.sha256)


def _plain(names: Pseudonyms, category: str, value: str) -> str:
    return f"redacted-{category}-{names.id(category, value)}"


def _email(names: Pseudonyms, _: str, value: str) -> str:
    return f"user-{names.id('user', value)}@redacted.invalid"


def _host(names: Pseudonyms, _: str, value: str) -> str:
    return f"host-{names.id('host', value)}.redacted.invalid"


def _ip(names: Pseudonyms, _: str, value: str) -> str:
    """Prefix-preserving per octet (IPv4 into 240.0.0.0/4) or per group (IPv6 into 2001:db8::/32)."""
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return _plain(names, "ip", value)
    if address.version == 4:
        octets = str(address).split(".")
        made = [names._digest("ip4", ".".join(octets[: n + 1]))[0] for n in range(4)]
        return f"{240 + made[0] % 15}.{made[1]}.{made[2]}.{made[3]}"
    groups = address.exploded.split(":")
    made6 = [int.from_bytes(names._digest("ip6", ":".join(groups[: n + 1]))[:2], "big") for n in (2, 3, 4, 5, 6, 7)]
    return "2001:db8:" + ":".join(f"{g:x}" for g in made6)


_SHAPES = {"email": _email, "host": _host, "ip": _ip}
