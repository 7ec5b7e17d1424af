"""Correlation identifiers: the numbers by which a vendor finds a request again. Kept verbatim, never redacted."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from triagekit.records import Value

_NAMES = frozenset({
    "x-request-id", "x-correlation-id", "request-id", "correlation-id", "traceparent", "cf-ray", "x-amzn-trace-id", "x-amz-request-id", "x-amz-id-2", "x-amz-cf-id",
    "x-amzn-requestid", "x-amzn-request-id", "apigw-requestid", "x-amz-apigw-id", "x-amzn-errorid", "x-ms-request-id", "x-ms-correlation-request-id", "x-ms-client-request-id",
    "client-request-id", "x-ms-ests-server", "x-azure-ref", "x-ms-routing-request-id", "x-okta-request-id", "x-github-request-id", "x-zendesk-request-id", "x-slack-req-id",
    "x-slack-unique-id", "x-b3-traceid", "b3", "uber-trace-id", "x-cloud-trace-context", "x-vercel-id", "fly-request-id", "x-served-by", "x-varnish", "x-forgerock-transactionid",
    "x-trace-id", "trace-id", "x-transaction-id", "x-datadog-trace-id", "sentry-trace", "x-sentry-id", "x-vcap-request-id", "x-kong-request-id", "sprequestguid", "x-fb-trace-id",
    "x-fb-debug", "x-goog-request-id", "x-guploader-uploadid", "x-akamai-request-id", "akamai-request-id", "x-iinfo", "x-sucuri-id", "x-request-guid", "x-nf-request-id", "x-render-origin-server",
    "x-shopify-request-id", "x-hubspot-correlation-id", "x-adobe-request-id", "x-sfdc-request-id", "x-arequestid", "x-requestid", "requestid", "x-newrelic-transaction", "x-cdn-request-id",
    "x-oracle-dms-ecid", "x-b3-spanid", "opc-request-id", "x-global-transaction-id", "x-snow-request-id", "x-auth0-requestid", "x-operation-id", "x-activity-id", "activityid", "x-edge-request-id",
    "x-appgw-trace-id", "x-atlassian-token-id", "atl-traceid", "x-netlify-request-id", "x-dropbox-request-id", "x-twilio-request-id", "twilio-request-id", "x-debug-id", "paypal-debug-id",
})  # fmt: skip
_LIKE = re.compile(r"(?:request|req|correlation|trace|transaction|txn|debug|call|operation|activity|incident|support|ray)[-_]?(?:id|guid|uuid|ref)\Z", re.IGNORECASE)
_VALUE = re.compile(r"[\x21-\x7e]{4,300}\Z", re.ASCII)


@lru_cache(maxsize=4096)
def is_name(name: str) -> bool:
    """True for the lower-case name of a header or field that carries a correlation identifier."""
    return name in _NAMES or (len(name) <= 80 and _LIKE.search(name) is not None and "token" not in name)


_IN_BODY = re.compile(
    r"[\"']((?:x-)?(?:request|correlation|trace|transaction|error|incident|support|log|event)[_-]?(?:id|guid|ref))[\"']\s{0,5}:\s{0,5}[\"']([!-!#-&(-~]{6,100})[\"']", re.IGNORECASE | re.ASCII
)
_IN_TEXT = (
    ("akamai-reference", re.compile(r"Reference(?:&#32;|\s|#|&#35;|&#x23;|:){1,12}([0-9a-f]{1,4}(?:\.|&#46;)[0-9a-f.&#46;]{6,60}[0-9a-f])", re.IGNORECASE)),
    ("cf-ray", re.compile(r"Ray ID:\s{0,5}(?:<[^>]{0,80}>){0,3}\s{0,5}([0-9a-f]{16})", re.IGNORECASE)),
    ("support-id", re.compile(r"support ID(?: is)?:?\s{0,5}(?:<[^>]{0,80}>){0,3}\s{0,5}(\d{10,24})", re.IGNORECASE)),
    ("trace-id", re.compile(r"Trace ID:\s{0,5}([0-9a-f-]{32,36})", re.IGNORECASE)),
    ("correlation-id", re.compile(r"Correlation ID:\s{0,5}([0-9a-f-]{32,36})", re.IGNORECASE)),
    ("request-id", re.compile(r"Request ?ID:\s{0,5}(?:<[^>]{0,80}>){0,3}\s{0,5}([\w=+/-][\w=+/:-]{6,98}[\w=+/-])", re.IGNORECASE)),
    ("incident-id", re.compile(r"(?:incident|event) ID:\s{0,5}([\w-]{8,80})", re.IGNORECASE)),
    ("requestid", re.compile(r"<(?:RequestId|RequestID)>([\w-]{8,100})<", re.IGNORECASE)),
    ("hostid", re.compile(r"<HostId>([\w=+/-]{8,200})<", re.IGNORECASE)),
    ("guru-meditation", re.compile(r"<p>XID:\s{0,5}(\d{1,20})</p>")),
    ("traceparent", re.compile(r"(?<![\w-])(00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})(?![\w-])")),
    ("x-amzn-trace-id", re.compile(r"(?<!\w)((?:Self=1-[0-9a-f-]{33};)?Root=1-[0-9a-f]{8}-[0-9a-f]{24})", re.IGNORECASE)),
)
_NAMED = re.compile(r"(?<![\w-])((?:x[-_])?(?:request|correlation|trace|transaction|req|session[-_]?trace)[-_](?:id|guid))[\"']?\s{0,3}[:=]\s{0,3}[\"']?([\w=+/.:-]{6,98}[\w=+/-])", re.IGNORECASE | re.ASCII)
"""A name and a value in running text: X-Request-Id: abc, trace_id=abc."""
_HINTS = ("reference", "ray id", "support id", "trace id", "correlation id", "request id", "requestid", "incident id", "event id", "hostid", "xid:", "-id", "_id", "root=1-", "00-")
_KEYED = re.compile(r"(?:request|correlation|trace|transaction|error|incident|support|log|event)[_-]?(?:id|guid|ref)[\"']", re.ASCII)


def in_text(text: str) -> Iterator[tuple[str, str]]:
    """Name and value of the identifiers that a page, a JSON body or a log line shows, in its first 16 KiB."""
    head = text[:16384]
    lower = head.lower()  # searches without regard to case cost thirty times as much as finding words in lower case
    if _hinted(lower):
        for name, pattern in _IN_TEXT:
            found = pattern.search(head)
            if found:
                yield name, found[1].replace("&#46;", ".")
        yield from ((name.lower().replace("_", "-"), value) for name, value in _NAMED.findall(head)[:20])
    if _KEYED.search(lower):
        yield from _IN_BODY.findall(head)[:20]


def _hinted(lower: str) -> bool:
    for hint in _HINTS:  # noqa: SIM110 - a plain loop costs half of any() over a generator, and every line of a log comes here
        if hint in lower:
            return True
    return False


def fields(headers: Mapping[str, tuple[str, ...]], body: str = "") -> dict[str, Value]:
    """correlation.ids (name=value) and correlation.names of these headers and this body."""
    pairs = [(n, v.strip()) for n, values in headers.items() if is_name(n) for v in values if _VALUE.match(v.strip())]
    if body:
        pairs.extend(in_text(body))
    return named(pairs)


def named(pairs: list[tuple[str, str]]) -> dict[str, Value]:
    """The two fields for these identifiers, each once, at most 40."""
    if not pairs:
        return {}
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for name, value in pairs:
        first.setdefault((name.lower().replace("_", "-"), value), (name, value))
    unique = tuple(first.values())[:40]
    return {"correlation.ids": tuple(f"{n}={v}" for n, v in unique), "correlation.names": tuple(dict.fromkeys(n.lower() for n, _ in unique))}
