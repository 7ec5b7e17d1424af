"""Keyed pseudonyms: equal values get equal, typed, shaped names within a case; without the key nobody goes back.

HMAC-SHA-256 with a random 256-bit key per case over type, NUL and normalised value; 64 bits are shown. Addresses keep
their prefixes (two addresses share as many leading octets as their pseudonyms do) and their sort: private stays private.
"""

import base64
import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from triagekit import placeholders

LOW_ENTROPY = frozenset({"password", "otp", "card-code", "birth-date", "geo"})
"""Categories whose values can be guessed by trying: they get a type and no id."""

NETS = 10_000
"""Nets whose pseudonyms are remembered."""
_SPACES = re.compile(r"[\s().-]+")


def normal(category: str, value: str) -> str:
    """What is equal for two writings of the same value."""
    rule = _NORMAL.get(category)
    return rule(value.strip()) if rule else value.strip()


def _digits(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


_NORMAL: Mapping[str, Callable[[str], str]] = {
    "email": lambda v: v.casefold().removeprefix("mailto:").replace("%40", "@"),
    "user": str.casefold,
    "person": lambda v: " ".join(v.casefold().split()),
    "host": lambda v: v.casefold().rstrip("."),
    "customer": str.casefold,
    "phone": _digits,
    "card": _digits,
    "iban": lambda v: _SPACES.sub("", v).upper(),
    "national-id": lambda v: _SPACES.sub("", v).upper(),
    "mac": lambda v: re.sub(r"[^0-9a-f]", "", v.lower()),
    "device": str.casefold,
}


@dataclass(slots=True)
class Pseudonyms:
    """The pseudonyms of one case."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    nets: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    """The first three octets of IPv4 addresses to what their pseudonyms are made of."""

    def of(self, category: str, value: str) -> str:
        """The placeholder for a value of this category."""
        if category in LOW_ENTROPY:
            return f"redacted-{category}"
        if _UUID.fullmatch(value):
            return self.uuid(value)
        return _SHAPES.get(category, _plain)(self, category, value)

    def id(self, category: str, value: str) -> str:
        """13 base32 characters, 64 bits."""
        return base64.b32encode(self.digest(category, normal(category, value))[:9]).decode().lower()[:13]

    def digest(self, category: str, value: str) -> bytes:
        """The keyed hash over type, NUL and value."""
        return hmac.digest(self.key, f"{category}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256)

    def uuid(self, value: str) -> str:
        """A UUID of version 8 (RFC 9562 5.8) that says by its first group that it is a placeholder."""
        made = self.digest("uuid", value.lower()).hex()
        return f"7ed0ac7e-{made[:4]}-8{made[4:7]}-{'89ab'[int(made[7], 16) % 4]}{made[8:11]}-{made[11:23]}"


_UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")


def _plain(names: Pseudonyms, category: str, value: str) -> str:
    return f"redacted-{category}-{names.id(category, value)}"


def _email(names: Pseudonyms, _: str, value: str) -> str:
    return f"user-{names.id('email', value)}@redacted.invalid"


def _host(names: Pseudonyms, _: str, value: str) -> str:
    return f"host-{names.id('host', value)}.redacted.invalid"


def _ip(names: Pseudonyms, _: str, value: str) -> str:
    """IPv4 into 240.0.0.0/4, IPv6 into 2001:db8::/32, prefix by prefix."""
    try:
        address = ipaddress.ip_address(value.strip("[]").partition("%")[0])
    except ValueError:
        return _plain(names, "ip", value)
    if address.version == 4:
        return _ip4(names, address)
    groups = address.exploded.split(":")
    made = [int.from_bytes(names.digest("ip6", ":".join(groups[: n + 1]))[:2], "big") for n in (2, 3, 4, 5, 6, 7)]
    made[0] = made[0] % 256 | (0xFD00 if placeholders.private(address) else made[0] // 256 % 0xFD << 8)
    return "2001:db8:" + ":".join(f"{g:x}" for g in made)


def _ip4(names: Pseudonyms, address: ipaddress.IPv4Address) -> str:
    net, _, last = str(address).rpartition(".")
    made = names.nets.get(net)
    if made is None:
        octets = net.split(".")
        made = tuple(names.digest("ip4", ".".join(octets[: n + 1]))[0] for n in range(3))
        if len(names.nets) < NETS:
            names.nets[net] = made
    first = 254 if placeholders.private(address) else 240 + made[0] % 14
    return f"{first}.{made[1]}.{made[2]}.{names.digest('ip4', f'{net}.{last}')[0]}"


_SHAPES: Mapping[str, Callable[[Pseudonyms, str, str], str]] = {"email": _email, "host": _host, "ip": _ip}
