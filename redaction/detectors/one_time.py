"""Codes and tokens of one-time links and redirects: in parameters, and in the path behind a word that says so."""

import re

from redaction.commonwords import ordinary
from redaction.detecting import Shape
from triagekit.roles import Detector

_SAID = re.compile(r"%(?:25)*(?:20|0[9AD]|3[ABCE]|7B|22)|://", re.IGNORECASE)
"""Blanks, colons, quotes and brackets, encoded: a text that is read for what it says, not a code of random characters."""
_SHORT = frozenset(["t", "k", "h", "hash", "sign", "auth", "link", "key", "st", "lt", "ctx", "confirm", "confirmation", "reset", "invite"])
"""Names that carry other things as often as codes."""


def _random(found: re.Match[str]) -> bool:
    value = found.group("value")
    if ordinary(value):
        return False
    kinds = sum((any(c.isdigit() for c in value), any(c.islower() for c in value), any(c.isupper() for c in value)))
    return "redacted-" not in value and (kinds >= 2 or len(value) >= 24 or (value.isdigit() and len(value) >= 6)) and not value.startswith("http")


_CURSOR = re.compile(r";m=[0-9a-f]+$")
"""What stands before the time in the cursor of a journal (systemd.journal-fields)."""


def _code(found: re.Match[str]) -> bool:
    if _CURSOR.search(found.string, max(0, found.start() - 20), found.start()):
        return False
    value, name = found.group("value"), found.group().partition("=")[0][1:].lower()
    if name in _SHORT and _SAID.search(value):
        return False
    return _random(found) and not re.fullmatch(r"1[5-9]\d{8}(?:\d{3})?|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$]+)+", value)


detectors: tuple[Detector, ...] = (
    Shape(
        name="one-time-parameter",
        category="code",
        pattern=r"(?i)[?&#;](?:code|device_code|user_code|auth_?code|authuser|ticket|st|samlart|relaystate|session_state|oobcode|otp|invite|invitation|magic|hash|sign|t|k|h|auth|link|confirmation|confirm|reset|key|one_?time|login_?ticket|continuation|challenge_?id|flow_?token|ctx|lt|execution|wctx)=(?P<value>[A-Za-z0-9_.~%+/=-]{10,})",
        anchors=(r"(?i)[?&#;](?:code|device_code|user_code|auth_?code|authuser|ticket|st|samlart|relaystate|session_state|oobcode|otp|invite|invitation|magic|hash|sign|t|k|h|auth|link|confirmation|confirm|reset|key|one_?time|login_?ticket|continuation|challenge_?id|flow_?token|ctx|lt|execution|wctx)=[A-Za-z0-9_.~%+/=-]{10}",),
        references=("https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2",),
        examples=("GET /cb?code=‹SplxlOBeZQQYbYS6WxSbIA›&x=1", "/cas?ticket=‹ST-1856339-aA5Yuvrxzpv8Tau1cYQ7›"),
        counterexamples=("/x?code=404&state=open", "/list?key=name", "/v?code=invalid_request", "/x?t=1730625240", "/get?h=Set-Cookie%3A%20theme%3Ddark%3B%20Path%3D%2F", "/get?h=Access-Control-Allow-Origin: *", "i=372a;b=0dc874d3;m=24ea327;t=573f280a663fd;x=9c"),
        left="",
        right="",
        confirm=_code,
        order=31,
    ),
    Shape(
        name="state-parameter",
        category="state",
        pattern=r"(?i)[?&#;](?:state|nonce)=(?P<value>[A-Za-z0-9_.~%+/=-]{8,})",
        anchors=(r"(?i)[?&#;](?:state|nonce)=[A-Za-z0-9_.~%+/=-]{8}",),
        references=("https://www.rfc-editor.org/rfc/rfc6749#section-10.12",),
        examples=("/cb?a=b&state=‹af0ifjsldkj-1234567›", "/authorize?nonce=‹n-0S6_WzA2Mj›&x"),
        counterexamples=("/x?state=open", "/x?state=completed"),
        left="",
        right="",
        confirm=_random,
        order=31,
    ),
    Shape(
        name="one-time-link",
        category="link",
        pattern=r"(?i)/(?:reset|reset-?password|password/reset|password-reset|recover|recovery|invite|invites|invitation|invitations|join|verify|verify-?email|verification|confirm|confirmation|confirm-?email|activate|activation|magic|magic-?link|unsubscribe|share|shared|onetime|one-time|otl|login-?link|signup|accept|hooks?|webhooks?|download-?token|s)/(?P<value>[A-Za-z0-9_.~%=-]{16,512})",
        anchors=(r"(?i)/(?:reset|recover|invit|join|verif|confirm|activat|magic|unsubscribe|share|one-?time|otl|login-?link|signup|accept|hook|webhook|download-?token|password-?/?reset|s/)[a-z/-]{0,14}[/]?[A-Za-z0-9_.~%=-]{10}",),
        references=("https://cheatsheetseries.owasp.org/cheatsheets/Forgot_Password_Cheat_Sheet.html#url-tokens",),
        examples=("https://app.example/reset/‹9f8e7d6c5b4a39281706›", "GET /invite/‹AbCdEf1234567890xyz›?x"),
        counterexamples=("GET /reset/form", "/verify/email-address-page", "/s/documentation-about-things"),
        left="",
        right="",
        confirm=lambda m: not re.search(r"[A-Za-z0-9+/]{24}$", m.string[max(0, m.start() - 24) : m.start()]) and _random(m) and any(c.isdigit() for c in m.group("value")) and not re.search(r"\.(?:js|css|html?|png|svg|jpg|map|json)$", m.group("value")),
        order=30,
    ),
    Shape(
        name="hook-address",
        category="link",
        pattern=r"(?i)(?:hooks\.slack\.com/(?:services|workflows|triggers)/|discord(?:app)?\.com/api/(?:v\d+/)?webhooks/|webhook\.office\.com/webhookb2/|outlook\.office\.com/webhook/|chat\.googleapis\.com/v1/spaces/|hooks\.zapier\.com/hooks/catch/|maker\.ifttt\.com/trigger/|hook\.(?:eu|us)\d?\.make\.com/|api\.telegram\.org/bot|webhook\.site/|logic\.azure\.com(?::\d+)?/workflows/)(?P<value>[^\s\"'<>]{8,400})",
        anchors=(r"(?i)(?:hooks\.slack\.com/|/api/(?:v\d+/)?webhooks/|webhook\.office\.com/|office\.com/webhook/|chat\.googleapis\.com/v1/|hooks\.zapier\.com/|maker\.ifttt\.com/|hook\.(?:eu|us)\d?\.make\.com/|api\.telegram\.org/bot|webhook\.site/|logic\.azure\.com)",),
        references=("https://api.slack.com/messaging/webhooks",),
        examples=("https://hooks.slack.com/services/‹T000AAAA/B000BBBB/XXXXXXXXabcd›", "https://discord.com/api/webhooks/‹1234567890/AbCdEfGh›"),
        counterexamples=("https://slack.com/help", "hooks.slack.com/"),
        left="",
        right="",
        lead=24,
        order=6,
    ),
)
