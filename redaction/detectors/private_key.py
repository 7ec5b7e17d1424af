"""Private keys in PEM and OpenPGP armour, also on one line, with escaped line ends, or cut off; the armour stays.

Of a key that is cut off only what looks like its lines goes, because what a log says behind it is no part of it.
"""

from redaction.detecting import Shape
from triagekit.roles import Detector

_BEGIN = r"-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
_LETTER = r"[A-Za-z0-9+/=]"
_BETWEEN = r"(?:\\{1,4}[rnt]|[\s\"'+,>|#]){1,40}"
_FIELD = r"(?:Proc-Type|DEK-Info|Version|Comment|Charset|Hash): [^\r\n\\]{0,200}"
_REST = r"[A-Za-z]{0,15}[0-9+/=][A-Za-z0-9+/=]{0,15}(?:\r?\n|$)"
"""A line that was cut; letters alone may be a word of the log."""
_REFERENCES = ("https://www.rfc-editor.org/rfc/rfc7468#section-10", "https://www.rfc-editor.org/rfc/rfc9580#section-6.2")
_LINE = "MIIBVwIBADANBgkqhkiG9w0B"

detectors: tuple[Detector, ...] = (
    Shape(
        name="private-key",
        category="private-key",
        pattern=rf"{_BEGIN}(?:\\r|\\n|\s){{0,8}}(?P<value>(?:[^-]|-[^-]|--[^-])*)-----END",
        anchors=(_BEGIN,),
        references=_REFERENCES,
        examples=(
            "-----BEGIN PRIVATE KEY-----\n‹MIIB\nVwIB\n›-----END PRIVATE KEY-----",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n‹lQOYBF\n=4fRt\n›-----END PGP PRIVATE KEY BLOCK-----",
        ),
        counterexamples=("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "the private key was not found"),
        left="",
        right="",
        reach=8_000,
        order=0,
    ),
    Shape(
        name="private-key-cut-off",
        category="private-key",
        pattern=rf"{_BEGIN}{_BETWEEN}(?P<value>(?:{_FIELD}{_BETWEEN}){{0,6}}{_LETTER}{{16,}}(?:{_BETWEEN}{_LETTER}{{16,}})*(?:{_BETWEEN}{_REST})?)",
        anchors=(_BEGIN,),
        references=_REFERENCES,
        examples=(
            f"x -----BEGIN RSA PRIVATE KEY-----\\n‹{_LINE}\\n{_LINE}\\nAbc1›",
            f"-----BEGIN PRIVATE KEY-----\n‹{_LINE}\n{_LINE}\nEfG4\n›2026-11-03 ERROR upstream timed out",
            f"-----BEGIN RSA PRIVATE KEY-----\n‹Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\n{_LINE}›",
        ),
        counterexamples=("-----BEGIN PRIVATE KEY----- is missing in the file", f"-----BEGIN PUBLIC KEY-----\n{_LINE}"),
        left="",
        right="",
        reach=8_000,
        order=1,
    ),
)
