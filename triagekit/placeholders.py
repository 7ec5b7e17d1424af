"""The grammar of what redaction leaves behind, so that every pass and every analyzer recognises it.

Placeholders use only characters that survive unescaped in URLs, JSON, XML, HTML, base64url text and
shells. Readers treat them as *a value stood here*: a credential replaced by one was sent. redact(redact(x))
= redact(x) holds because no detector touches what `PLACEHOLDER` matches.

    redacted-<category>                    low-entropy secrets: type only, no id
    either with dots behind it              the value was as long as that; of credentials whose size may matter
    redacted-<category>-<13 base32 chars>  64 bits of a keyed hash: equal values, equal ids within a case
    user-<13>@redacted.invalid             an e-mail address or user name shaped like one
    host-<13>.redacted.invalid             a host name
    redacted-signature-<verdict>           the signature of a JWT or SAML message, with the verdict it had; after -and-, what else was judged by it
    redacted-cipher-failed-<step>          encrypted text that a key at hand did not open; redacted-cipher-unreadable, what was no base64
    240.0.0.0/4 and 2001:db8::/32          addresses, prefix-preserving; 254.0.0.0/8 and 2001:db8:fd00::/40 for those of private networks
    <8 hex>-<4>-8<3>-<4>-<12> with prefix  a UUID (version 8, RFC 9562), first group 7ed0ac7e
"""

import ipaddress
import re

ID = r"[a-z2-7]{13}"
"""64 bits in lower-case base32."""

PLACEHOLDER = re.compile(
    rf"(?:user-{ID}@redacted\.invalid|host-{ID}\.redacted\.invalid"
    rf"|redacted-[a-z]+(?:-[a-z]+)*?(?:-{ID})?(?![a-z0-9-])(?:\.{{8,}})?"
    r"|7ed0ac7e-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    r"|\b2(?:4\d|5[0-5])(?:\.\d{1,3}){3}\b|\b2001:db8:[0-9a-f:]+)"
)
"""Matches one placeholder."""

WRITTEN = re.compile(PLACEHOLDER.pattern.replace("@", r"(?:@|%(?:25)*40|=40|&#(?:0{0,4}64|[xX]0{0,4}40);|\\{1,8}(?:u0040|x40))"))
"""Matches one also where its @, the only character that encodings touch, stands encoded."""

SIGNATURE_VERDICT = re.compile(r"redacted-signature-([a-z]+(?:-[a-z]+)*)")
"""The verdict a removed signature had: ok-trusted, ok-but-other-cert, digest-mismatch, ... or not-assessed."""


def is_placeholder(text: str) -> bool:
    """True when the whole text is one placeholder."""
    return PLACEHOLDER.fullmatch(text) is not None


Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_PRIVATE = (ipaddress.ip_network("254.0.0.0/8"), ipaddress.ip_network("2001:db8:fd00::/40"))
_INSTEAD = (ipaddress.ip_network("240.0.0.0/4"), ipaddress.ip_network("2001:db8::/32"))
_OWN = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10")))
"""Networks whose addresses mean nothing outside (RFC 1918, 6598, 3927, 4193, 4291)."""


def private(address: Address) -> bool:
    """Whether an address belongs to a private network, or stands for one that does."""
    return any(address in network for network in (*_OWN, *_PRIVATE))


def reserved(address: Address) -> bool:
    """Whether an address belongs to a network that is nobody's in particular, or stands for a private one. What stands for a public address counts as public."""
    return private(address) or not (address.is_global or any(address in network for network in _INSTEAD))


def inside(address: Address, network: Network) -> bool:
    """Whether an address lies in a network. One that stands for a private address may lie in any private network of its version."""
    if any(address in part for part in _PRIVATE):
        return address.version == network.version and any(network.network_address in own and network.prefixlen >= own.prefixlen for own in _OWN)
    return address in network
