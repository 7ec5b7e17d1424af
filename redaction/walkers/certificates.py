"""Certificates, requests and containers of them: whom they name goes, what is judged stays.

A certificate of a server or an authority is public and stays as it is, octet for octet, unless it names a person, a term of the
case or something else that the case removes; *strict* also takes its owner's names and hosts. The texts are replaced where they
stand, by the placeholders that stand elsewhere in the case, so that names still match or miss each other as before. Of the
signature its word stays, and beside it the fingerprint of the original.
"""

import base64
import hashlib

from redaction.cleaner import Cleaner
from redaction.walkers import asn1
from triagekit.placeholders import PLACEHOLDER
from triagekit.reading.x509 import keys, personal
from triagekit.reading.x509.der import SEQUENCE, DerError, Node, whole
from triagekit.reading.x509.hostnames import SHARED, looks_like_address
from triagekit.reading.x509.shapes import shape

LIMIT = 4 << 20
"""Bytes of a file that are read; a bundle of all public authorities has about 250 kB."""
READ = frozenset({"certificate", "request", "pkcs7", "crl"})
"""What is taken apart; of keys nothing stays, and what is locked cannot be looked into."""


def clean(cleaner: Cleaner, raw: str) -> str:
    """The base64 of a certificate or a container, in as many lines as it stood in."""
    if cleaner.policy.action("certificate") == "mask":
        return cleaner.put("certificate", raw, "certificate")
    try:
        der = base64.b64decode("".join(raw.split()), validate=True)
    except ValueError:
        return raw
    if shape(der) == "pkcs7" and not readable(der):
        return cleaner.put("nested", raw, "certificate")
    made = binary(cleaner, der)
    return raw if made == der else _lines(base64.b64encode(made).decode(), raw)


def _lines(packed: str, like: str) -> str:
    """As many lines as before, about equally long: places in the copy are those in the original."""
    rows = like.splitlines(keepends=True)
    filled = [n for n, row in enumerate(rows) if row.strip()]
    quads, more = divmod(len(packed) // 4, len(filled))
    at = 0
    for n, row in enumerate(filled):
        size = 4 * (quads + (n < more))
        rows[row] = rows[row].replace(rows[row].strip(), packed[at : at + size])
        at += size
    return "".join(rows)


def binary(cleaner: Cleaner, der: bytes) -> bytes:
    """A certificate, request, revocation list or PKCS#7 container in DER; what names nobody comes back as it is."""
    kind = shape(der)
    if kind == "certificate":
        return _certificate(cleaner, der)
    if not readable(der):
        return der
    said = {start: category for start, _, category in personal.requested(der)} if kind == "request" else {}
    made = asn1.rewritten(der, lambda node, text: _text(cleaner, node, said.get(node.body, ""), text), lambda inner: _inside(cleaner, inner))
    return made if made == der or kind != "crl" else _signed(cleaner, made, der)


def readable(der: bytes) -> bool:
    """Nothing stands in it but what this module looks at: a container may hold a signed message too (RFC 5652 5.2)."""
    kind = shape(der)
    return kind in READ and (kind != "pkcs7" or not _message(der))


def _message(der: bytes) -> bool:
    try:
        content = whole(der).children()[1].children()[0].children()
        return len(next(n for n in content if n.tag == SEQUENCE).children()) > 1
    except (DerError, IndexError, StopIteration):
        return True


def _inside(cleaner: Cleaner, node: Node) -> bytes | None:
    """A certificate within a container, clean; None for everything else."""
    return _certificate(cleaner, node.raw) if node.tag == SEQUENCE and len(node.content) > 100 and shape(node.raw) == "certificate" else None


def _certificate(cleaner: Cleaner, der: bytes) -> bytes:
    said = {start: category for start, _, category in personal.places(der)}
    if cleaner.policy.action("certificate") != "keep":
        said = {start: category for start, _, category in personal.owner(der)} | said
    made = asn1.rewritten(der, lambda node, text: _text(cleaner, node, said.get(node.body, ""), text))
    return made if made == der else _signed(cleaner, made, der)


def _text(cleaner: Cleaner, node: Node, category: str, text: str) -> str:
    if looks_like_address(text):
        made = cleaner.text(text)
        return cleaner.vault.pseudonyms.of("ip", text) if made != text and node.tag == asn1.ADDRESS else made
    known = cleaner.known(text)
    if known != text or not category or PLACEHOLDER.search(text):
        return known
    return _host(cleaner, text) if category == "host" else cleaner.secret(category, text, "certificate")


def _host(cleaner: Cleaner, text: str) -> str:
    """The domain goes and what stands before it stays, so that wildcards cover what they covered."""
    host = text.rpartition("://")[2].partition("/")[0].partition(":")[0].rstrip(".")
    labels = host.split(".")
    wide = 3 if ".".join(labels[-2:]).lower() in SHARED else 2
    domain = ".".join(labels[-wide:])
    return text.replace(domain, cleaner.secret("host", domain, "certificate")) if len(labels) >= wide and "*" not in domain else text


def _signed(cleaner: Cleaner, der: bytes, original: bytes) -> bytes:
    """The word in place of the signature, filled up to its length with dots; with the fingerprint of the original, by which public registers name it, unless *strict*."""
    try:
        outer = whole(der)
        parts = outer.children()
        size = parts[2].end - parts[2].body - 1
        own = whole(original).children()[2].content[1:]
    except (DerError, IndexError):
        return der
    if keys.REDACTED.fullmatch(own):
        return der
    digest = hashlib.sha256(original).hexdigest()
    mark = f"redacted-signature-{cleaner.signatures.get(digest, 'by-unknown')}" + ("" if cleaner.policy.profile == "strict" else f"-of-{digest}")
    bits = asn1.value(parts[2].tag, b"\0" + mark.encode().ljust(size, b"."))
    return asn1.value(outer.tag, parts[0].raw + parts[1].raw + bits)
