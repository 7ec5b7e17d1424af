"""Header fields by name: credentials and cookies by their own grammar, addresses as addresses, correlation ids as they are."""

from collections.abc import Callable, Mapping

from redaction import names
from redaction.cleaner import Cleaner
from redaction.walkers import cookies, credentials, urls, values

_TEXT_NAMES = """
    accept accept-encoding accept-language accept-ranges age allow cache-control connection content-encoding content-language content-length content-type content-range content-disposition date expires
    keep-alive last-modified pragma range retry-after server strict-transport-security te trailer transfer-encoding upgrade upgrade-insecure-requests vary via user-agent www-authenticate
    proxy-authenticate alt-svc access-control-allow-origin access-control-allow-headers access-control-allow-methods access-control-allow-credentials access-control-expose-headers access-control-max-age
    access-control-request-headers access-control-request-method content-security-policy content-security-policy-report-only sec-fetch-mode sec-fetch-site sec-fetch-dest sec-fetch-user sec-ch-ua
    sec-ch-ua-mobile sec-ch-ua-platform etag if-none-match if-modified-since if-match host :authority :method :scheme :status origin priority dnt expect max-forwards server-timing timing-allow-origin
    x-content-type-options x-frame-options x-xss-protection referrer-policy permissions-policy cross-origin-opener-policy cross-origin-resource-policy nel report-to ratelimit ratelimit-limit
    ratelimit-remaining ratelimit-reset ratelimit-policy x-ratelimit-limit x-ratelimit-remaining x-ratelimit-reset x-cache x-cache-hits x-powered-by x-aspnet-version sec-websocket-accept
    sec-websocket-key sec-websocket-version sec-websocket-protocol sec-websocket-extensions digest content-md5 repr-digest content-digest x-amzn-errortype x-served-by x-timer cf-cache-status cf-mitigated
"""
_TEXT = frozenset(_TEXT_NAMES.split())
"""Fields that carry nothing of anyone by their meaning; they are still read as text."""
_IDS = """
    x-request-id x-correlation-id request-id correlation-id traceparent tracestate cf-ray x-amzn-trace-id x-amz-request-id x-amz-id-2 x-amz-cf-id x-amzn-requestid x-amz-apigw-id x-ms-request-id
    x-ms-correlation-request-id x-ms-client-request-id x-ms-ests-server client-request-id x-github-request-id x-okta-request-id x-azure-ref x-trace-id trace-id x-b3-traceid x-b3-spanid
    x-b3-parentspanid b3 x-cloud-trace-context x-envoy-request-id apigw-requestid x-datadog-trace-id x-datadog-parent-id x-vercel-id fly-request-id x-nf-request-id x-akamai-request-id x-stripe-request-id
    x-transaction-id x-operation-id x-runtime x-kong-request-id x-shopify-request-id x-fb-trace-id x-slack-req-id x-goog-trace x-arr-log-id x-iinfo x-sucuri-id x-cdn-request-id uber-trace-id x-request-guid
"""
CORRELATION = frozenset(_IDS.split())
"""Fields whose value names the request in somebody's logs: what a receiver asks for first."""


def clean(cleaner: Cleaner, name: str, value: str) -> str:
    """One field's value, clean."""
    return cleaner.remembered(f"header {name}", value, lambda raw: _clean(cleaner, name, raw))


def _clean(cleaner: Cleaner, name: str, value: str) -> str:
    low = name.lower()
    special = _SPECIAL.get(low)
    if special is not None:
        return special(cleaner, value)
    if low in CORRELATION:
        return value if "@" not in value and " " not in value.strip() else cleaner.text(value)
    if low in _TEXT:
        return cleaner.inside(value) if "://" in value[:10] else cleaner.text(value)
    category = names.category(low)
    if category in ("credential", "token", "api-key", "secret", "session", "csrf", "password", "signature") and not names.harmless(value):
        return authorization(cleaner, value) if _scheme(value) else cleaner.secret(category, value, "header", low)
    return values.clean(cleaner, name, value)


def _scheme(value: str) -> bool:
    return any(span[0] > 0 for span in credentials.spans(value))


def authorization(cleaner: Cleaner, value: str) -> str:
    """The scheme and public parameters stay."""
    return cleaner.replace(value, credentials.spans(value), "authorization")


def cookie(cleaner: Cleaner, value: str) -> str:
    """Names stay."""
    return cleaner.replace(value, cookies.sent(value), "cookie")


def set_cookie(cleaner: Cleaner, value: str) -> str:
    """Names and attributes stay."""
    return cleaner.replace(value, cookies.set_(value), "cookie")


def cookie_value(cleaner: Cleaner, value: str) -> str:
    """The bare value of a cookie."""
    return value if cookies.plain(value) else cleaner.secret("cookie", value, "cookie")


def _challenge(cleaner: Cleaner, value: str) -> str:
    """A challenge is public but for what NTLM and Negotiate put into it."""
    scheme, gap, blob = value.partition(" ")
    if scheme.lower() in ("negotiate", "ntlm") and len(blob) > 30 and " " not in blob:
        return f"{scheme}{gap}{cleaner.secret('credential', blob, 'authorization')}"
    return cleaner.text(value)


def _info(cleaner: Cleaner, value: str) -> str:
    return cleaner.text(value)


_SPECIAL: Mapping[str, Callable[[Cleaner, str], str]] = {
    "cookie": cookie, "cookie2": cookie, "set-cookie": set_cookie, "set-cookie2": set_cookie, "authorization": authorization, "proxy-authorization": authorization,
    "www-authenticate": _challenge, "proxy-authenticate": _challenge, "authentication-info": _info,
    "location": urls.address, "referer": urls.address, "content-location": urls.address, ":path": urls.address, "x-original-url": urls.address, "x-rewrite-url": urls.address,
    "x-forwarded-for": _info, "forwarded": _info, "x-real-ip": _info, "link": _info, "refresh": _info,
}  # fmt: skip
