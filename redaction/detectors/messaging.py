"""Tokens of mail and chat services."""

from redaction.detecting import vendor
from redaction.said import alone
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('mailgun', r"key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}", r"\b(?:key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}\b)", 'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth', "key-" + "0123456789abcdef" * 2),
    vendor('mailchimp', r"[a-f0-9]{32}-us\d{1,2}", r"\b[a-f0-9]{32}-us\d", 'https://mailchimp.com/developer/marketing/guides/quick-start/', "0123456789abcdef" * 2 + "-us12"),
    vendor('brevo', r"xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}", r"\bxkeysib-", 'https://developers.brevo.com/docs/getting-started', "xkeysib-" + "0123456789abcdef" * 4 + "-" + "aB3d" * 4),
    vendor('discord-bot', r"[MNO][A-Za-z\d_-]{23,27}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27,40}", r"\b[MNO][A-Za-z\d_-]{23,27}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{8}", 'https://discord.com/developers/docs/reference#authentication', "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ." + "ZnCjm1XVW7vRze4b7Cq4se7kKWs"),
    vendor('telegram-bot', r"\d{8,10}:AA[A-Za-z0-9_-]{33}", r"\b\d{8,10}:AA[A-Za-z0-9_-]{8}", 'https://core.telegram.org/bots/api#authorizing-your-bot', "123456789:AA" + "HdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"),
    vendor('meta', r"EAA[A-Za-z0-9]{60,300}", r"\bEAA[A-Za-z0-9]{60}", 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/', "EAA" + "CEdE" * 20, 'EAAsomething', order=22, confirm=alone),
    vendor('mapbox', r"(?:pk|sk|tk)\.eyJ[A-Za-z0-9_-]{40,}\.[A-Za-z0-9_-]{20,24}", r"\b[pst]k\.eyJ", 'https://docs.mapbox.com/help/getting-started/access-tokens/', "sk.eyJ" + "1IjoiZXhhb" * 6 + "." + "aB3dEf7hIj9kLm1pQr5tUv", order=0),
)  # fmt: skip
