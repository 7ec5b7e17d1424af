"""One token taken apart: its form, its segments, header and payload, and what was wrong with the copy.

A pasted token is the first suspect: prefixes, quotes and line breaks are taken away, and said.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from triagekit.placeholders import SIGNATURE_VERDICT, is_placeholder
from triagekit.reading.jose import left
from triagekit.reading.jose.base64url import Decoded, decode
from triagekit.reading.jose.strictjson import Parsed, parse

MAX = 256_000
"""Longest token that is taken apart, in characters."""
SHORTEST_OPAQUE = 16
"""A text without dots below this length is too short to be a credential; RFC 6749 10.10 asks for 128 bits."""

_PREFIX = re.compile(r"(?:authorization\s{0,4}[:=]\s{0,4})?(?:bearer|dpop|jwt|token)[\s:=]{1,4}(?=\S)", re.IGNORECASE)
_NAMED = re.compile(r"[\"']?(?:access_token|id_token|refresh_token|token|jwt|assertion|client_assertion)[\"']?\s{0,4}[:=]\s{0,4}", re.IGNORECASE)
_QUOTES = "\"'`“”‘’<>"
_FOREIGN = re.compile(r"[^A-Za-z0-9_.+/=-]")
_OPAQUE = re.compile(r"(?:gh[opusr]_|github_pat_|xox[abeprs]-|xapp-|ya29\.|1//0|00D[A-Za-z0-9]{9,15}!|sk_(?:live|test)_|glpat-|v[1-4]\.(?:local|public)\.|EwB|PAT-|shpat_|npm_|pypi-)")
"""Beginnings of well-known credentials that only their issuer can read."""


class Form(StrEnum):
    """What shape a token has."""

    JWS = "jws"
    """Three segments: a signed token, RFC 7515 7.1."""
    JWE = "jwe"
    """Five segments with an encryption header, RFC 7516 7.1."""
    JWS_JSON = "jws-json"
    """The JSON serialization of a JWS, RFC 7515 7.2."""
    JWE_JSON = "jwe-json"
    """The JSON serialization of a JWE, RFC 7516 7.2."""
    OPAQUE = "opaque"
    """A credential only its issuer can read."""
    MALFORMED = "malformed"
    """Meant to be a JWT, and not one."""


@dataclass(slots=True)
class Token:
    """A token as it was read."""

    text: str
    """The token itself, without what was copied along."""
    form: Form
    repairs: tuple[str, ...] = ()
    """What was taken away to read it: bearer-prefix | name | quotes | line-breaks | spaces | percent-encoding | backslashes."""
    segments: tuple[str, ...] = ()
    header: Parsed = field(default_factory=Parsed)
    payload: Parsed = field(default_factory=Parsed)
    header_code: Decoded = field(default_factory=lambda: Decoded(b""))
    payload_code: Decoded = field(default_factory=lambda: Decoded(b""))
    signature_code: Decoded = field(default_factory=lambda: Decoded(b""))
    redacted_signature: str = ""
    """The verdict that redaction left in place of the signature."""

    @property
    def head(self) -> dict[str, Any]:
        """The header's members."""
        return self.header.members

    @property
    def claims(self) -> dict[str, Any]:
        """The payload's members."""
        return self.payload.members

    @property
    def signing_input(self) -> bytes:
        """What the signature is computed over, RFC 7515 section 5.1."""
        return ".".join(self.segments[:2]).encode("utf-8", "replace")

    @property
    def polluted(self) -> bool:
        """True when characters stand in it that no base64url text has."""
        return any("foreign-characters" in code.problems for code in (self.header_code, self.payload_code, self.signature_code))

    def cleaned(self) -> "Token":
        """The same token without such characters."""
        return _compact(_FOREIGN.sub("", self.text), self.repairs, tuple(_FOREIGN.sub("", self.text).split(".", 8)))

    def word(self, name: str) -> str:
        """A header member when it is text, else nothing."""
        value = self.head.get(name)
        return value if isinstance(value, str) else ""


def read(data: bytes, certain: bool = True) -> Token:
    """Take a token apart. `certain`: this is known to be meant as a JWT (its receiver expects one); else a text
    that does not begin with a JOSE header is some issuer's own form.
    """
    text = data[: MAX + 1].decode("utf-8", "replace").lstrip("\ufeff").strip("\x00 \t\r\n")
    if is_placeholder(text):  # redaction takes no token whole that anyone could read
        return Token(text, Form.OPAQUE, segments=(text,))
    if text[:1] == "{":
        return _serialized(text)
    text, repairs = clean(text)
    segments = tuple(text.split(".", 8))
    if _OPAQUE.match(text) or (len(segments) == 1 and (len(text) >= SHORTEST_OPAQUE or not certain) and not text.startswith("eyJ")):
        return Token(text, Form.OPAQUE, repairs, segments)
    token = _compact(text, repairs, segments)
    if not certain and token.form in {Form.MALFORMED, Form.JWS} and "alg" not in token.head and "eyJ" not in text[:80]:
        token.form = Form.OPAQUE
    return token


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The token without what was copied along, and what that was."""
    repairs: list[str] = []
    for name, pattern in (("name", _NAMED), ("bearer-prefix", _PREFIX), ("name", _NAMED)):
        text, hit = _strip_quotes(text)
        repairs += ["quotes"] if hit else []
        found = pattern.match(text)
        if found:
            repairs.append(name)
            text = text[found.end() :]
    text, hit = _strip_quotes(text)
    repairs += ["quotes"] if hit else []
    return _inside(text.strip(), repairs)


def _strip_quotes(text: str) -> tuple[str, bool]:
    bare = text.strip().rstrip(",;").strip(_QUOTES).strip()
    return bare, len(bare) != len(text.strip())


def _inside(text: str, repairs: list[str]) -> tuple[str, tuple[str, ...]]:
    if "\\" in text:
        bare = re.sub(r"\\[nr]|\\", "", text)
        repairs.append("backslashes")
        text = bare
    if re.search(r"%(?:2E|22|3D|0A|0D|20)", text, re.IGNORECASE):
        text = re.sub(r"%(?:22|0A|0D|20)", "", text.replace("%2E", ".").replace("%2e", ".").replace("%3D", "=").replace("%3d", "="), flags=re.IGNORECASE)
        repairs.append("percent-encoding")
    if re.search(r"[\r\n]", text):
        repairs.append("line-breaks")
        text = re.sub(r"[\r\n]\s{0,16}", "", text)
    if re.search(r"[ \t\u00a0\u200b\ufeff]", text):
        repairs.append("spaces")
        text = re.sub(r"[ \t\u00a0\u200b\ufeff]", "", text)
    return text, tuple(dict.fromkeys(repairs))


def _compact(text: str, repairs: tuple[str, ...], segments: tuple[str, ...]) -> Token:
    header_code = decode(segments[0])
    token = Token(text, Form.MALFORMED, repairs, segments, parse(header_code.data), header_code=header_code)
    if len(segments) == 5 and ("enc" in token.head or "epk" in token.head):
        token.form = Form.JWE
        return token
    if len(segments) >= 2:
        token.payload_code = decode(segments[1])
        token.payload = parse(token.payload_code.data)
    if len(segments) >= 3:
        _signature(token, segments[2])
    if len(segments) == 3 and segments[0]:
        token.form = Form.JWS
    return token


def _signature(token: Token, text: str) -> None:
    found = SIGNATURE_VERDICT.search(text)
    before, behind = (text[: found.start()], text[found.end() :]) if found else ("", "")
    if found and not any(c.isalnum() for c in before + behind):  # what was copied in stays beside it
        token.redacted_signature = found.group(1)
        token.signature_code = Decoded(b"", ("foreign-characters",) if before else decode(behind).problems)
        _recall(token, left.parse(found.group(1)))
    else:
        token.signature_code = decode(text)


def _recall(token: Token, said: left.Left) -> None:
    """What was wrong with the segments before redaction wrote them anew."""
    for segment in ("header", "payload", "signature"):
        code: Decoded = getattr(token, f"{segment}_code")
        setattr(token, f"{segment}_code", Decoded(code.data, said.of(segment, code.problems)))


def _serialized(text: str) -> Token:
    """The JSON serialization; its protected header (of the first signature) is the header."""
    whole = parse(text.encode("utf-8", "replace"))
    members = whole.members
    first = next(iter(members["signatures"]), {}) if isinstance(members.get("signatures"), list) else members
    form = Form.JWE_JSON if '"ciphertext"' in text else Form.JWS_JSON if '"payload"' in text or '"signature' in text else Form.MALFORMED
    protected, body = _text(first, "protected") or _text(members, "protected"), _text(members, "payload")
    header_code, payload_code = decode(protected), decode(body)
    header = parse(header_code.data) if protected else Parsed(first.get("header") if isinstance(first, dict) else None, True)
    token = Token(text, form, (), (protected, body, _text(first, "signature")), header, parse(payload_code.data), header_code, payload_code)
    _signature(token, token.segments[2])
    return token


def _text(members: Any, name: str) -> str:
    value = members.get(name) if isinstance(members, dict) else None
    return value if isinstance(value, str) else ""
