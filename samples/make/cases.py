"""Writes samples/cases/ again: one incident each, seen by a browser, the gateway and the application at once.

    python samples/make/cases.py [NAME ...]

Real software on loopback: Chromium (driven by Playwright, which records the HAR), nginx, an application in Django and a back
end that misbehaves. While the customer fails in one way, other users fail in others: the logs alone cannot tell whose failure
is whose, the capture alone cannot tell why. cases.json names the cause that only the joined view shows.

Needs nginx, chromium, and from PyPI playwright, django, pyjwt, cryptography and python3-saml.
"""

import base64
import datetime as dt
import json
import shutil
import sys
import tempfile
import time
import urllib.request
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lab import _running

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
GATE, APP, ODD, DEAD = 18181, 18180, 18182, 18998
PUBLIC = f"http://api.shop.test:{GATE}"
CHROME = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP *.shop.test 127.0.0.1"]


@dataclass
class Case:
    """What the customer does, what others do meanwhile, and what came of the customer's request."""

    path: str
    cause: str
    noise: tuple = ()
    session: str = "good"
    method: str = "GET"
    saml: dict = field(default_factory=dict)
    logs: tuple = ("gateway.error.log",)
    host: str = ""


GATEWAY_NOISE = ("/pay/hangup", "/pay/slow", "/pay/refused", "/pay/bighead", "/closed/list")
APP_NOISE = ("expired", "audience", "saml:issuer")
ONE_LOG = ("app.log",)
WHAT = {
    "gateway-refused": Case("/pay/refused", "gateway/upstream-refused", GATEWAY_NOISE),
    "gateway-timeout-behind-a-plain-page": Case("/sorry/slow", "gateway/upstream-timeout", GATEWAY_NOISE),
    "gateway-hangup": Case("/pay/hangup", "gateway/upstream-closed-early", GATEWAY_NOISE),
    "gateway-header-too-large": Case("/pay/bighead", "gateway/upstream-header-too-large", GATEWAY_NOISE),
    "gateway-response-invalid": Case("/pay/garbage", "gateway/upstream-response-invalid", GATEWAY_NOISE),
    "gateway-back-end-tls": Case("/tls/ok", "gateway/upstream-tls-failed", GATEWAY_NOISE),
    "gateway-name": Case("/name/ok", "gateway/upstream-name-not-resolved", GATEWAY_NOISE),
    "gateway-no-live-upstream": Case("/pool/ok", "gateway/no-healthy-upstream", ("/pool/ok", *GATEWAY_NOISE)),
    "gateway-sign-in-check": Case("/gate/ok", "gateway/auth-check-failed", GATEWAY_NOISE),
    "gateway-rate-as-unavailable": Case("/few/ok", "throttle/limit-reported-as-unavailable", ("/few/ok", "/few/ok", *GATEWAY_NOISE)),
    "application-crash-behind-a-plain-page": Case("/hidden/v1/report", "app/unhandled-error", ("/pay/refused", "/pay/slow", "expired", "saml:issuer"), logs=("app.log", "gateway.error.log")),
    "session-token-expired": Case("/v1/me", "auth/token-expired", ("early", "order", "saml:issuer"), "expired", logs=ONE_LOG),
    "session-token-early": Case("/v1/me", "auth/token-not-yet-valid", APP_NOISE, "early", logs=ONE_LOG),
    "session-token-audience": Case("/v1/me", "auth/audience-mismatch", ("expired", "early", "saml:issuer"), "audience", logs=ONE_LOG),
    "session-token-issuer": Case("/v1/me", "auth/issuer-mismatch", APP_NOISE, "issuer", logs=ONE_LOG),
    "session-token-signature": Case("/v1/me", "jwt/signature-invalid", APP_NOISE, "key", logs=ONE_LOG),
    "session-token-algorithm": Case("/v1/me", "jwt/algorithm-mismatch", APP_NOISE, "algorithm", logs=ONE_LOG),
    "session-token-damaged": Case("/v1/me", "auth/token-damaged", APP_NOISE, "damaged", logs=ONE_LOG),
    "session-token-without-audience": Case("/v1/me", "jwt/audience-missing", APP_NOISE, "noaud", logs=ONE_LOG),
    "session-token-without-end": Case("/v1/me", "jwt/expiry-missing", APP_NOISE, "noexp", logs=ONE_LOG),
    "order-without-csrf-token": Case("/v1/order", "access/csrf-token-missing", APP_NOISE, method="POST", logs=ONE_LOG),
    "host-unknown-to-application": Case("/ok", "request/host-not-recognized", APP_NOISE, logs=ONE_LOG, host="shop.shop.test"),
    "saml-audience": Case("/acs", "saml/audience-mismatch", ("saml:issuer", "saml:asked", "saml:expired"), saml={"audience": "http://other.shop.test/metadata"}, logs=ONE_LOG),
    "saml-issuer": Case("/acs", "saml/issuer-mismatch", ("saml:audience", "saml:asked"), saml={"issuer": "https://idp2.shop.test/metadata"}, logs=ONE_LOG),
    "saml-in-response-to": Case("/acs", "saml/in-response-to-unknown", ("saml:audience", "saml:issuer"), saml={"asked": "ONELOGIN_other"}, logs=ONE_LOG),
}
OTHERS = {
    "saml:issuer": {"issuer": "https://idp3.shop.test/metadata"}, "saml:audience": {"audience": "http://third.shop.test/"}, "saml:asked": {"asked": "ONELOGIN_none"},
    "saml:expired": {"minutes": -30},
}  # fmt: skip


def nginx_conf(folder):
    places = "".join(
        f"location {where} {{ {rest} }}\n"
        for where, rest in {
            "/": f"proxy_pass http://127.0.0.1:{APP};", "/pay/": f"proxy_pass http://127.0.0.1:{ODD}; proxy_read_timeout 1s;", "= /pay/refused": f"proxy_pass http://127.0.0.1:{DEAD};",
            "/tls/": f"proxy_pass https://127.0.0.1:{APP};", "/name/": "set $back nowhere.shop.test; proxy_pass http://$back:80; resolver 127.0.0.1:18997 valid=1s; resolver_timeout 1s;",
            "/pool/": "proxy_pass http://pool;", "/sorry/": f"proxy_pass http://127.0.0.1:{ODD}; proxy_read_timeout 1s; error_page 504 =502 /page;",
            "/hidden/": f"proxy_pass http://127.0.0.1:{APP}/; proxy_intercept_errors on; error_page 500 =502 /page;", "= /page": "default_type text/html; return 502 '<p>Something went wrong.';", "= /refusal": "default_type text/html; return 403 '<p>No.';",
            "/gate/": f"auth_request /check; error_page 500 =403 /refusal; proxy_pass http://127.0.0.1:{APP}/;", "= /check": f"internal; proxy_pass http://127.0.0.1:{APP}/nothing-here;",
            "/few/": f"limit_req zone=few; proxy_pass http://127.0.0.1:{APP}/;", "/closed/": "deny all;",
        }.items()
    )
    return (
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log info; worker_processes 1; events {{}}\n"
        f"http {{ log_format ids '$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\" $request_id $upstream_status $request_time';"
        f" access_log {folder}/access.log ids; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;"
        f" limit_req_zone $server_name zone=few:1m rate=2r/m; upstream pool {{ server 127.0.0.1:{DEAD}; server 127.0.0.1:{DEAD - 1}; }}\n"
        f"server {{ listen 127.0.0.1:{GATE}; server_name api.shop.test shop.shop.test; proxy_set_header X-Request-Id $request_id; proxy_set_header Host $http_host;"
        f" add_header X-Request-Id $request_id always; {places} }} }}\n"
    )


class Idp:
    """An identity provider that signs what it is told to say, with python3-saml's own signing."""

    def __init__(self, folder):
        key = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.shop.test")])
        now = dt.datetime.now(dt.UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        made = made.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=30)).sign(key, hashes.SHA256())
        self.certificate = made.public_bytes(serialization.Encoding.PEM).decode()
        self.key = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
        (folder / "idp.crt").write_text(self.certificate)

    def response(self, issuer="https://idp.shop.test/metadata", audience=f"{PUBLIC}/metadata", asked="ONELOGIN_asked", minutes=0):
        from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

        def stamp(later):
            return (dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes + later)).strftime("%Y-%m-%dT%H:%M:%SZ")

        ids = f"_{uuid.uuid4().hex}", f"_{uuid.uuid4().hex}"
        text = (
            f'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ids[0]}" Version="2.0"'
            f' IssueInstant="{stamp(0)}" Destination="{PUBLIC}/acs" InResponseTo="{asked}"><saml:Issuer>{issuer}</saml:Issuer>'
            '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
            f'<saml:Assertion ID="{ids[1]}" Version="2.0" IssueInstant="{stamp(0)}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>'
            '<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">jane.doe@customer.test</saml:NameID>'
            f'<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{stamp(5)}" Recipient="{PUBLIC}/acs" InResponseTo="{asked}"/>'
            f'</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{stamp(-1)}" NotOnOrAfter="{stamp(5)}"><saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience>'
            f'</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{stamp(0)}" SessionIndex="{ids[1]}"><saml:AuthnContext><saml:AuthnContextClassRef>'
            "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
            '<saml:AttributeStatement><saml:Attribute Name="mail"><saml:AttributeValue>jane.doe@customer.test</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>'
        )
        from lxml import etree

        root = etree.fromstring(text.encode())
        assertion = root.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
        signed = etree.fromstring(Utils.add_sign(etree.tostring(assertion), self.key, self.certificate, sign_algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", digest_algorithm="http://www.w3.org/2001/04/xmlenc#sha256"))
        root.replace(assertion, signed)
        return base64.b64encode(etree.tostring(root)).decode()


class Lab:
    def __init__(self, folder, stack, browser):
        self.folder, self.browser = folder, browser
        self.idp = Idp(folder)
        (folder / "nginx.conf").write_text(nginx_conf(folder))
        logs = {n: stack.enter_context((folder / f"{n}.log").open("w")) for n in ("app", "odd", "nginx")}
        stack.enter_context(_running([sys.executable, "-u", str(HERE / "desk.py"), str(APP), PUBLIC, str(folder / "idp.crt")], APP, logs["app"]))
        stack.enter_context(_running([sys.executable, str(HERE / "odd.py"), str(ODD)], ODD, logs["odd"]))
        stack.enter_context(_running(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], GATE, logs["nginx"]))

    def other_user(self, what):
        """Another user's failure of another sort."""
        if what.startswith("saml:"):
            body = f"SAMLResponse={urllib.request.quote(self.idp.response(**OTHERS[what]), safe='')}"
            self.ask("/acs", body.encode(), "asked=ONELOGIN_asked")
        elif what.startswith("/"):
            self.ask(what)
        elif what == "order":
            self.ask("/v1/order", b"{}")
        else:
            self.ask("/v1/me", cookie=f"sid=s-{what}-99")

    def ask(self, path, body=None, cookie=""):
        asked = urllib.request.Request(f"http://127.0.0.1:{GATE}{path}", data=body, headers={"Host": f"api.shop.test:{GATE}", **({"Cookie": cookie} if cookie else {})})
        try:
            urllib.request.urlopen(asked, timeout=10).read()
        except OSError:
            pass

    def run(self, name, case):
        marks = {f: (self.folder / f).stat().st_size for f in ("error.log", "access.log", "app.log")}
        out = CASES / name
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        half = len(case.noise) // 2 + len(case.noise) % 2
        for what in case.noise[:half]:
            self.other_user(what)
        self.journey(case, out / "browser.har")
        for what in case.noise[half:]:
            self.other_user(what)
        time.sleep(0.3)
        names = {"gateway.error.log": "error.log", "gateway.access.log": "access.log", "app.log": "app.log"}
        for shown in case.logs:
            text = (self.folder / names[shown]).read_bytes()[marks[names[shown]] :].decode("utf-8", "replace")
            (out / shown).write_text(neutral(text, self.folder, shown))

    def journey(self, case, har):
        base = PUBLIC.replace("api.shop.test", case.host) if case.host else PUBLIC
        context = self.browser.new_context(record_har_path=str(har), record_har_content="embed")
        page = context.new_page()
        if case.saml:
            context.add_cookies([{"name": "asked", "value": "ONELOGIN_asked", "url": PUBLIC}])
            page.goto(f"{PUBLIC}/start")
            page.set_content(f'<form method="post" action="{PUBLIC}/acs"><input name="SAMLResponse" value="{self.idp.response(**case.saml)}"></form>')
            with page.expect_navigation():
                page.evaluate("document.forms[0].submit()")
        elif case.host:
            page.goto(f"{PUBLIC}/start")
            page.goto(f"{base}{case.path}")
        else:
            page.goto(f"{PUBLIC}/login/{case.session}")
            steps = [("GET", "/v1/items"), ("GET", "/v1/cart"), (case.method, case.path)]
            page.evaluate("async steps => { for (const [method, url] of steps) { await fetch(url, {method}).then(r => r.text()).catch(() => {}) } }", steps)
        page.wait_for_timeout(200)
        context.close()


def neutral(text, folder, shown):
    """Paths of this machine become those of an ordinary server; start-up lines go."""
    text = text.replace(str(folder), "/etc/nginx").replace(str(HERE), "/srv/shop").replace(sys.prefix, "/usr").replace(sys.base_prefix, "/usr")
    drop = ("[notice]", "[info]", "Watching for", "Performing system checks", "System check identified", "Django version", "Starting development server", "Quit the server", "WARNING: This is a development")
    return "".join(row + "\n" for row in text.splitlines() if not any(d in row for d in drop)) if shown != "gateway.access.log" else text


def main(names):
    from playwright.sync_api import sync_playwright

    (HERE / "cases.json").write_text(json.dumps({name: case.cause for name, case in WHAT.items()}, indent=1) + "\n")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        player = stack.enter_context(sync_playwright())
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=CHROME)
        stack.callback(browser.close)
        lab = Lab(folder, stack, browser)
        for name, case in WHAT.items():
            if not names or name in names:
                lab.run(name, case)
                print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
