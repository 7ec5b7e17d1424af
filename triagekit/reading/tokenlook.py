"""A look at the claims of a JWT without verifying it: base64url and JSON read by ourselves (RFC 7515 7.1, RFC 7519)."""

import binascii
import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from triagekit.placeholders import SIGNATURE_VERDICT, is_placeholder
from triagekit.reading.jose import left
from triagekit.reading.times import epoch

_SEGMENT = re.compile(r"[A-Za-z0-9_-]{0,65536}={0,2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Look:
    """What a bearer credential shows of itself."""

    form: str
    """jwt | jwe | opaque | placeholder | malformed. What our own redaction replaced whole was opaque: of a token it keeps the form."""
    header: dict[str, Any]
    claims: dict[str, Any]

    def word(self, name: str) -> str:
        """A header parameter as text; empty when absent or not a scalar."""
        value = self.header.get(name)
        return str(value) if isinstance(value, (str, int, float)) else ""

    def when(self, name: str) -> datetime | None:
        """A NumericDate claim (RFC 7519 2), also written as a numeric text."""
        value = self.claims.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
            value = int(value)
        return epoch(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def items(self, name: str) -> tuple[str, ...]:
        """A claim that is a list of texts, or a text split at spaces."""
        value = self.claims.get(name)
        if isinstance(value, str):
            return tuple(value.split())
        return tuple(str(v) for v in value[:100] if isinstance(v, (str, int))) if isinstance(value, list) else ()


def look(token: str) -> Look:
    """What this credential is. Total; long ones are not remembered."""
    return _look(token) if len(token) <= 8192 else _look.__wrapped__(token[:262144])


@lru_cache(maxsize=512)
def _look(token: str) -> Look:
    if token.strip('"').lower() in _NOT_TOKENS:
        return Look("malformed", {}, {})
    if is_placeholder(token):
        return Look("opaque", {}, {})
    if masked(token):
        return Look("placeholder", {}, {})
    segments = token.split(".", 6)
    header = segment(segments[0]) if 2 <= len(segments) <= 5 else None
    if header is None:
        return Look("malformed" if _broken_jwt(token) else "opaque", {}, {})
    if len(segments) == 5:
        return Look("jwe", header, {})
    claims = segment(segments[1])
    told = SIGNATURE_VERDICT.fullmatch(segments[2]) if len(segments) == 3 else None
    ok = claims is not None and len(segments) == 3 and (_whole(told[1]) if told else _SEGMENT.match(segments[2]))
    return Look("jwt" if ok else "malformed", header, claims or {})


def _whole(word: str) -> bool:
    """Of a redacted token, that nothing stood in it that base64url does not have."""
    return not any(problem.endswith(("standard-alphabet", "foreign-characters")) for problem in left.parse(word).problems)


_NOT_TOKENS = frozenset({"", "null", "undefined", "none", "nil", "false", "true", "nan", "[object", "[object object]", "{token}", "{{token}}", "${token}", "<token>", "your_token_here", "bearer"})


def _broken_jwt(token: str) -> bool:
    """A JWT that was cut, wrapped or prefixed: it starts like one, or holds spaces or a second scheme word."""
    return token.startswith("eyJ") or " " in token.strip() or "\n" in token


_MASK = re.compile(r"[\[<({]*\s*(?:(?:redacted|removed|hidden|masked|filtered|stripped|scrubbed|sanitized|secret|omitted|\*{3,}|[xX]{4,}|\.{3,}|•{3,}|-{5,})[\s_:.-]*){1,4}[\w .-]{0,40}[\])>}]*\Z", re.IGNORECASE)
_STRIPPED = re.compile(r"\[\d{1,9} bytes were stripped\]\Z")


def masked(text: str) -> bool:
    """True for what other tools leave where they removed a value: ***, [REDACTED], xxxx, [670 bytes were stripped]."""
    return len(text) <= 120 and (_MASK.match(text) is not None or _STRIPPED.search(text) is not None)


def segment(text: str) -> dict[str, Any] | None:
    """The JSON object in one base64url segment, or None."""
    if not text or not _SEGMENT.match(text):
        return None
    plain = text.rstrip("=")
    try:
        raw = binascii.a2b_base64(plain.replace("-", "+").replace("_", "/") + "=" * (-len(plain) % 4))
        found = json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _refuse(_: str) -> None:
    raise ValueError
