"""The grammar of what redaction leaves behind, so that every pass and every analyzer recognises it.

Placeholders use only characters that survive unescaped in URLs, JSON, XML, HTML, base64url text and
shells. Readers treat them as *a value stood here*: a credential replaced by one was sent. redact(redact(x))
= redact(x) holds because no detector touches what `PLACEHOLDER` matches.

    redacted-<category>                    low-entropy secrets: type only, no id
    either with dots behind it              the value was as long as that; of credentials whose size may matter
    redacted-<category>-<13 base32 chars>  64 bits of a keyed hash: equal values, equal ids within a case
    user-<13>@redacted.invalid             an e-mail address or user name shaped like one
    host-<13>.redacted.invalid             a host name
    redacted-signature-<verdict>           the signature of a JWT or SAML message, with the verdict it had
    240.0.0.0/4 and 2001:db8::/32          addresses, prefix-preserving
    <8 hex>-<4>-8<3>-<4>-<12> with prefix  a UUID (version 8, RFC 9562), first group 7ed0ac7e
"""

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
