"""Writes the pairs of samples/pairs/ that no software on loopback makes: caches, protocols, phases and firewalls as captures show them.

    python samples/make/written.py

Each is one journey of a shop, written twice with other numbers, times and nonces, and one thing changed. Deterministic; needs nothing.
"""

import base64
import hashlib
import hmac
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
PAIRS = HERE.parent / "pairs"
BEGUN = datetime(2026, 11, 3, 9, 14, 7, 311_000, tzinfo=UTC)
STEPS = ("/start", "/static/app.js", "/v1/me", "/v1/items", "/static/logo.png", "/v1/cart", "/v1/orders", "/v1/messages")
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0"


def plain(value):
    return base64.urlsafe_b64encode(value if isinstance(value, bytes) else json.dumps(value).encode()).decode().rstrip("=")


def token(at, kid="k1", **claims):
    """A token of the shop, signed with a key that is nobody's."""
    now = int(at.timestamp())
    body = f"{plain({'alg': 'HS256', 'typ': 'JWT', 'kid': kid})}.{plain({'iss': 'https://login.shop.test/', 'aud': 'orders', 'sub': 'u-4711', 'iat': now, 'exp': now + 3600, 'scope': 'orders.read orders.write', **claims})}"
    return f"{body}.{plain(hmac.new(b'written-sample-key-of-nobody-1234', body.encode(), hashlib.sha256).digest())}"


@dataclass
class Run:
    """One run of the journey; `change` mends the entry of /v1/orders, or of any path when it takes one."""

    seed: int
    change: object = None
    agent: str = CHROME
    protocol: str = "h2"
    cached: bool = False
    claims: tuple = ()
    without: str = ""

    def write(self, path):
        dice = random.Random(self.seed)
        begun = BEGUN + timedelta(hours=self.seed)
        bearer = token(begun, **dict(self.claims))
        entries = [self.entry(n, step, begun + timedelta(seconds=n), bearer, dice) for n, step in enumerate(STEPS) if step != self.without]
        creator = ("Firefox", "144.0") if self.agent == FIREFOX else ("WebInspector", "537.36")
        path.write_text(json.dumps({"log": {"version": "1.2", "creator": {"name": creator[0], "version": creator[1]}, "pages": [], "entries": entries}}, indent=1) + "\n")

    def entry(self, n, step, at, bearer, dice):
        static, post = step.startswith("/static"), step == "/v1/orders"
        old = self.cached and static
        asked = {"User-Agent": self.agent, "X-Nonce": f"{dice.getrandbits(64):016x}", "X-CSRF-Token": f"{dice.getrandbits(64):016x}", "Cookie": f"sid={dice.getrandbits(64):x}; theme=dark"}
        asked |= {} if static else {"Authorization": f"Bearer {bearer}"}
        answer = {"Date": at.strftime("%a, %d %b %Y %H:%M:%S GMT"), "Server": "nginx", "ETag": f'"{dice.getrandbits(40):x}"', "X-Request-Id": f"{dice.getrandbits(96):024x}", "Content-Type": "application/json"}
        lasted = 60 + dice.random() * 60
        made = {
            "startedDateTime": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "time": lasted, "_resourceType": "script" if static else "fetch" if n else "document",
            "request": {"method": "POST" if post else "GET", "url": f"https://api.shop.test{step}?_={dice.randrange(10**9)}", "httpVersion": self.protocol, "headers": [{"name": k, "value": v} for k, v in asked.items()],
                        "cookies": [{"name": p.split("=")[0], "value": p.split("=")[1]} for p in asked["Cookie"].split("; ")], "queryString": [], "headersSize": -1, "bodySize": 0},
            "response": {"status": 304 if old else 200, "statusText": "", "httpVersion": self.protocol, "headers": [{"name": k, "value": v} for k, v in answer.items()], "cookies": [],
                         "content": {"size": 0 if old else 11, "mimeType": "application/json", "text": "" if old else '{"ok":true}'}, "redirectURL": "", "headersSize": -1, "bodySize": 0 if old else 11},
            "cache": {}, "timings": {"blocked": 1, "dns": -1, "connect": -1, "ssl": -1, "send": 1, "wait": lasted - 3, "receive": 1},
        }  # fmt: skip
        if post:
            made["request"]["postData"] = {"mimeType": "application/json", "text": json.dumps({"items": [1, 2], "currency": "EUR", "note": f"{dice.getrandbits(32):x}"})}
            if self.change:
                self.change(made)
        return made


def answered(made, status, text='{"message":"no"}', headers=(), kind="application/json"):
    made["response"] |= {"status": status, "content": {"size": len(text), "mimeType": kind, "text": text}}
    made["response"]["headers"] = [h for h in made["response"]["headers"] if h["name"] not in dict(headers)] + [{"name": k, "value": v} for k, v in headers]


def without_session(made):
    made["request"]["cookies"] = [c for c in made["request"]["cookies"] if c["name"] != "sid"]
    for header in made["request"]["headers"]:
        header["value"] = "theme=dark" if header["name"] == "Cookie" else header["value"]
    answered(made, 401)


def slow_name(made):
    made["timings"]["dns"] = 2600
    made["time"] += 2600


def by_firewall(made):
    answered(made, 403, "<html><title>Attention Required! | Cloudflare</title><p>Sorry, you have been blocked</html>", [("Server", "cloudflare"), ("CF-RAY", "8f2a1b3c4d5e6f70-FRA")], "text/html")


def without_currency(made):
    made["request"]["postData"]["text"] = made["request"]["postData"]["text"].replace('"currency": "EUR", ', "")
    answered(made, 422)


def cut_off(made):
    made["response"] |= {"status": 0, "headers": [], "_error": "net::ERR_CONNECTION_RESET", "content": {"size": 0, "mimeType": "", "text": ""}}


def curl(status, address="198.51.100.20", tenant=True, number="5f1c"):
    return (
        f"*   Trying {address}:80...\n* Connected to api.shop.test ({address}) port 80\n> GET /v1/orders HTTP/1.1\n> Host: api.shop.test\n> User-Agent: curl/8.5.0\n> Accept: */*\n"
        + ("> X-Tenant: acme\n" if tenant else "")
        + f">\n< HTTP/1.1 {status}\n< Date: {BEGUN.strftime('%a, %d %b %Y %H:%M:%S GMT')}\n< Content-Type: application/json\n< X-Request-Id: {number * 6}\n<\n"
        + '{"ok":true}\n* Connection #0 to host api.shop.test left intact\n'
    )


def saml(seed, form):
    """An unsigned answer of an identity provider."""
    dice, at = random.Random(seed), BEGUN + timedelta(hours=seed)
    ids = [f"_{dice.getrandbits(128):032x}" for _ in range(3)]
    now, until, sp = at.strftime("%Y-%m-%dT%H:%M:%SZ"), (at + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ"), "https://app.shop.test"
    text = (
        f'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ids[0]}" Version="2.0" IssueInstant="{now}" Destination="{sp}/acs" InResponseTo="{ids[1]}">'
        '<saml:Issuer>https://idp.shop.test/metadata</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
        f'<saml:Assertion ID="{ids[2]}" Version="2.0" IssueInstant="{now}"><saml:Issuer>https://idp.shop.test/metadata</saml:Issuer><saml:Subject><saml:NameID Format="{form}">u-{dice.randrange(9999)}</saml:NameID>'
        f'<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{sp}/acs" InResponseTo="{ids[1]}"/></saml:SubjectConfirmation></saml:Subject>'
        f'<saml:Conditions NotBefore="{now}" NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{sp}/metadata</saml:Audience></saml:AudienceRestriction></saml:Conditions>'
        f'<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="{ids[2]}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>'
        "</saml:Assertion></samlp:Response>"
    )
    return base64.b64encode(text.encode()).decode() + "\n"


def access(seed, failed=False):
    dice = random.Random(seed)
    rows = []
    for n, step in enumerate(STEPS):
        at = (BEGUN + timedelta(hours=seed, seconds=n)).strftime("%d/%b/%Y:%H:%M:%S +0000")
        status = 502 if failed and step == "/v1/orders" else 200
        rows.append(f'198.51.100.{seed} - - [{at}] "GET {step} HTTP/1.1" {status} {dice.randrange(90, 900)} "-" "{CHROME}" {dice.getrandbits(128):032x} 0.{dice.randrange(100, 900)}\n')
    return "".join(rows)


FORM = "urn:oasis:names:tc:SAML:{}:nameid-format:{}"
ORDERS = "/v1/orders"
JOURNEYS = {
    "cookie-lost-among-caches": ("cookies sent", Run(1), Run(2, without_session, FIREFOX, cached=True)),
    "scope-missing-in-another-protocol": ("token scopes", Run(3), Run(4, lambda made: answered(made, 403), protocol="http/1.1", claims=(("scope", "orders.read"),))),
    "phase-slow-name": ("time to dns", Run(5), Run(6, slow_name)),
    "firewall-answers": ("who answered", Run(7), Run(8, by_firewall, cached=True)),
    "body-member-missing": ("body member currency", Run(9), Run(10, without_currency)),
    "connection-reset": ("error", Run(11), Run(12, cut_off)),
}
TEXTS = {
    "curl-header-missing": (ORDERS, "request headers", ".txt", curl("200 OK"), curl("400 Bad Request", tenant=False, number="8d2e")),
    "curl-address-other": (ORDERS, "server address", ".txt", curl("200 OK"), curl("503 Service Unavailable", "203.0.113.77", number="77ab")),
    "access-log-failure": (ORDERS, "status", ".log", access(1), access(2, failed=True)),
    "saml-nameid-format-other": ("assertion", "saml.nameid.format", ".txt", saml(1, FORM.format("1.1", "emailAddress")), saml(9, FORM.format("2.0", "persistent"))),
    "jwt-key-other": ("token", "jwt.kid", ".txt", token(BEGUN) + "\n", token(BEGUN + timedelta(hours=2), kid="k2") + "\n"),
    "jwt-scope-other": ("token", "jwt.scopes", ".txt", token(BEGUN) + "\n", token(BEGUN + timedelta(hours=2), scope="orders.read") + "\n"),
}


def write():
    """Every pair of this module; gives what is to be expected of each."""
    told = {name: {"step": ORDERS, "what": what} for name, (what, *_) in JOURNEYS.items()}
    told |= {name: {"step": step, "what": what} for name, (step, what, *_) in TEXTS.items()} | {"step-left-out": {"step": "/v1/cart", "what": ""}}
    runs = {name: rest for name, (_, *rest) in JOURNEYS.items()} | {"step-left-out": (Run(13), Run(14, lambda made: answered(made, 409), without="/v1/cart"))}
    for name, pair in runs.items():
        (PAIRS / name).mkdir(parents=True, exist_ok=True)
        for run, made in zip(("working", "failing"), pair, strict=True):
            made.write(PAIRS / name / f"{run}.har")
    for name, (_, _, suffix, *pair) in TEXTS.items():
        (PAIRS / name).mkdir(parents=True, exist_ok=True)
        for run, text in zip(("working", "failing"), pair, strict=True):
            (PAIRS / name / f"{run}{suffix}").write_text(text)
    return told


if __name__ == "__main__":
    expected = HERE / "pairs.json"
    expected.write_text(json.dumps(json.loads(expected.read_text()) | write(), indent=1) + "\n")
