"""IPv6 addresses. Loopback, unspecified, multicast and documentation addresses stay."""

import ipaddress
import re
from functools import lru_cache

from redaction.detecting import Shape
from triagekit.roles import Detector

_DOCUMENTATION = ipaddress.ip_network("2001:db8::/32")


def _personal(found: re.Match[str]) -> bool:
    return _public(found.group())


@lru_cache(maxsize=4_096)
def _public(value: str) -> bool:
    colons = value.count(":")
    if colons < 2 or ("::" not in value and colons != 7 - value.count(".") // 3) or not any(c.isdigit() for c in value):
        return False
    try:
        address = ipaddress.IPv6Address(value)
    except ValueError:
        return False
    return not (address.is_loopback or (address.ipv4_mapped is not None and address.ipv4_mapped.is_loopback) or address.is_unspecified or address.is_multicast or address in _DOCUMENTATION)


detector: Detector = Shape(
    name="ipv6",
    category="ip",
    pattern=r"[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{2,38}(?:\.\d{1,3}){0,3}",
    anchors=(r"\b[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){6}", r"\b[0-9A-Fa-f]{1,4}::[0-9A-Fa-f]", r"::ffff:\d", r"\b[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){1,6}::"),
    references=("https://www.rfc-editor.org/rfc/rfc4291#section-2.2",),
    examples=("from ‹2a02:810d:1:2:3:4:5:6› port", "‹fe80::1c2d:7› said", "peer [‹2a00:1450:4001:81b::200e›]:443", "net ‹2a05:ed84:8a96::›/48"),
    counterexamples=("at 12:34:56 the", "::1", "sha256:ab", "2001:db8:1:2:3:4:5:6", "std::cafe::bead", "bound to ::ffff:127.0.0.1", "SHA256 ab:cd:ef:01:23:45:67:89:ab:cd"),
    left=r"A-Za-z0-9_.:-",
    right=r"A-Za-z0-9_:",
    reach=48,
    confirm=_personal,
    order=61,
)
