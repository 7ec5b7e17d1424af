"""The signature of the Redirect binding: over the query string exactly as it was sent (SAML Bindings 3.4.4.1)."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote_to_bytes

from triagekit.placeholders import PLACEHOLDER, SIGNATURE_VERDICT
from triagekit.reading.saml import verify
from triagekit.reading.saml.certs import Certificate
from triagekit.reading.saml.signature import METHODS


def check(query: str, certificates: Sequence[Certificate]) -> str:
    """Ok | wrong | no-key | unsupported | redacted; empty when the query bears no signature."""
    raw = dict(p.partition("=")[::2] for p in query.split("&", 60)[:60])
    value = raw.get("Signature")
    if not value:
        return ""
    told = SIGNATURE_VERDICT.search(unquote_to_bytes(value[:200]).decode("ascii", "replace"))
    if told:
        return {"ok-trusted": "ok", "value-mismatch": "wrong"}.get(told[1], "redacted")
    if PLACEHOLDER.search(query):
        return "redacted"
    family = METHODS.get(unquote_to_bytes(raw.get("SigAlg", "")).decode("utf-8", "replace"))
    if family is None:
        return "unsupported"
    keys = [c.public_key for c in certificates]
    if not any(k is not None for k in keys):
        return "no-key"
    return "ok" if _fits(raw, value, family, keys) else "wrong"


def _fits(raw: dict[str, str], value: str, family: tuple[str, str], keys: Sequence[Any]) -> bool:
    try:
        made = base64.b64decode(unquote_to_bytes(value).replace(b" ", b"+"), validate=True)
    except (binascii.Error, ValueError):
        return False
    name = "SAMLResponse" if "SAMLResponse" in raw else "SAMLRequest"
    signed = "&".join(f"{n}={raw[n]}" for n in (name, "RelayState", "SigAlg") if n in raw).encode()
    return any(verify.fits(family, key, made, signed) for key in keys if key is not None)
