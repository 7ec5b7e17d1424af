"""Keys of Google and Firebase."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('google-api-key', r"AIza[A-Za-z0-9_-]{35}", r"\bAIza[A-Za-z0-9_-]{8}", 'https://cloud.google.com/docs/authentication/api-keys', "AIza" + "SyA1b2C" * 5),
    vendor('google-oauth-token', r"ya29\.[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]+)*", r"\bya29\.", 'https://developers.google.com/identity/protocols/oauth2', "ya29." + "a0AfH6SM" * 4, reach=2_000),
    vendor('google-refresh-token', r"1//0[A-Za-z0-9_-]{30,}", r"\b1//0[A-Za-z0-9_-]{8}", 'https://developers.google.com/identity/protocols/oauth2', "1//0" + "gLuXaB3d" * 5),
    vendor('google-oauth-secret', r"GOCSPX-[A-Za-z0-9_-]{24,40}", r"GOCSPX-", 'https://developers.google.com/identity/protocols/oauth2', "GOCSPX-" + "aB3dEf7h" * 3),
    vendor('firebase-messaging', r"AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{100,200}", r"\bAAAA[A-Za-z0-9_-]{7}:", 'https://firebase.google.com/docs/cloud-messaging/auth-server', "AAAAx1y2z3w:" + "APA91bHq" * 16),
)  # fmt: skip
