"""From what a customer pasted to the XML inside: base64, raw deflate, percent, HTML and JSON escapes, in any order that occurs.

Every step that a binding prescribes is a *step*; every step that should not have been necessary is a
*repair*, and a finding of its own. The value is read strictly first: `base64` that silently drops foreign
characters turns a plus sign lost on the way into garbage (SAML Bindings 3.4.4.1, 3.5.4).
"""

import base64
import binascii
import html
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

LIMIT = 10_000_000
"""Bytes that a message may inflate to."""
DEPTH = 6
"""Layers that are unpacked."""


@dataclass(slots=True)
class Decoded:
    """A message's XML, and how it was reached."""

    xml: bytes = b""
    steps: list[str] = field(default_factory=list)
    """percent | base64 | base64url | deflate | zlib, in order."""
    repairs: list[str] = field(default_factory=list)
    """percent-twice | spaces-for-plus | spaces-removed | html-escaped | json-escaped | base64-twice | quotes | control-characters."""
    fault: str = ""
    """missing | truncated | not-base64 | no-xml | inflates-too-far, when no whole message was reached."""

    @property
    def deflated(self) -> bool:
        """It was compressed, as the Redirect binding wants it."""
        return "deflate" in self.steps or "zlib" in self.steps

    @property
    def plain(self) -> bool:
        """It stood there as XML."""
        return not ({"base64", "base64url"} & set(self.steps))


def decode(data: bytes) -> Decoded:
    """Unpack as many layers as there are. Total: any bytes give an answer."""
    out = Decoded(data)
    for _ in range(DEPTH):
        if not _peel(out):
            break
    if not out.fault and not looks_like_xml(out.xml):
        out.fault = "missing" if not out.xml.strip() else "no-xml"
    return out


def _peel(out: Decoded) -> bool:
    """Take one layer off; False when there is none left or it cannot be taken off."""
    if out.fault or looks_like_xml(out.xml):
        return False
    if not out.xml.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        out.fault = "missing"
        return False
    return any(layer(out) for layer in _LAYERS)


def looks_like_xml(data: bytes) -> bool:
    """The first character is an opening angle bracket, in UTF-8 or UTF-16, after marks and white space."""
    head = data[:200]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b"<" in head[:8]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x00").startswith(b"<")


_ENTITY = re.compile(rb"\s*&(?:lt|#60|#x3c);", re.IGNORECASE)


def _html(out: Decoded) -> bool:
    if not _ENTITY.match(out.xml):
        return False
    out.xml = html.unescape(out.xml.decode("utf-8", "replace")).encode("utf-8", "replace")
    out.repairs.append("html-escaped")
    return True


_JSON_XML = re.compile(rb'\s*"?\\?(?:<|\\u003c)', re.IGNORECASE)


def _quoted(out: Decoded) -> bool:
    """A JSON string, or a value still in its quotation marks."""
    text = out.xml.strip()
    if text[:1] == b'"' and text[-1:] == b'"' and len(text) > 2:
        try:
            made = json.loads(text)
        except ValueError:
            made = text[1:-1].decode("utf-8", "replace")
        out.xml = str(made).encode("utf-8", "replace")
        out.repairs.append("quotes")
        return True
    if text[:1] in b"'`" and text[-1:] == text[:1] and len(text) > 2:
        out.xml = text[1:-1]
        out.repairs.append("quotes")
        return True
    if _JSON_XML.match(text) and b"\\u003c" in text[:16].lower():
        out.xml = _UNICODE.sub(lambda m: chr(int(m[1], 16)).encode(), text).replace(b'\\"', b'"').replace(b"\\n", b"\n").replace(b"\\/", b"/")
        out.repairs.append("json-escaped")
        return True
    return False


_UNICODE = re.compile(rb"\\u00([0-7][0-9a-fA-F])")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")


def _percent(out: Decoded) -> bool:
    if not _PERCENT.search(out.xml) or _inflated(out.xml)[0]:  # compressed bytes look like an escape once in twenty messages
        return False
    out.xml = unquote_to_bytes(bytes(out.xml))
    out.repairs.append("percent-twice") if "percent" in out.steps else out.steps.append("percent")
    return True


_ELLIPSIS = re.compile(rb"\.{3}|\xe2\x80\xa6|\x85|\[(?:truncated|cut|snip|\.\.\.)[^\]]{0,40}\]|<snip>", re.IGNORECASE)
_ALPHABET = re.compile(rb"[A-Za-z0-9+/_-]+={0,3}")
_START = re.compile(rb"[A-Za-z0-9+/_-]{16,}")


def _base64(out: Decoded) -> bool:
    text = out.xml.translate(None, b"\r\n\t\x00").strip().removeprefix(b"\xef\xbb\xbf")
    if _ELLIPSIS.search(text):
        out.fault = "truncated" if _START.match(text) else "no-xml"
        return _keep_beginning(out, _ELLIPSIS.split(text)[0]) and False
    for candidate, repair in _candidates(text):
        plain = _from_base64(candidate) if _ALPHABET.fullmatch(candidate) else None
        if plain is not None and (repair == "spaces-removed" or _promising(plain)):
            _note_base64(out, candidate, repair)
            out.xml = plain
            return True
    out.fault = _base64_fault(text)
    return False


def _candidates(text: bytes) -> list[tuple[bytes, str]]:
    """The text as it stands; where it has spaces, those of folds removed or those of lost plus signs put back, the likelier first."""
    if b" " not in text:
        return [(text, "")]
    pieces = text.split(b" ")
    folded = len({len(p) for p in pieces[:-1]}) == 1 and len(pieces[0]) >= 40
    both = [(text.replace(b" ", b"+"), "spaces-for-plus"), (text.replace(b" ", b""), "spaces-removed")]
    return both[::-1] if folded else both


def _note_base64(out: Decoded, text: bytes, repair: str) -> None:
    step = "base64url" if b"-" in text or b"_" in text else "base64"
    if {"base64", "base64url"} & set(out.steps):
        out.repairs.append("base64-twice")
    out.steps.append(step)
    if repair:
        out.repairs.append(repair)


def _from_base64(text: bytes) -> bytes | None:
    """Strictly; missing padding is added, since many tools strip it. A single character too many is cut text."""
    body = text.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    if len(body) % 4 == 1:
        body = body[:-1]
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _promising(plain: bytes) -> bool:
    """XML, compressed XML, another layer of base64 or text with escapes; anything but noise."""
    if looks_like_xml(plain) or _inflated(plain)[0]:
        return True
    head = plain[:64]
    return bool(_START.match(head)) or bool(_ENTITY.match(head)) or head[:3] == b"%3C"


def _base64_fault(text: bytes) -> str:
    return "not-base64" if _START.match(text) else "no-xml"


def _keep_beginning(out: Decoded, text: bytes) -> bool:
    """What stands before the cut, for the facts at the message's head."""
    plain = _from_base64(text.replace(b" ", b"")) if _ALPHABET.fullmatch(text.replace(b" ", b"")) else None
    if plain is not None:
        out.xml = plain
    return True


def _inflate(out: Decoded) -> bool:
    plain, how, whole = _inflated_fully(out.xml)
    if not plain:
        return False
    out.steps.append(how)
    out.xml = plain
    if whole is None:
        out.fault = "inflates-too-far"
    elif not whole:
        out.fault = "truncated"
    return True


_WAYS = ((-15, "deflate"), (47, "zlib"))
"""Raw deflate (RFC 1951), and zlib or gzip by their headers."""


def _inflated(data: bytes) -> tuple[bytes, str]:
    """The first bytes of the inflated data when they begin as XML."""
    for bits, how in _WAYS:
        try:
            head = zlib.decompressobj(bits).decompress(data[:4096], 512)
        except zlib.error:
            continue
        if looks_like_xml(head) or _ENTITY.match(head):
            return head, how
    return b"", ""


def _inflated_fully(data: bytes) -> tuple[bytes, str, bool | None]:
    """The inflated data, how, and whether the stream was whole (None: it goes on beyond `LIMIT`)."""
    _, how = _inflated(data)
    if not how:
        return b"", "", False
    machine = zlib.decompressobj(dict((h, b) for b, h in _WAYS)[how])
    try:
        plain = machine.decompress(data, LIMIT)
    except zlib.error:
        return _as_far_as_possible(data, how), how, False
    return plain, how, None if len(plain) >= LIMIT and not machine.eof else machine.eof


def _as_far_as_possible(data: bytes, how: str) -> bytes:
    """A damaged stream byte by byte of its last part, so that the beginning is kept."""
    machine = zlib.decompressobj(dict((h, b) for b, h in _WAYS)[how])
    out = bytearray()
    for start in range(0, len(data), 256):
        try:
            out += machine.decompress(data[start : start + 256], 65536)
        except zlib.error:
            break
    return bytes(out)


_LAYERS: tuple[Callable[[Decoded], bool], ...] = (_html, _quoted, _percent, _inflate, _base64)
