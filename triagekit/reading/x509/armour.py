"""Finds certificates and their relatives in whatever a customer sends: PEM (also damaged), bare base64, DER, PKCS#7, PKCS#12 (RFC 7468, 5652, 7292)."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from triagekit.reading.x509.shapes import shape

LIMIT = 4_000_000
"""Bytes read of a file; bundles of all public roots have about 250 kB."""
BLOCKS = 2_000
_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_STRICT = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,40})-----[ \t]*\r?\n")
_ANY = re.compile(rf"(?:[{_DASH}][ \t]?){{2,12}}BEGIN ([A-Za-z0-9 ]{{1,40}}?)(?:[ \t]?[{_DASH}]){{2,12}}")
_END = re.compile(rf"(?:[{_DASH}][ \t]?){{2,12}}END [A-Za-z0-9 ]{{1,40}}?(?:[ \t]?[{_DASH}]){{1,12}}")
_BARE = re.compile(r"[A-Za-z0-9+/=\s\\-]{0,40}MI[A-Za-z0-9+/]{2}")
_HEADER = re.compile(r"\A(?:[A-Za-z-]{3,30}: [^\n]{0,200}\n){1,4}\n?")
_FOREIGN = re.compile(r"[^A-Za-z0-9+/=]+")
LABELS = {
    "CERTIFICATE": "certificate", "X509 CERTIFICATE": "certificate", "TRUSTED CERTIFICATE": "certificate", "X509 CRL": "crl", "CRL": "crl", "CERTIFICATE REQUEST": "request",
    "NEW CERTIFICATE REQUEST": "request", "PKCS7": "pkcs7", "CMS": "pkcs7", "PKCS #7 SIGNED DATA": "pkcs7", "PRIVATE KEY": "private-key", "RSA PRIVATE KEY": "private-key",
    "EC PRIVATE KEY": "private-key", "DSA PRIVATE KEY": "private-key", "ENCRYPTED PRIVATE KEY": "private-key", "OPENSSH PRIVATE KEY": "private-key", "PUBLIC KEY": "public-key",
    "RSA PUBLIC KEY": "public-key", "EC PARAMETERS": "parameters", "DH PARAMETERS": "parameters",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing found."""

    kind: str
    """certificate | crl | request | pkcs7 | pkcs12 | private-key | public-key | parameters | unknown."""
    der: bytes
    label: str = ""
    """Label of its armour; empty without."""
    faults: tuple[str, ...] = ()
    """What a strict reader would refuse: lines-lost | literal-newlines | armour-lost | armour-mangled | armour-cut | spaces-inside | foreign-characters | cut | not-base64 | wide-encoding."""
    line: int = 0
    """Line where it begins, from 1; 0 when the file has none."""


@dataclass(slots=True)
class Bundle:
    """Everything found in one file, in order."""

    pieces: list[Piece] = field(default_factory=list)
    binary: bool = False

    def of(self, kind: str) -> list[Piece]:
        return [p for p in self.pieces if p.kind == kind]

    @property
    def faults(self) -> tuple[str, ...]:
        return tuple(sorted({f for p in self.pieces for f in p.faults}))


def find(data: bytes) -> Bundle:
    """Everything in these bytes. Total and bounded."""
    data = data[:LIMIT]
    if data[:1] == b"0" and (kind := shape(data)):
        return Bundle([Piece(kind, _trimmed(data))], binary=True)
    text, wide = _text(data)
    pieces = list(_armoured(text))
    if not pieces:
        pieces = list(_bare(text))
    if wide:
        pieces = [Piece(p.kind, p.der, p.label, (*p.faults, "wide-encoding"), p.line) for p in pieces]
    return Bundle(pieces)


def _trimmed(data: bytes) -> bytes:
    """Without the line end that editors add to binary files."""
    from triagekit.reading.x509.der import DerError, read

    try:
        end = read(data).end
    except DerError:
        return data
    return data[:end] if not data[end:].strip(b"\r\n\x00") else data


def _text(data: bytes) -> tuple[str, bool]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), True
    if data[1:2] == b"\x00" and data[3:4] == b"\x00":
        return data.decode("utf-16-le", "replace"), True
    return data.decode("utf-8-sig", "replace"), False


def _armoured(text: str) -> Iterator[Piece]:
    """Each BEGIN line with what follows up to its END line, or to the next BEGIN where it has none. One pass over the text."""
    if "BEGIN" not in text:
        return
    begins = list(islice(_ANY.finditer(text), BLOCKS))
    line, counted = 1, 0
    for n, found in enumerate(begins):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        region = begins[n + 1].start() if n + 1 < len(begins) else len(text)
        end = _END.search(text, found.end(), region)
        yield _piece(text, found, end, end.start() if end else region, line)


def _piece(text: str, found: re.Match[str], end: re.Match[str] | None, stop: int, line: int) -> Piece:
    label = " ".join(found[1].upper().split())
    body = text[found.end() : stop]
    faults = []
    if not _STRICT.match(text, found.start()):
        plain = found[0].startswith("-----BEGIN") and found[0].endswith("-----")
        faults.append("lines-lost" if plain else "armour-mangled")
    if end is None:
        faults.append("armour-cut")
    elif not (end[0].startswith("-----END") and end[0].endswith("-----")):
        faults.append("armour-mangled")
    der, more = decoded(body)
    kind = shape(der) if der else ""
    if label.endswith("PRIVATE KEY"):
        kind, more = "private-key", []
    return Piece(kind or LABELS.get(label, "unknown"), der, label, tuple(dict.fromkeys((*faults, *more, *(_lying(kind, label))))), line)


def _lying(kind: str, label: str) -> list[str]:
    """The armour names something else than it holds."""
    meant = LABELS.get(label, "")
    return ["label-wrong"] if kind and meant and kind != meant and (kind, meant) not in {("private-key", "parameters")} else []


def decoded(body: str) -> tuple[bytes, list[str]]:
    """Base64 as people paste it: the bytes, and what had to be overlooked. Empty when nothing can be read."""
    faults = []
    body = _HEADER.sub("", body.replace("\r\n", "\n").lstrip("\n"), count=1)
    if "\\n" in body or "\\r" in body:
        faults.append("literal-newlines")
        body = re.sub(r"\\r|\\n", "\n", body)
    lines = [line.strip() for line in body.strip().split("\n") if line.strip()]
    if any(" " in line or "\t" in line for line in lines):
        faults.append("spaces-inside")
    if any(len(line) > 76 for line in lines) and len(lines) == 1:
        faults.append("lines-lost")
    packed = "".join("".join(line.split()) for line in lines)
    kept = _FOREIGN.sub("", packed)
    if kept != packed:
        faults.append("foreign-characters")
    core = kept.rstrip("=")
    if "=" in core:
        core = core.split("=", 1)[0]
        faults.append("foreign-characters")
    if len(core) % 4 == 1:
        faults.append("cut")
        core = core[:-1]
    elif len(kept) % 4 and not faults:
        faults.append("cut")
    try:
        return base64.b64decode(core + "=" * (-len(core) % 4), validate=True), faults
    except (binascii.Error, ValueError):
        return b"", [*faults, "not-base64"]


def _bare(text: str) -> Iterator[Piece]:
    """Base64 without its armour: the whole text, as metadata and configuration hold it."""
    body = text.strip().strip("\"'")
    if not 120 <= len(body) <= LIMIT or not _BARE.match(body):
        return
    packed = re.sub(r"[\s]|\\n|\\r", "", body)
    if len(_FOREIGN.sub("", packed)) < len(packed) * 0.98:
        return
    der, faults = decoded(body)
    kind = shape(der)
    if kind or faults:
        yield Piece(kind or "certificate", der, "", ("armour-lost", *(f for f in faults if f != "lines-lost")), 1)
