"""Checks of keys and signatures."""

import base64
import hashlib

from triagekit.reading.x509 import keys
from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.view import Findings, View

WEAK = frozenset({"md2", "md4", "md5", "sha1"})


def check(view: View, found: Findings) -> None:
    """Judge the keys and signatures of the chain."""
    certs = view.way.certs if view.way else (view.leaf,)
    if view.way is not None and view.way.end == "broken" and len(certs) > 1:
        certs = certs[:-1]
    strict = view.server or view.lint
    for cert in certs:
        _key(cert, found, strict)
    for cert in certs:
        _algorithm(cert, found, strict, root=cert is not view.leaf and (cert.self_issued or (cert is certs[-1] and view.anchored)))
    _broken(view, found)
    _own_key(view, found)
    _pins(view, found)
    for name in ("rsa-key-weak", "key-type-unsupported", "signature-algorithm-weak"):
        found.settle(name, "")


def _key(cert: Certificate, found: Findings, strict: bool) -> None:
    weak = keys.rsa_weaknesses(cert.key)
    unsupported = keys.unsupported(cert.key)
    personal = cert.self_issued and cert.said.names is None and not cert.authority
    judge = found.fail if strict and not personal else found.note
    if weak:
        judge("rsa-key-weak", f"the RSA key of {cert.title}: {weak[0]}")
    if unsupported:
        judge("key-type-unsupported", f"the key of {cert.title}: {unsupported}")
    if cert.key.fault:
        found.note("key-type-unsupported", f"{cert.title}: {cert.key.fault}")


def _algorithm(cert: Certificate, found: Findings, strict: bool, root: bool) -> None:
    """The signature of a root does not matter: it is trusted for itself."""
    if root or cert.hash_name not in WEAK or (cert.self_issued and cert.self_signed):
        return
    (found.fail if strict else found.note)("signature-algorithm-weak", f"{cert.title} is signed with {cert.hash_name.upper()}")


def _broken(view: View, found: Findings) -> None:
    way = view.way
    if way is None:
        return
    if way.end == "broken":
        child, issuer = (way.certs[-2], way.certs[-1]) if len(way.certs) > 1 else (way.certs[0], way.certs[0])
        found.fail("signature-invalid", f"{child.title} names {issuer.title} as its issuer, and its key did not make the signature")
    elif len(way.certs) > 1 and not way.unverified:
        found.settle("signature-invalid", "")


def _own_key(view: View, found: Findings) -> None:
    """A private key that came along belongs to the certificate, or not; only public halves are compared."""
    half = view.expected.key or view.key_at_hand
    locked = any(p.kind == "private-key" and not half for p in view.bundle.pieces)
    if half:
        found.settle("private-key-mismatch", "" if half == view.leaf.spki else f"the key at hand is another one than that of {view.leaf.title}")
    elif locked:
        found.note("private-key-mismatch", "a private key lies beside the certificate and cannot be read")
    else:
        found.lack("the public half of the private key")


def _pins(view: View, found: Findings) -> None:
    pins = view.expected.pins
    if not pins:
        return
    on_way = view.way.certs if view.way else (view.leaf,)
    if any(_pinned(c, pins) for c in on_way):
        found.settle("certificate-pin-mismatch", "")
    elif any(_pinned(c, pins) for c in view.served):
        found.note("certificate-pin-mismatch", "the accepted key was sent and has no part in the chain")
    else:
        found.fail("certificate-pin-mismatch", "no key of the chain is one of those that the program accepts")


def _pinned(cert: Certificate, pins: tuple[str, ...]) -> bool:
    digest = hashlib.sha256(cert.spki).digest()
    return any(pin == base64.b64encode(digest).decode() or pin.lower() == digest.hex() for pin in pins)
