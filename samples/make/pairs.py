"""Writes samples/pairs/ again: the same journey twice, once as it works and once as it fails, with one thing changed between the two.

    python samples/make/pairs.py

Real software on loopback: Chromium (driven by Playwright, which records the HAR) or curl, nginx in front, a service that checks
tokens with PyJWT and writes a log, squid. pairs.json names for each pair the step where the journeys part and what was changed.

Needs nginx, chromium, curl, squid, and from PyPI playwright, pyjwt, cryptography and what cases.py needs.
"""

import json
import logging
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jwt
import written
from cases import CHROME, Idp
from lab import _running

HERE = Path(__file__).parent
PAIRS = HERE.parent / "pairs"
GATE, BACK, SQUID, TLS = 18281, 18280, 18290, 18283
SECRET = "loopback-sample-secret-of-32-bytes!!"
HOSTS = "api.shop.test", "stage.shop.test"


class Service(BaseHTTPRequestHandler):
    """A small service of orders; what it demands is set from outside between the two runs."""

    demands = ""
    protocol_version = "HTTP/1.1"
    log = logging.getLogger("orders")

    def do_GET(self):
        status, said = self.judged()
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def judged(self):
        path = self.path.partition("?")[0]
        if path != "/v1/orders":
            self.log.info("answered %s", path)
            return 200, {"ok": True}
        made = getattr(self, self.demands or "plain")()
        (self.log.info if made[0] < 400 else self.log.error)("answered %s with %s", path, made[0])
        return made

    def plain(self):
        return 200, {"orders": []}

    def tenant(self):
        return self.plain() if self.headers.get("X-Tenant") else (400, {"message": "no tenant"})

    def session(self):
        return self.plain() if "sid=" in self.headers.get("Cookie", "") else (401, {"message": "sign in"})

    def token(self):
        try:
            claims = jwt.decode(self.headers.get("Authorization", "").removeprefix("Bearer "), SECRET, algorithms=["HS256"], audience="orders")
        except jwt.PyJWTError:
            return 401, {"message": "unauthorized"}
        return self.plain() if "orders.read" in claims["scope"] else (403, {"message": "forbidden"})

    def flag(self):
        return (500, {"message": "internal"}) if self.headers.get("X-Feature-Checkout") == "new" else self.plain()

    def slow(self):
        time.sleep(1.6)
        return self.plain()

    def stage(self):
        return (503, {"message": "try later"}) if self.headers.get("Host", "").startswith("stage") else self.plain()

    def broken(self):
        try:
            return 200, {"total": {"orders": 3}["order"]}
        except KeyError:
            self.log.exception("no total for the order")
            return 500, {"message": "internal"}

    def log_message(self, *_):
        pass


def token(**claims):
    now = int(time.time())
    return jwt.encode({"iss": "https://login.shop.test/", "aud": "orders", "sub": "u-4711", "iat": now - 5000, "exp": now + 3600, "scope": "orders.read profile", **claims}, SECRET, algorithm="HS256")


def bearer(**claims):
    return {"Authorization": f"Bearer {token(**claims)}"}


def nginx_conf(folder):
    front = f"location / {{ proxy_pass http://127.0.0.1:{BACK}; proxy_set_header Host $http_host; proxy_set_header X-Request-Id $request_id; }} add_header X-Request-Id $request_id always;"
    old = "if ($server_protocol = HTTP/1.0) { return 426; }"
    return (
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1; events {{}}\nhttp {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;"
        f" fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\nserver {{ listen 127.0.0.1:{GATE}; server_name {' '.join(HOSTS)}; {old} {front} }}\n"
        + "".join(
            f"server {{ listen {address}:{TLS} ssl; server_name api.shop.test; ssl_certificate {folder}/{stem}.pem; ssl_certificate_key {folder}/{stem}.key; {place} }}\n"
            for address, stem, place in (("127.0.0.1", "valid", front), ("127.0.0.2", "inspected", "location / { return 403; }"))
        )
        + "}\n"
    )


class Bench:
    def __init__(self, folder, stack, browser):
        self.folder, self.browser = folder, browser
        self.told = {}

    def browse(self, name, step, what, one, other):
        """The journey in Chromium: three steps, then the orders; each run has its way of asking."""
        self.told[name] = {"step": step, "what": what}
        for run, way in (("working", one), ("failing", other)):
            Service.demands = way.get("demands", "plain")
            folder = PAIRS / name
            folder.mkdir(parents=True, exist_ok=True)
            context = self.browser.new_context(record_har_path=str(folder / f"{run}.har"), record_har_content="embed", ignore_https_errors=True, **({"proxy": {"server": way["proxy"]}} if "proxy" in way else {}))
            base = f"http://{way.get('host', HOSTS[0])}:{GATE}"
            if way.get("cookie"):
                context.add_cookies([{"name": "sid", "value": way["cookie"], "url": base}])
            page = context.new_page()
            page.goto(f"{base}/start")
            steps = [("/v1/items", {}), ("/v1/cart", {}), ("/v1/orders", way.get("headers", {}))]
            page.evaluate("async steps => { for (const [url, headers] of steps) { await fetch(url, {headers}).then(r => r.text()).catch(() => {}) } }", steps)
            page.wait_for_timeout(200)
            context.close()

    def curl(self, name, step, what, one, other):
        """The same request with curl, told with -v."""
        self.told[name] = {"step": step, "what": what}
        (PAIRS / name).mkdir(parents=True, exist_ok=True)
        for run, words in (("working", one), ("failing", other)):
            Service.demands = "plain"
            made = subprocess.run(["curl", "-skv", *words], capture_output=True, text=True, timeout=20, check=False)
            (PAIRS / name / f"{run}.txt").write_text((made.stderr + made.stdout).replace(str(self.folder), "/etc/ssl"))

    def files(self, name, step, what, suffix, one, other):
        self.told[name] = {"step": step, "what": what}
        (PAIRS / name).mkdir(parents=True, exist_ok=True)
        (PAIRS / name / f"working{suffix}").write_text(one)
        (PAIRS / name / f"failing{suffix}").write_text(other)


def squid_conf(folder):
    (folder / "squid.conf").write_text(
        f"http_port 127.0.0.1:{SQUID}\npid_filename {folder}/squid.pid\naccess_log none\ncache_log {folder}/squid.cache.log\ncache deny all\nvisible_hostname proxy.corp.test\nshutdown_lifetime 0 seconds\n"
        f"hosts_file {folder}/hosts\nacl orders urlpath_regex ^/v1/orders\nhttp_access deny orders\nhttp_access allow all\n"
    )
    (folder / "hosts").write_text("".join(f"127.0.0.1 {h}\n" for h in HOSTS))


def logs(folder):
    """The service's own log of a run that works and of one that does not."""
    made = []
    for demands in ("plain", "broken"):
        path = folder / f"{demands}.log"
        handler = logging.FileHandler(path)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        Service.log.addHandler(handler)
        Service.demands = demands
        for step in ("/start", "/v1/items", "/v1/cart", "/v1/orders", "/v1/items"):
            subprocess.run(["curl", "-s", f"http://127.0.0.1:{BACK}{step}"], capture_output=True, timeout=10, check=False)
        Service.log.removeHandler(handler)
        handler.close()
        made.append(path.read_text().replace(str(HERE), "/srv/shop"))
    return made


def main():
    from playwright.sync_api import sync_playwright

    shutil.rmtree(PAIRS, ignore_errors=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o777)
        Service.log.setLevel(logging.INFO)
        Service.log.propagate = False
        certify(folder)
        server = ThreadingHTTPServer(("127.0.0.1", BACK), Service)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (folder / "nginx.conf").write_text(nginx_conf(folder))
        squid_conf(folder)
        out = stack.enter_context((folder / "out.log").open("w"))
        stack.enter_context(_running(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], GATE, out))
        stack.enter_context(_running(["squid", "-N", "-f", str(folder / "squid.conf")], SQUID, out))
        player = stack.enter_context(sync_playwright())
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=CHROME)
        stack.callback(browser.close)
        every(Bench(folder, stack, browser))


def certify(folder):
    for stem, issuer in (("valid", "Shop Root"), ("inspected", "Corp Inspection Root")):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{folder}/{stem}.ca.key", "-out", f"{folder}/{stem}.ca.pem", "-days", "30", "-subj", f"/CN={issuer}"], check=True, capture_output=True)
        subprocess.run(["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{folder}/{stem}.key", "-out", f"{folder}/{stem}.csr", "-subj", "/CN=api.shop.test"], check=True, capture_output=True)
        (folder / f"{stem}.ext").write_text("subjectAltName=DNS:api.shop.test\n")
        subprocess.run(
            ["openssl", "x509", "-req", "-in", f"{folder}/{stem}.csr", "-CA", f"{folder}/{stem}.ca.pem", "-CAkey", f"{folder}/{stem}.ca.key", "-days", "20", "-out", f"{folder}/{stem}.pem", "-extfile", f"{folder}/{stem}.ext"],
            check=True, capture_output=True,
        )  # fmt: skip


def every(bench):
    folder, orders = bench.folder, "/v1/orders"
    bench.browse("header-missing", orders, "request headers", {"demands": "tenant", "headers": {"X-Tenant": "acme"}}, {"demands": "tenant"})
    bench.browse("cookie-missing", orders, "credential scheme", {"demands": "session", "cookie": "s-1f4b9a"}, {"demands": "session"})
    bench.browse("token-expired", orders, "token expired", {"demands": "token", "headers": bearer()}, {"demands": "token", "headers": bearer(exp=int(time.time()) - 900)})
    bench.browse("scope-missing", orders, "token scopes", {"demands": "token", "headers": bearer()}, {"demands": "token", "headers": bearer(scope="profile")})
    bench.browse("audience-other", orders, "token audience", {"demands": "token", "headers": bearer()}, {"demands": "token", "headers": bearer(aud="billing")})
    bench.browse("credential-missing", orders, "credential sent", {"demands": "token", "headers": bearer()}, {"demands": "token"})
    bench.browse("feature-flag", orders, "request header x-feature-checkout", {"demands": "flag", "headers": {"X-Feature-Checkout": "old"}}, {"demands": "flag", "headers": {"X-Feature-Checkout": "new"}})
    bench.browse("environment-other", orders, "host", {"demands": "stage"}, {"demands": "stage", "host": HOSTS[1]})
    bench.browse("phase-slow", orders, "time to wait", {"demands": "plain"}, {"demands": "slow"})
    bench.browse("proxy-blocks", orders, "who answered", {}, {"proxy": f"http://127.0.0.1:{SQUID}"})
    address = f"https://api.shop.test:{TLS}{orders}"
    bench.curl("certificate-other", orders, "certificate issuer", *(("--resolve", f"api.shop.test:{TLS}:127.0.0.{n}", address) for n in (1, 2)))
    plain = f"http://127.0.0.1:{GATE}{orders}"
    bench.curl("protocol-other", orders, "protocol", ("--http1.1", plain), ("--http1.0", plain))
    idp = Idp(folder)
    bench.files("saml-audience-other", "assertion", "saml.audience", ".txt", idp.response(), idp.response(audience="https://other.shop.test/metadata"))
    bench.files("jwt-audience-other", "token", "jwt.aud", ".txt", token(), token(aud="billing"))
    bench.files("log-exception", "no total for the order", "", ".log", *logs(folder))
    (HERE / "pairs.json").write_text(json.dumps(bench.told | written.write(), indent=1) + "\n")


if __name__ == "__main__":
    main()
