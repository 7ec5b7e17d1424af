"""Certificates, requests and containers of them, in PEM armour or as bare base64: most are public and stay; whom they name goes."""

import base64
import re

from redaction.detecting import Shape
from triagekit.reading.x509.shapes import shape
from triagekit.roles import Detector

_LABEL = r"-----BEGIN (?:(?:X509 |TRUSTED )?CERTIFICATE|(?:NEW )?CERTIFICATE REQUEST|PKCS7|PKCS #7 SIGNED DATA|CMS|(?:X509 )?CRL)-----"
_READ = frozenset({"certificate", "request", "pkcs7", "crl"})
_REFERENCES = ("https://www.rfc-editor.org/rfc/rfc7468#section-5", "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.6", "https://www.rfc-editor.org/rfc/rfc2986", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6")
_BARE = (
    "MIIBCTCBr6ADAgECAgEqMAoGCCqGSM49BAMCMA4xDDAKBgNVBAMMA0FubjAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEwMDAwMDBaMA4xDDAKBgNVBAMMA0FubjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIA6NOgDVOMqHjsbY4RMspUXWSHxjKpO78"
    "FOKRetY8AcTcQZC6atBc9KoAk+Nb9NWsNl/wQB6CC42j6h99Ti/9owCgYIKoZIzj0EAwIDSQAwRgIhAKuCTUoCI1hpOyEBKXxij3sqUS23i/qCAELrIbso/IR4AiEAznGfOsUOk/E0pf9PXTDJXM65Vetv76G5vw6Z/dgbxLw="
)
"""A certificate that names Ann."""


def _is_one(found: re.Match[str]) -> bool:
    """What it is says its outer shape; keys begin alike."""
    core = "".join(found["value"].split()).rstrip("=")
    try:
        return shape(base64.b64decode(core + "=" * (-len(core) % 4), validate=True)) in _READ
    except ValueError:
        return False


detectors: tuple[Detector, ...] = (
    Shape(
        name="certificate",
        category="certificate",
        pattern=rf"{_LABEL}\s{{0,4}}(?P<value>MI[A-Za-z0-9+/=\s]{{100}}[A-Za-z0-9+/=\s]*?)\s*-----END",
        anchors=(_LABEL,),
        references=_REFERENCES,
        examples=("-----BEGIN CERTIFICATE-----\n‹MIIB" + "Ab0/" * 30 + "›\n-----END CERTIFICATE-----", "-----BEGIN PKCS7-----\n‹MIIB" + "Ab0/" * 30 + "›\n-----END PKCS7-----"),
        counterexamples=("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"),
        left="",
        right="",
        reach=14_000,
        order=0,
    ),
    Shape(
        name="certificate-bare",
        category="certificate",
        pattern=r"(?P<value>MI[IHG][A-Za-z0-9+/]{200,}={0,2})",
        anchors=(r"MI[IHG][A-Za-z0-9+/]{40}",),
        references=_REFERENCES,
        examples=(f'"x5c": ["‹{_BARE}›"]', f"client cert: ‹{_BARE}›"),
        counterexamples=("MII" + "Ab0/" * 80, "MIIB alone"),
        left="A-Za-z0-9+/",
        right="A-Za-z0-9+/=",
        confirm=_is_one,
        order=0,
    ),
)
