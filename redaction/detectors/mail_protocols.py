"""Log-ins of text protocols as transcripts show them: SMTP, IMAP, POP3, FTP, IRC, XMPP, SCRAM, Redis."""

import re

from redaction.detecting import Shape
from redaction.said import mixed
from triagekit.roles import Detector

_WORDS = re.compile(r"(?i)required|failed|ok|mechanism|login|plain|ready|command|and|or|is|not|logged|anonymous|extension|supported|please|requires?|(?:redacted-.*)")


def _value(found: re.Match[str]) -> bool:
    return _WORDS.fullmatch(found.group("value")) is None and "redacted-" not in found.group("value")


def _transcript(name: str, category: str, pattern: str, anchor: str, texts: tuple[str, tuple[str, ...], tuple[str, ...]], lead: int = 0) -> Shape:
    reference, examples, near = texts
    return Shape(name, category, pattern, (anchor,), (reference,), examples, near, left="" if lead else "A-Za-z0-9_", right="", confirm=_value, order=12, reach=4_000, lead=lead)


detectors: tuple[Detector, ...] = (
    _transcript(
        "sasl-initial-response",
        "credential",
        r"(?:AUTH|AUTHENTICATE|auth mechanism=[\"'])[ ]?(?i:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|GSSAPI|SCRAM-SHA-(?:1|256|512)(?:-PLUS)?|EXTERNAL)(?:[\"'][^>\n]{0,80}>|[ ]{1,2})(?P<value>[A-Za-z0-9+/=]{4,})",
        r"(?:AUTH(?:ENTICATE)? |auth mechanism=)",
        (
            "https://www.rfc-editor.org/rfc/rfc4954#section-4",
            ("C: AUTH PLAIN ‹AGphbmUAb3BlbnNlc2FtZQ==›", "a1 AUTHENTICATE XOAUTH2 ‹dXNlcj1qYW5lAWF1dGg9›", "<auth mechanism='PLAIN' xmlns='urn:x'>‹AGphbmUAcGFzcw==›</auth>"),
            ("250-AUTH PLAIN LOGIN", "AUTH LOGIN", "AUTH PLAIN failed"),
        ),
    ),
    _transcript(
        "pass-command",
        "password",
        r"PASS(?::? |=)(?P<value>[^\s\"']{1,256})",
        r"\bPASS(?::? |=)[^\s]",
        ("https://www.rfc-editor.org/rfc/rfc1939#section-7", ("> PASS ‹opensesame›", "C: PASS ‹t0p!›\r\n"), ("PASS", "PASS required", "+OK PASS ok")),
    ),
    _transcript(
        "user-command",
        "user",
        r"(?:^|[>\n:\]] ?)USER (?P<value>[A-Za-z0-9._@+\\-]{2,128})(?:\s|$)",
        r"USER [A-Za-z0-9]",
        ("https://www.rfc-editor.org/rfc/rfc959#section-4.1.1", ("> USER ‹jane.doe›\r\n", "C: USER ‹jane›"), ("USER anonymous", "the USER variable", "331 USER ok")),
        lead=2,
    ),
    _transcript(
        "imap-login",
        "password",
        r"[A-Za-z0-9.]{1,12} LOGIN (?:\"[^\"\n]{1,128}\"|[^\s\"]{1,128}) (?P<value>\"[^\"\n]{1,256}\"|[^\s\"]{1,256})(?:\r|\n|$)",
        r"LOGIN [\"A-Za-z0-9]",
        ("https://www.rfc-editor.org/rfc/rfc9051#section-6.2.3", ("a001 LOGIN jane ‹opensesame›", 'A2 LOGIN "jane" ‹"open sesame"›\r\n'), ("250-AUTH PLAIN LOGIN", "LOGIN failed for a user", "a1 OK LOGIN completed")),
        lead=13,
    ),
    _transcript(
        "scram-message",
        "credential",
        r"(?:n|y|p=[a-z-]{3,24}),,n=(?P<value>[^,\s\"]{1,128},r=[^,\s\"]{8,200})|c=(?:biws|eSws)[A-Za-z0-9+/=]{0,80},r=(?:[^,\s\"]{8,200},p=[A-Za-z0-9+/=]{8,200})",
        r"(?:,,n=|\bc=(?:biws|eSws))",
        ("https://www.rfc-editor.org/rfc/rfc5802#section-5", ("n,,n=‹jane,r=fyko+d2lbbFgONRv9qkxdawL›", f"n,,n=‹jane,r={mixed(20)}›"), ("n,,n=", "r=fyko+d2lbbFgONRv9qkxdawL")),
        lead=26,
    ),
    _transcript(
        "redis-auth",
        "password",
        r"(?i:requirepass|masterauth|redis-cli[^\n]{0,80}? -a|AUTH default)[ \t]+[\"']?(?P<value>[^\s\"']{4,256})",
        r"(?i)(?:requirepass|masterauth|redis-cli |AUTH default)",
        ("https://redis.io/docs/latest/commands/auth/", ("requirepass ‹s3cretpw›", "redis-cli -h cache -a ‹s3cretpw› ping", "AUTH default ‹s3cretpw›"), ("requirepass not set", "masterauth or nothing")),
    ),
)
