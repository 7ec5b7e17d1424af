"""The second voice on a signature: signxml, asked about one key, its answer put into one word.

signxml 5 rejects two forms that every other implementation accepts; there it abstains: inclusive
canonicalization of SignedInfo under a default namespace (lxml renders a spurious xmlns=""), and the
WithComments transforms in a same-document reference. It takes exactly one reference.
"""

import importlib
from datetime import datetime
from enum import StrEnum
from typing import Any

from triagekit.reading.saml.certs import Certificate, or_stop
from triagekit.reading.saml.signature import C14N, C14N11, Signature


class Voice(StrEnum):
    """What signxml says."""

    ACCEPTS = "accepts"
    DIGEST = "rejects-digest"
    VALUE = "rejects-value"
    REFUSES = "refuses"
    """It will not judge: an algorithm, a form or a certificate that it does not take."""
    ABSTAINS = "abstains"
    """A form in which its answer is known to be wrong."""
    SILENT = "silent"
    """It was not asked, for want of a certificate."""


def ask(signature: Signature, document: Any, certificate: Certificate | None, at: datetime | None) -> Voice:
    """Verify this signature of the document with this certificate. Total."""
    if certificate is None or certificate.made is None or signature.parent is None or signature.told or not _first(signature):
        return Voice.SILENT
    if _beyond(signature):
        return Voice.ABSTAINS
    try:
        return _ask(signature, document, certificate, at)
    except BaseException as error:
        or_stop(error)
        return Voice.REFUSES


def _first(signature: Signature) -> bool:
    """Signxml looks at the first signature of an element only, and at the first element of a path."""
    at = signature.element
    while at is not None:
        if any(s.tag == at.tag for s in at.itersiblings(preceding=True)):
            return False
        at = at.getparent()
    return True


def _beyond(signature: Signature) -> bool:
    if len(signature.references) != 1:
        return True
    if any(name.endswith("WithComments") for reference in signature.references for name, _ in reference.transforms):
        return True
    return signature.canonical.partition("#")[0] in {C14N, C14N11} and None in signature.element.nsmap


def _ask(signature: Signature, document: Any, certificate: Certificate, at: datetime | None) -> Voice:
    from signxml.exceptions import InvalidCertificate, InvalidDigest, InvalidInput, InvalidSignature

    library = importlib.import_module("signxml")
    window = certificate.validity
    inside = at if at and window and window[0] <= at <= window[1] else window[0] if window else at  # expiry is a finding of its own
    config = library.SignatureConfiguration(
        location=_location(signature.parent, document), verification_time=inside,
        signature_methods=frozenset(library.SignatureMethod), digest_algorithms=frozenset(library.DigestAlgorithm),
    )  # fmt: skip
    try:
        library.XMLVerifier().verify(document, x509_cert=certificate.made, expect_config=config)
    except InvalidDigest:
        return Voice.DIGEST
    except (InvalidInput, InvalidCertificate):
        return Voice.REFUSES
    except InvalidSignature:
        return Voice.VALUE
    return Voice.ACCEPTS


def _location(parent: Any, document: Any) -> str:
    """The path of names from the root to the signature's parent, as signxml wants it."""
    steps: list[str] = []
    at = parent
    while at is not None and at is not document:
        steps.append(str(at.tag))
        at = at.getparent()
    return "./" + "".join(f"{step}/" for step in reversed(steps))
