"""Credentials behind a scheme word: Bearer, Basic, Negotiate and their like, wherever they are quoted."""

import re

from redaction.detecting import Detector


def _real(match: re.Match[str]) -> bool:
    value = match.group("value").lower()
    weak = match.group("scheme").lower() in ("token", "key", "digest", "basic", "bearer")
    return not value.startswith(("realm", "error", "auth", "token", "scheme", "challenge")) and (not weak or re.search(r"[\d=]|[a-z][A-Z]", match.group("value")) is not None or len(value) > 24)


detector = Detector(
    name="authorization",
    category="credential",
    pattern=re.compile(r"\b(?P<scheme>bearer|basic|digest|negotiate|ntlm|ssws|token|apikey|geniekey|splunk|hmac|aws4-hmac-sha256)(?:[ \t]{1,4}|%20|\+)(?P<value>[A-Za-z0-9+/=_.~:-]{6,40000})", re.I),
    anchors=("bearer", "basic", "digest", "negotiate", "ntlm", "ssws", "token", "apikey", "geniekey", "splunk", "hmac"),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-11.4", "https://www.rfc-editor.org/rfc/rfc6750#section-2.1"),
    examples=("authorization: Basic amFuZTpvcGVu", "Bearer mF_9.B5f-4.1JqM", "curl -H 'Authorization: SSWS 00QCjAl4MlV-WPXM'", "Negotiate%20TlRMTVNTUAABAAAA"),
    counterexamples=('WWW-Authenticate: Bearer realm="api"', "Basic authentication failed", "bearer token expired", "token endpoint"),
    confirm=_real,
    order=10,
)
