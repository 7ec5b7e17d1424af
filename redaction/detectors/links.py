"""User info in addresses, connection strings, one-time links and hooks whose path is the secret."""

import re

from redaction.detecting import Detector

detectors = (
    Detector(
        name="userinfo",
        category="userinfo",
        pattern=re.compile(r"(?<=://)(?P<value>[^\s/@?#\"'<>]{1,256})(?=@[A-Za-z0-9\[])"),
        anchors=("://",),
        references=("https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",),
        examples=("postgres://app:s3cret@db.test/shop", "https://jane:pw@api.test/"),
        counterexamples=("https://api.test/a@b", "https://api.test"),
        order=5,
    ),
    Detector(
        name="one-time-parameter",
        category="code",
        pattern=re.compile(r"(?i)[?&#](?:code|state|nonce|ticket|st|samlart|relaystate|session_state|login_hint|id_token_hint|device_code|user_code|authuser|key|auth|hash|sign|h|t|k)=(?P<value>[A-Za-z0-9_.~%+/-]{16,4000})"),
        anchors=("?", "&", "#"),
        references=("https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2",),
        examples=("GET /cb?code=SplxlOBeZQQYbYS6WxSbIA&x=1", "/cb?a=b&state=af0ifjsldkj-1234567"),
        counterexamples=("/x?code=404&state=open", "/list?key=name"),
        order=21,
    ),
    Detector(
        name="one-time-link",
        category="link",
        pattern=re.compile(r"(?i)/(?:reset|reset-password|password/reset|invite|invitation|verify|verify-email|confirm|confirmation|activate|magic|magic-link|unsubscribe|share|s3?/hooks?)/(?P<value>[A-Za-z0-9_.~%-]{16,512})"),
        anchors=("/reset", "/password/reset", "/invit", "/verify", "/confirm", "/activate", "/magic", "/unsubscribe", "/share", "/hook"),
        references=("https://cheatsheetseries.owasp.org/cheatsheets/Forgot_Password_Cheat_Sheet.html#url-tokens",),
        examples=("https://app.test/reset/9f8e7d6c5b4a39281706", "GET /invite/AbCdEf1234567890xyz"),
        counterexamples=("GET /reset/form", "/verify/email"),
        order=20,
    ),
    Detector(
        name="hook-address",
        category="link",
        pattern=re.compile(r"(?:hooks\.slack\.com/(?:services|workflows|triggers)/|discord(?:app)?\.com/api/webhooks/|webhook\.office\.com/webhookb2/|chat\.googleapis\.com/v1/spaces/)(?P<value>[^\s\"'<>]{10,400})"),
        anchors=("hooks.slack.com", "/api/webhooks/", "webhook.office.com", "chat.googleapis.com"),
        references=("https://api.slack.com/messaging/webhooks",),
        examples=("https://hooks.slack.com/services/T000/B000/XXXXXXXX",),
        counterexamples=("https://slack.com/help",),
        order=6,
    ),
)
