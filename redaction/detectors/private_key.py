"""Private keys in PEM and OpenPGP armour, also on one line, with escaped line ends, or cut off; the armour stays."""

from redaction.detecting import Shape
from triagekit.roles import Detector

_KINDS = r"(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?"

detector: Detector = Shape(
    name="private-key",
    category="private-key",
    pattern=rf"-----BEGIN {_KINDS}-----(?:\\r|\\n|\s){{0,8}}(?P<value>(?:[^-]|-[^-]|--[^-])*)",
    anchors=(rf"-----BEGIN {_KINDS}-----",),
    references=("https://www.rfc-editor.org/rfc/rfc7468#section-10", "https://www.rfc-editor.org/rfc/rfc9580#section-6.2"),
    examples=(
        "-----BEGIN PRIVATE KEY-----\n‹MIIB\nVwIB\n›-----END PRIVATE KEY-----",
        "x -----BEGIN RSA PRIVATE KEY-----\\n‹MIIB\\n cut off›",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n‹lQOYBF\n=4fRt\n›-----END PGP PRIVATE KEY BLOCK-----",
    ),
    counterexamples=("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "the private key was not found"),
    left="",
    right="",
    reach=8_000,
    order=0,
)
