"""One-time codes in sentences: text messages, mails, prompts, and codes that people type on another device."""

import re

from redaction.detecting import Shape
from triagekit.roles import Detector

_AFTER = re.compile(r"[ ]{0,1}(?:ms|s|sec|bytes|px|%|times|attempts|items|rows|hours|minutes|days)\b|[.:,]\d")


def _code(found: re.Match[str]) -> bool:
    value = found.group("value")
    if _AFTER.match(found.string, found.end("value")) or "redacted-" in value:
        return False
    return any(c.isdigit() for c in value) or "-" in value


detectors: tuple[Detector, ...] = (
    Shape(
        name="spoken-code",
        category="otp",
        pattern=r"(?i:(?:one[- ]?time|verification|security|access|login|log-in|sign-in|authentication|auth|confirmation|authorization|activation|recovery|backup|2fa|mfa|otp|sms|bestätigungs|sicherheits|tan)[- ]?(?:code|password|passcode|pin|tan|token)?(?: for [\w .-]{1,40})?(?: is| lautet| :|:| =)[ ]{1,2}[\"']?)(?P<value>(?:[A-Z]{1,2}-)?\d{3}[ -]?\d{3,5}|\d{4,8}|[A-Z0-9]{4}(?:-[A-Z0-9]{4}){1,3})",
        anchors=(r"(?i)(?:one[- ]?time|verification|security|access|login|log-in|sign-in|authentication|auth|confirmation|authorization|activation|recovery|backup|2fa|mfa|otp|sms|sicherheits|tan)[- ]?(?:code|password|passcode|pin|tan|token)?(?: for | is| lautet|[ ]?[:=])",),
        references=("https://www.rfc-editor.org/rfc/rfc6238", "https://wicg.github.io/sms-one-time-codes/"),
        examples=("Your verification code is ‹123456›", "G code: login code: ‹482 913›", "OTP for Acme is ‹4829›", "security code: ‹G-482913›", "backup code: ‹A1B2-C3D4-E5F6›"),
        counterexamples=("verification code is required", "access code: 404 ms", "security code: none", "auth token is 12 characters", "Authorization: AWS4-HMAC-SHA256 "),
        left="A-Za-z0-9",
        right="A-Za-z0-9-",
        confirm=_code,
        order=35,
    ),
    Shape(
        name="code-is-yours",
        category="otp",
        pattern=r"(?P<value>(?:[A-Z]{1,2}-)?\d{3}[ -]?\d{3}|\d{4,8}) (?i:(?:is|ist|est|es|è) (?:your|dein|ihr|votre|tu|su|il tuo) )",
        anchors=(r"\d (?i:(?:is|ist|est|es|.) (?:your|dein|ihr|votre|tu|su|il tuo) )",),
        references=("https://wicg.github.io/sms-one-time-codes/",),
        examples=("‹482913› is your Acme code", "‹G-482913› is your verification code", "‹123 456› ist Ihr Code"),
        counterexamples=("5 is your limit", "v 1.2345 is your version"),
        left="A-Za-z0-9.,:-",
        right="",
        lead=10,
        confirm=_code,
        order=35,
    ),
    Shape(
        name="device-code",
        category="code",
        pattern=r"(?i:(?:enter|use|type|input) (?:the |this |your )?(?:following )?(?:one-time )?code:? |user[_ ]code[\"']?[:=] ?[\"']?)(?P<value>[A-Z0-9]{4}-?[A-Z0-9]{4,5})",
        anchors=(r"(?i)(?:(?:enter|use|type|input) (?:the |this |your )?(?:following )?(?:one-time )?code|user[_ ]code)",),
        references=("https://www.rfc-editor.org/rfc/rfc8628#section-6.1",),
        examples=("open https://login.example/device and enter the code ‹WDJB-MJHT›", '"user_code":"‹WDJBMJ4T›"', "enter the code ‹A1B2C3D4E› to authenticate"),
        counterexamples=("enter the code below", "use code path", "user_code: none"),
        right="A-Za-z0-9",
        confirm=lambda m: "-" in m.group("value") or any(c.isdigit() for c in m.group("value")),
        order=35,
    ),
    Shape(
        name="recovery-words",
        category="secret",
        pattern=r"(?i:(?:seed|recovery|mnemonic|secret) (?:phrase|words|mnemonic)[\"']?(?: is)?[:=]?\s{1,3}[\"']?)(?P<value>[a-z]{3,8}(?:[ ,][a-z]{3,8}){11,23})",
        anchors=(r"(?i)(?:seed|recovery|mnemonic|secret) (?:phrase|words|mnemonic)",),
        references=("https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki",),
        examples=("seed phrase: ‹" + " ".join(["abandon"] * 11 + ["about"]) + "›",),
        counterexamples=("seed phrase: is asked for", "recovery words are written down"),
        right="a-z",
        order=12,
    ),
)
