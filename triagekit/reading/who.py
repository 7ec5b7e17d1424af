"""Who made an answer: the application, something before it, something at the customer's side, or the browser itself.

The first question of every diagnosis, because one status means another thing from each of them. Presence in
the path is no proof: `Server: cloudflare`, `cf-ray` or `via` stand on every answer that passed, so they only go
to `path.products`. What counts is a default page, an error header, a log flag, or an answer that only the
application can have made. Where nothing of the kind stands there, the answer is `unknown`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from triagekit.reading.pages import default_page
from triagekit.records import Value

Fields = Mapping[str, Value]

_BROWSER_KINDS = frozenset({"blocked", "blocked-client", "csp", "mixed-content", "port-blocked", "offline", "cache-miss"})
_VIA = (("squid", "squid"), ("varnish", "varnish"), ("cloudfront", "cloudfront"), ("google", "google"), ("vegur", "heroku"), ("haproxy", "haproxy"), ("zscaler", "zscaler"), ("akamai", "akamai"), ("bluecoat", "bluecoat"))
_PATH_NAMES = (
    ("cf-ray", "cloudflare"), ("x-amz-cf-id", "cloudfront"), ("x-azure-ref", "azure-front-door"), ("x-varnish", "varnish"),
    ("x-envoy-upstream-service-time", "envoy"), ("x-kong-upstream-latency", "kong"), ("x-kong-proxy-latency", "kong"),
    ("x-akamai-request-id", "akamai"), ("x-served-by", ""), ("x-vercel-id", "vercel"), ("fly-request-id", "fly"), ("x-iinfo", "imperva"), ("x-sucuri-id", "sucuri"),
)  # fmt: skip
_PATH_HEADERS = tuple((f"response.headers.{name}", product) for name, product in _PATH_NAMES if product)
_SERVERS = (
    ("nginx", "nginx"), ("openresty", "nginx"), ("haproxy", "haproxy"), ("apache", "apache"), ("squid", "squid"), ("varnish", "varnish"), ("caddy", "caddy"),
    ("envoy", "envoy"), ("istio-envoy", "envoy"), ("cloudflare", "cloudflare"), ("cloudfront", "cloudfront"), ("akamaighost", "akamai"), ("awselb", "aws-alb"),
    ("microsoft-iis", "iis"), ("microsoft-httpapi", "http.sys"), ("microsoft-azure-application-gateway", "azure-application-gateway"), ("traefik", "traefik"),
    ("kong", "kong"), ("litespeed", "litespeed"), ("gunicorn", "gunicorn"), ("uvicorn", "uvicorn"), ("kestrel", "kestrel"), ("jetty", "jetty"), ("cowboy", "cowboy"),
    ("google frontend", "google"), ("gws", "google"), ("gse", "google"), ("zscaler", "zscaler"), ("bigip", "f5"), ("big-ip", "f5"), ("imperva", "imperva"), ("amazons3", "amazon-s3"),
)  # fmt: skip
_APPLICATION_SERVERS = frozenset({"gunicorn", "uvicorn", "kestrel", "jetty"})
_APPLICATION_NAMES = ("x-powered-by", "x-aspnet-version", "x-runtime", "x-rails-version", "x-application-context", "x-forgerock-transactionid", "x-okta-request-id", "x-github-request-id", "x-ms-request-id", "sforce-limit-info")
_APPLICATION_HEADERS = frozenset(f"response.headers.{name}" for name in _APPLICATION_NAMES)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who, which product, and what that rests on."""

    who: str
    product: str
    basis: str


def answered_by(fields: Fields) -> dict[str, Value]:
    """The fields answered_by.*, path.products; empty when the record holds no answer and no error of a browser's own."""
    products = _products(fields)
    answer = _decide(fields)
    out: dict[str, Value] = {}
    if products:
        out["path.products"] = products
    if answer is None:
        return out
    out["answered_by"] = answer.who
    out["answered_by.basis"] = answer.basis
    product = answer.product or (products[0] if answer.who in ("gateway", "cdn", "forward-proxy") and len(products) == 1 else "")
    if product:
        out["answered_by.product"] = product
    return out


def _decide(fields: Fields) -> Answer | None:
    for judge in (_local, _signalled, _logged, _proxied, _paged, _own):
        answer = judge(fields)
        if answer:
            return answer
    if isinstance(fields.get("response.status"), int):
        return Answer("unknown", "", "nothing in the answer shows who made it")
    return None


def _local(fields: Fields) -> Answer | None:
    """What never left the client."""
    if fields.get("from_service_worker") is True:
        return Answer("service-worker", "", "the capture marks it as answered by a service worker")
    if "error.kind" in fields and fields["error.kind"] in _BROWSER_KINDS and not isinstance(fields.get("response.status"), int):
        return Answer("browser", str(fields.get("dialect") or ""), "the browser stopped the request itself")
    if fields.get("from_cache") is True:
        return Answer("browser", "", "the browser answered from its own cache")
    return None


def _signalled(fields: Fields) -> Answer | None:
    """Marks of a vendor that prove who answered (rules/signals/), as the record's signals tell them."""
    answers = fields.get("signal.answers")
    if not isinstance(answers, tuple):
        return None
    best = min(answers, key=lambda a: _PRECEDENCE.index(a.partition(" ")[0]) if a.partition(" ")[0] in _PRECEDENCE else 99)
    who, _, product = best.partition(" ")
    return Answer(who, product, "a mark that only this product leaves")


_PRECEDENCE = ("forward-proxy", "captive-portal", "waf", "cdn", "gateway", "origin")
"""Where marks of several stand in one answer, the one nearest to the client made the page."""


def _logged(fields: Fields) -> Answer | None:
    """Logs that name the upstream's own status: a dash means that nothing behind was asked or answered."""
    upstream = fields.get("log.upstream_status")
    status = fields.get("response.status")
    if upstream is None and isinstance(status, int) and fields.get("dialect") == "aws-load-balancer":
        return Answer("gateway", "aws-alb", "the log shows no target's status")
    if upstream is None or not isinstance(status, int):
        return None
    last = str(upstream).replace(":", ",").split(",")[-1].strip()
    if last in ("-", "", "000", "0"):
        return Answer("gateway", _dialect(fields), "the log shows no answer from behind")
    if last == str(status) and status in (502, 504) and _dialect(fields) in _NGINX_LOGS:
        return Answer("unknown", "", "nginx writes this status for the upstream too when the upstream fails")
    return Answer("origin", "", "the log shows the same status from behind") if last == str(status) else Answer("gateway", _dialect(fields), "the log shows another status from behind")


_NGINX_LOGS = frozenset({"access-combined", "json-lines", "nginx", "ingress-nginx", "logfmt", "combined"})
"""Log forms in which nginx, or something built on it, may stand behind the line ($upstream_status)."""


def _dialect(fields: Fields) -> str:
    return str(fields.get("dialect") or "").removesuffix("-access")


def _proxied(fields: Fields) -> Answer | None:
    """A forward proxy asks for its own credentials with 407 and answers CONNECT itself (RFC 9110 15.5.8, 9.3.6)."""
    status = fields.get("response.status")
    if status == 407:
        return Answer("forward-proxy", "", "407 is a proxy's own answer")
    if status == 511:
        return Answer("captive-portal", "", "511 is the network's own answer")
    if fields.get("request.method") == "CONNECT" and isinstance(status, int):
        return Answer("forward-proxy", "", "CONNECT is answered by the proxy")
    if isinstance(status, int) and status >= 400 and str(fields.get("response.server") or "").lower().startswith(("squid", "zscaler")):
        return Answer("forward-proxy", _server(fields), "the Server header is the proxy's")
    return None


def _paged(fields: Fields) -> Answer | None:
    """The error page that a server writes when nothing behind it gave one."""
    body, status = fields.get("response.body.text"), fields.get("response.status")
    if not isinstance(body, str) or not isinstance(status, int) or status < 300:
        return None
    product = default_page(body)
    return Answer("gateway", product, f"the body is the default page of {product}") if product else None


def _own(fields: Fields) -> Answer | None:
    """Answers that only the application can have made."""
    status = fields.get("response.status")
    if not isinstance(status, int):
        return None
    if _headed(fields) and not _APPLICATION_HEADERS.isdisjoint(fields):
        return Answer("origin", "", "the answer carries a header of the application's own")
    if _server(fields) in _APPLICATION_SERVERS:
        return Answer("origin", _server(fields), "the Server header is an application server's")
    if fields.get("response.body.kind") == "json" and status >= 400 and fields.get("response.body.error") is not None:
        return Answer("origin", "", "the body is an error object in the application's form")
    schemes = _lower(fields.get("auth.challenge.schemes"))
    if "bearer" in schemes or "dpop" in schemes:
        return Answer("origin", "", "the answer carries a challenge for the service's own tokens")
    return Answer("origin", "", "a complete answer of the service") if status < 400 else None


def _headed(fields: Fields) -> bool:
    """False for a line of an access log, which has no headers to look through."""
    return fields.get("source") != "access-log" or "response.header_names" in fields


def _lower(value: Value | None) -> tuple[str, ...]:
    return tuple(item.lower() for item in value) if isinstance(value, tuple) else ()


def _server(fields: Fields) -> str:
    server = fields.get("response.server")
    return _product_of(str(server)) if server else ""


@lru_cache(1_024)
def _product_of(server: str) -> str:
    """The product that a Server header names; remembered, for a capture repeats it."""
    name = server.strip().lower()
    return next((product for start, product in _SERVERS if name.startswith(start)), "")


def _products(fields: Fields) -> tuple[str, ...]:
    """Products that the headers show in the path, the one that wrote Server first."""
    found: dict[str, None] = {}
    if server := _server(fields):
        found[server] = None
    for header, product in _PATH_HEADERS if _headed(fields) else ():
        if header in fields:
            found[product] = None
    via = " ".join(_lower(fields.get("response.headers.via"))) if "response.headers.via" in fields else ""
    for mark, product in _VIA if via else ():
        if mark in via:
            found[product] = None
    listed = fields.get("signal.products")
    if isinstance(listed, tuple):
        found.update(dict.fromkeys(listed))
    return tuple(found)
