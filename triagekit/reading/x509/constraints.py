"""Name constraints (RFC 5280 4.2.1.10): which names an authority may issue for."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from triagekit.placeholders import is_placeholder
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.keys import REDACTED
from triagekit.reading.x509.names import EMAIL, General

COMPARISONS = 100_000
"""Comparisons of names with constraints beyond which a chain is made to wear programs out."""


@dataclass(slots=True)
class Constraints:
    """What the authorities above have laid down, from the top downwards."""

    permitted: list[tuple[General, ...]] = field(default_factory=list)
    excluded: list[General] = field(default_factory=list)

    def add(self, cert: Certificate) -> None:
        """Take over what this authority lays down."""
        for kind in {g.kind for g in cert.said.permitted}:
            self.permitted.append(tuple(g for g in cert.said.permitted if g.kind == kind))
        self.excluded.extend(cert.said.excluded)

    @property
    def size(self) -> int:
        return sum(map(len, self.permitted)) + len(self.excluded)

    def broken_by(self, cert: Certificate) -> str:
        """The first name of this certificate that lies outside, with the reason; empty when all lie inside. Of a mail address that redaction replaced its word counts."""
        told = REDACTED.fullmatch(cert.signature)
        if told and told["beyond"] and any(g.kind == "email" for g in (*self.excluded, *(g for group in self.permitted for g in group))):
            return "email: beyond what the authority above may issue for"
        for name in names_of(cert):
            if told and name.kind == "email" and is_placeholder(name.value):
                continue
            why = self._judge(name)
            if why:
                return f"{name.kind} {name.value[:200]}: {why}"
        return ""

    def _judge(self, name: General) -> str:
        for group in self.permitted:
            if group[0].kind == name.kind and not any(inside(base, name) for base in group):
                return "outside what the authority above may issue for"
        if any(base.kind == name.kind and (inside(base, name) or _reaches(base, name)) for base in self.excluded):
            return "in what the authority above may not issue for"
        concerned = [g for group in self.permitted for g in group if g.kind == name.kind] + [g for g in self.excluded if g.kind == name.kind]
        if concerned and (why := next((unfit(g, True) for g in concerned if unfit(g, True)), "") or unfit(name, False)):
            return why
        return ""


def names_of(cert: Certificate) -> Iterable[General]:
    """Every name that constraints apply to: the subject, its e-mail addresses without alternative ones, the alternative names."""
    if cert.subject.rdns:
        yield General("dir", str(cert.subject), cert.subject)
    alternative = cert.said.names or ()
    if not any(n.kind == "email" for n in alternative):
        yield from (General("email", value) for value in cert.subject.all(EMAIL))
    yield from alternative


def unfit(name: General, constraint: bool) -> str:
    """Why a name or constraint cannot be compared; empty when it can."""
    if name.fault:
        return name.fault
    if name.kind == "ip" and constraint:
        return "" if network(name.octets) else "a constraint on addresses without a proper mask"
    if name.kind == "dns" and (name.value.startswith(".") or ".." in name.value):
        return "a DNS name with an empty part"
    if name.kind == "email" and name.value.count("@") > 1:
        return "an e-mail address with two @"
    return ""


def network(octets: bytes) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """Address and mask as a network; None when the mask is none (RFC 4632 3.1)."""
    if len(octets) not in {8, 32}:
        return None
    half = len(octets) // 2
    mask = int.from_bytes(octets[half:], "big")
    width = half * 8
    ones = mask.bit_count()
    if mask != ((1 << ones) - 1) << (width - ones):
        return None
    start = int.from_bytes(octets[:half], "big") & mask
    made = ipaddress.IPv4Network if half == 4 else ipaddress.IPv6Network
    return made((start, ones))


def inside(base: General, name: General) -> bool:
    """The name lies in the subtree of the constraint."""
    if base.kind == "dir":
        return base.name.key == name.name.key[: len(base.name.key)]
    if base.kind == "ip":
        net = network(base.octets)
        return net is not None and len(name.octets) * 2 == len(base.octets) and ipaddress.ip_address(name.octets) in net
    wanted, value = base.value.lower(), name.value.lower()
    if base.kind == "dns":
        return _dns(wanted, value)
    if base.kind == "email":
        return _email(base.value, name.value)
    if base.kind == "uri":
        return _host(wanted, _uri_host(value))
    return base.octets == name.octets


def _dns(base: str, name: str) -> bool:
    base, name = base.rstrip("."), name.rstrip(".")
    return not base or name == base or name.endswith("." + base)


def _reaches(base: General, name: General) -> bool:
    """A wildcard name covers a host that is excluded."""
    if base.kind != "dns" or not name.value.startswith("*."):
        return False
    return base.value.lower().partition(".")[2] == name.value.lower()[2:]


def _email(base: str, name: str) -> bool:
    if "@" in base:
        local, _, host = base.rpartition("@")
        return name.rpartition("@")[0] == local and name.rpartition("@")[2].lower() == host.lower()
    return _host(base.lower(), name.rpartition("@")[2].lower())


def _host(base: str, host: str) -> bool:
    return bool(host) and (host.endswith(base) and host != base[1:] if base.startswith(".") else host == base or not base)


def _uri_host(value: str) -> str:
    try:
        return (urlsplit(value).hostname or "").rstrip(".")
    except ValueError:
        return ""
