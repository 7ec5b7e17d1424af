"""Certificates in PEM armour: most are public and stay; of one that names a person the person goes."""

from redaction.detecting import Shape
from triagekit.roles import Detector

detector: Detector = Shape(
    name="certificate",
    category="certificate",
    pattern=r"-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----\s{0,4}(?P<value>MII[A-Za-z0-9+/=\s]{100,12000})-----END",
    anchors=(r"-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----",),
    references=("https://www.rfc-editor.org/rfc/rfc7468#section-5", "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.6"),
    examples=("-----BEGIN CERTIFICATE-----\n‹MIIB" + "Ab0/" * 30 + "\n›-----END CERTIFICATE-----",),
    counterexamples=("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"),
    left="",
    right="",
    reach=14_000,
    order=0,
)
