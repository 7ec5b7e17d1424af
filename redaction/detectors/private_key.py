"""Private keys in PEM and OpenPGP armour, also on one line or with escaped line ends."""

import re

from redaction.detecting import Detector

detector = Detector(
    name="private-key",
    category="private-key",
    pattern=re.compile(r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){0,60000}(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?"),
    anchors=("private key",),
    references=("https://www.rfc-editor.org/rfc/rfc7468#section-10", "https://www.rfc-editor.org/rfc/rfc9580#section-6.2"),
    examples=("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----", "x -----BEGIN RSA PRIVATE KEY-----\\nMIIB\\n cut off"),
    counterexamples=("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "the private key was not found"),
    order=0,
)
