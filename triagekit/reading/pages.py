"""The error pages that servers and gateways write themselves, known by the words they were compiled with.

Each needs all of its marks near the beginning of a short body, because an application's own page may quote one
of them. Read from the products' sources and compared with what they really send.
"""

LONGEST = 8_192
"""A default page is short; a body beyond this many characters is none."""

_PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("nginx", ("<hr><center>nginx",)),
    ("openresty", ("<hr><center>openresty",)),
    ("nginx", ("<title>welcome to nginx!</title>",)),
    ("aws-alb", ("<hr><center>awselb/",)),
    ("cloudflare", ("<hr><center>cloudflare</center>",)),
    ("tengine", ("<hr>powered by tengine",)),
    ("microsoft-azure-application-gateway", ("<center>microsoft-azure-application-gateway",)),
    ("apache", ("//ietf//dtd html 2.0", "<h1>")),
    ("apache", ("strict.dtd\">\n<html><head>\n<title>", "</title>\n</head><body>\n<h1>")),
    ("haproxy", ("<html><body><h1>", "</h1>\nno server is available to handle this request.")),
    ("haproxy", ("<html><body><h1>", "</h1>\nthe server returned an invalid or incomplete response.")),
    ("haproxy", ("<html><body><h1>", "</h1>\nthe server didn't respond in time.")),
    ("haproxy", ("<html><body><h1>", "</h1>\nrequest forbidden by administrative rules.")),
    ("haproxy", ("<html><body><h1>", "</h1>\nyour browser sent an invalid request.")),
    ("haproxy", ("<html><body><h1>", "</h1>\nyour browser didn't send a complete request in time.")),
    ("haproxy", ("<html><body><h1>", "</h1>\nyou have sent too many requests in a given amount of time.")),
    ("haproxy", ("<html><body><h1>", "</h1>\nan internal server error occurred.")),
    ("varnish", ("guru meditation", "<hr>\n    <p>varnish cache server</p>")),
    ("varnish", ("<h3>guru meditation:</h3>",)),
    ("envoy", ("upstream connect error or disconnect/reset before headers",)),
    ("http.sys", ("<h2>bad request - ", "<hr><p>http error 4")),
    ("http.sys", ("<h2>service unavailable</h2>", "<hr><p>http error 503")),
    ("google", ("<title>error: server error", "<h1>error: server error</h1>")),
    ("litespeed", ("please be advised that litespeed technologies inc.",)),
)
_WHOLE: dict[str, str] = {
    "404 page not found": "go", "no healthy upstream": "envoy", "upstream request timeout": "envoy", "rbac: access denied": "envoy",
    "local_rate_limited": "envoy", "default backend - 404": "ingress-nginx", "bad gateway": "traefik", "gateway timeout": "traefik",
    "service unavailable": "traefik",
}  # fmt: skip
"""Whole bodies, trimmed, lower case. Go's net/http, Traefik built on it, Envoy and the ingress controller answer in plain text."""


def default_page(body: str) -> str:
    """The product whose own error page this is, or an empty text."""
    if len(body) > LONGEST:
        return ""
    text = body.strip().lower().replace("\r\n", "\n")
    if not text:
        return ""
    whole = _WHOLE.get(text)
    if whole:
        return whole
    return next((product for product, marks in _PAGES if all(mark in text for mark in marks)), "")
