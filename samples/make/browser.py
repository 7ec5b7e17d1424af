"""Writes the samples that only a browser can leave: `python samples/make/browser.py`.

Real Chromium visits servers on loopback; what Playwright records as a HAR, or the browser says on its console (the
messages of the Chrome DevTools Protocol), is kept as it is. Needs chromium on the machine and the package playwright,
which nothing else here needs. Nothing listens or connects beyond 127.0.0.1.
"""

import json
import shutil
import ssl
import sys
import tempfile
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from lab import Authority
from playwright.sync_api import sync_playwright

SAMPLES = Path(__file__).parent.parent
PLAIN, SECURE = 18090, 18453
APP, API, PARTNER = "app.shop.test", "api.shop.test", "login.partner.test"
PAGE = "<!doctype html><html><head><title>{title}</title></head><body><script>{script}</script></body></html>"


class Shop(BaseHTTPRequestHandler):
    """Does what the query asks for: status, headers, delay, body. `skew` moves the Date of one host."""

    protocol_version = "HTTP/1.1"
    skews: ClassVar[dict] = {}
    pages: ClassVar[dict] = {}

    def date_time_string(self, timestamp=None):
        return formatdate((timestamp or time.time()) + self.skews.get(self.headers.get("Host", "").partition(":")[0], 0), usegmt=True)

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        url = urlsplit(self.path)
        asked = parse_qs(url.query)
        if url.path in self.pages:
            title, script, headers = self.pages[url.path]
            self.send(200, PAGE.format(title=title, script=script), "text/html", headers)
            return
        if "delay" in asked:
            time.sleep(float(asked["delay"][0]))
        headers = [tuple(h.split(": ", 1)) for h in asked.get("h", ())]
        wanted = asked.get("preflight" if self.command == "OPTIONS" and "preflight" in asked else "status", ["200"])[0]
        kind = asked.get("type", ["application/json"])[0]
        self.send(int(wanted), asked.get("body", ['{"ok": true}'])[0], kind, headers)

    def send(self, status, body, kind, headers=()):
        data = body.encode()
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(data))), *headers):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_HEAD = answer

    def log_message(self, *_):
        pass


def serve(folder):
    authority = Authority(folder)
    authority.serve("browser", names=(APP, API, PARTNER))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "browser.crt", folder / "browser.key")
    for port, secure in ((PLAIN, False), (SECURE, True)):
        server = ThreadingHTTPServer(("127.0.0.1", port), Shop)
        server.daemon_threads = True
        if secure:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()


def url(host, path="/v1/items", *, secure=True, **asked):
    query = "&".join(f"{k}={quoted(v)}" for k, values in asked.items() for v in (values if isinstance(values, list) else [values]))
    return f"{'https' if secure else 'http'}://{host}:{SECURE if secure else PLAIN}{path}" + (f"?{query}" if query else "")


def quoted(value):
    return quote(str(value), safe="")


def fetch(address, **how):
    return f"await fetch({json.dumps(address)}, {json.dumps(how)}).catch(() => 0);"


def allow(origin="https://" + APP + f":{SECURE}", *more):
    return [f"Access-Control-Allow-Origin: {origin}", *more]


def cors(**asked):
    return url(API, **asked)


CREDENTIALS = "Access-Control-Allow-Credentials: true"
CONSOLES = {
    # sample: (script of the page, further headers of the page)
    "browser/cors-permission-missing": fetch(cors()),
    "browser/cors-permission-missing.near-miss": fetch(cors(h=allow(), status=404)),
    "browser/cors-origin-not-allowed": fetch(cors(h=allow("https://www.shop.test"))),
    "browser/cors-origin-not-allowed.near-miss": fetch(cors()),
    "browser/cors-origin-duplicated": fetch(cors(h=[*allow(), *allow("*")])),
    "browser/cors-origin-duplicated.near-miss": fetch(cors(h=allow("https://www.shop.test"))),
    "browser/cors-wildcard-with-credentials": fetch(cors(h=allow("*")), credentials="include"),
    "browser/cors-wildcard-with-credentials.near-miss": fetch(cors(h=allow("*"), status=404)),
    "browser/cors-preflight-rejected": fetch(cors(preflight=403, h=allow()), method="PUT"),
    "browser/cors-preflight-rejected.near-miss": fetch(cors(preflight=204, h=[*allow(), "Access-Control-Allow-Methods: PUT"], status=403), method="PUT"),
    "browser/cors-preflight-redirected": fetch(cors(preflight=302, h=[*allow(), "Location: /login"]), method="PUT"),
    "browser/cors-preflight-redirected.near-miss": fetch(cors(preflight=403, h=allow()), method="PUT"),
    "browser/cors-header-not-allowed": fetch(cors(preflight=204, h=[*allow(), "Access-Control-Allow-Headers: accept"]), headers={"X-Tenant": "7"}),
    "browser/cors-header-not-allowed.near-miss": fetch(
        cors(preflight=204, h=[*allow(), "Access-Control-Allow-Headers: x-tenant"], status=404), headers={"X-Tenant": "7"}
    ),
    "browser/cors-method-not-allowed": fetch(cors(preflight=204, h=[*allow(), "Access-Control-Allow-Methods: PUT"]), method="DELETE"),
    "browser/cors-method-not-allowed.near-miss": fetch(cors(preflight=204, h=[*allow(), "Access-Control-Allow-Methods: DELETE"], status=405), method="DELETE"),
    "browser/cross-origin-resource-blocked": f"document.body.appendChild(Object.assign(new Image(), {{src: '{url(PARTNER, '/logo.png', type='image/png', h='Cross-Origin-Resource-Policy: same-origin')}'}}));",
    "browser/cross-origin-resource-blocked.near-miss": fetch(url(APP, "/logo.png", type="image/png", status=404)),
    "browser/mixed-content-blocked": fetch(url(API, secure=False)),
    "browser/mixed-content-blocked.near-miss": fetch(url(API, h=allow(), status=404)),
    "browser/content-policy-blocked": (fetch(url(PARTNER)), [("Content-Security-Policy", "connect-src 'self'")]),
    "browser/content-policy-blocked.near-miss": (fetch(url(APP, status=404)), [("Content-Security-Policy", "connect-src 'self'")]),
    "browser/port-blocked": fetch(f"https://{API}:6000/"),
    "browser/port-blocked.near-miss": fetch(f"https://{API}:18997/"),
    "browser/script-type-refused": f"document.head.appendChild(Object.assign(document.createElement('script'), {{type: 'module', src: '{url(APP, '/assets/chunk-5f2c.js', type='text/html', body='<!doctype html><title>Shop</title>')}'}}));",
    "browser/script-type-refused.near-miss": f"document.head.appendChild(Object.assign(document.createElement('script'), {{type: 'module', src: '{url(APP, '/assets/chunk-5f2c.js', type='text/javascript', status=404)}'}}));",
}


def cookie(line, host=APP, path="/account/set", *, secure=True, later="/account"):
    """The page has a cookie set, then asks twice more."""
    base = url(host, path, secure=secure, h="Set-Cookie: " + line)
    return fetch(base, credentials="include") + 2 * fetch(url(host, later, secure=secure), credentials="include")


GOOD = "session=8c1d7f20a4; Path=/; Secure; HttpOnly; SameSite=Lax"
HARS = {
    "cookie/domain-mismatch": cookie("session=8c1d7f20a4; Path=/; Domain=portal.shop.test; Secure"),
    "cookie/domain-mismatch.near-miss": cookie("session=8c1d7f20a4; Path=/; Domain=shop.test; Secure"),
    "cookie/path-mismatch": cookie("session=8c1d7f20a4; Path=/portal; Secure"),
    "cookie/path-mismatch.near-miss": cookie("session=8c1d7f20a4; Path=/account; Secure"),
    "cookie/prefix-violated": cookie("__Host-session=8c1d7f20a4; Path=/account; Secure"),
    "cookie/prefix-violated.near-miss": cookie("__Host-session=8c1d7f20a4; Path=/; Secure"),
    "cookie/samesite-none-insecure": cookie("session=8c1d7f20a4; Path=/; SameSite=None"),
    "cookie/samesite-none-insecure.near-miss": cookie("session=8c1d7f20a4; Path=/; SameSite=None; Secure"),
    "cookie/too-large": cookie("session=" + "a" * 4200 + "; Path=/; Secure"),
    "cookie/too-large.near-miss": cookie("session=" + "a" * 3900 + "; Path=/; Secure"),
    "cookie/expired-at-birth": cookie("session=8c1d7f20a4; Path=/; Expires=Thu, 01 Oct 2020 07:00:00 GMT; Secure"),
    "cookie/expired-at-birth.near-miss": cookie("session=8c1d7f20a4; Path=/; Expires=Sat, 01 Oct 2044 07:00:00 GMT; Secure"),
    "browser/request-cancelled": "const c = new AbortController(); setTimeout(() => c.abort(), 300);"
    + f"await fetch('{url(APP, delay=3)}', {{signal: c.signal}}).catch(() => 0);",
    "browser/request-cancelled.near-miss": fetch(url(APP, delay=0.4)),
    "capture/response-not-recorded": f"fetch('{url(APP, delay=20)}').catch(() => 0);",
    "capture/response-not-recorded.near-miss": fetch(url(APP, delay=0.2)),
}
POSTED = url(PARTNER, "/post")
"""A page of another site that sends a form to the shop at once, as a sign-in does."""
FORM = f"const f = Object.assign(document.createElement('form'), {{method: 'POST', action: '{url(APP, '/sign-in/return')}'}}); document.body.append(f); f.submit();"
EMBEDDED = url(PARTNER, "/embedded")


def sign_in(line):
    return fetch(url(APP, "/account/set", h="Set-Cookie: " + line), credentials="include") + f"location.href = '{POSTED}'; return;"


def embedded(line):
    """A frame of another site that has a cookie set and then asks three times more."""
    return fetch(url(PARTNER, "/session", h="Set-Cookie: " + line), credentials="include") + 3 * fetch(url(PARTNER, "/session"), credentials="include")


JOURNEYS = {
    # sample: (script of the page, where the journey ends, script of the frame)
    "cookie/samesite-blocks-post": (sign_in("signin_session=8c1d7f20a4; Path=/; Secure; SameSite=Lax"), "/sign-in/return", ""),
    "cookie/samesite-blocks-post.near-miss": (sign_in("signin_session=8c1d7f20a4; Path=/; Secure; SameSite=None"), "/sign-in/return", ""),
    "cookie/third-party-blocked": (
        "document.body.append(Object.assign(document.createElement('iframe'), {src: '" + EMBEDDED + "'}));",
        "",
        embedded("session=8c1d7f20a4; Path=/; Secure; SameSite=None"),
    ),
    "cookie/third-party-blocked.near-miss": (
        "document.body.append(Object.assign(document.createElement('iframe'), {src: '" + EMBEDDED + "'}));",
        "",
        embedded("session=8c1d7f20a4; Path=/; Secure; SameSite=None; Partitioned"),
    ),
}
PLAIN_PAGES = {"cookie/secure-over-http": cookie(GOOD, secure=False), "cookie/secure-over-http.near-miss": cookie(GOOD.replace(" Secure;", ""), secure=False)}
TWO_HOSTS = "".join(fetch(url(host, h=allow("*"), n=n)) for n in range(4) for host in (APP, API))
SKEWS = {
    # Only differences between two clocks can be seen; moving those of all servers shows what a wrong client shows.
    "clock/server-ahead": {API: 1033},
    "clock/server-ahead.near-miss": {},
    "clock/server-behind": {API: -2203},
    "clock/server-behind.near-miss": {APP: -2203, API: -2203},
    "clock/client-behind": {APP: 1511, API: 1511},
    "clock/client-behind.near-miss": {API: 1511},
    "clock/client-ahead": {APP: -1511, API: -1511},
    "clock/client-ahead.near-miss": {API: -1511},
    "clock/time-zone-error": {APP: 7200, API: 7200},
    "clock/time-zone-error.near-miss": {APP: 7233, API: 7233},
}


def visit(browser, name, script, headers=(), *, secure=True, har=None, ends="", frame=""):
    """Open a page whose script runs to its end, and give back what the console said."""
    title = name.split("/")[1].partition(".")[0]
    Shop.pages = {
        path: (title, f"(async () => {{ {code} window.done = true; }})();", headers)
        for path, code in (("/page", script), ("/post", FORM), ("/embedded", frame))
    }
    Shop.skews = SKEWS.get(name, {})
    options = {"record_har_path": har, "record_har_content": "embed"} if har else {}
    context = browser.new_context(ignore_https_errors=True, **options)
    page = context.new_page()
    said = []
    session = context.new_cdp_session(page)
    for event in ("Log.entryAdded", "Runtime.consoleAPICalled"):
        session.on(event, lambda params, event=event: said.append({"method": event, "params": params}))
    session.send("Log.enable")
    session.send("Runtime.enable")
    page.goto(url(APP, "/page", secure=secure))
    try:
        if ends:
            page.wait_for_url(f"**{ends}*", timeout=20_000)
        else:
            page.wait_for_function("window.done === true", timeout=20_000)
        for inner in page.frames[1:]:
            inner.wait_for_function("window.done === true", timeout=20_000)
    finally:
        page.wait_for_timeout(300)
        context.close()
    return said


def tidy(text):
    """Paths of this machine have no place in a sample."""
    return text.replace(str(Path.home()), "~")


def keep(name, ending, text):
    path = SAMPLES / f"{name}.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tidy(text))
    print(path.relative_to(SAMPLES))


def record(browser, folder, chosen):
    for name, made in CONSOLES.items():
        if chosen(name):
            script, headers = made if isinstance(made, tuple) else (made, ())
            keep(name, "json", json.dumps(visit(browser, name, script, headers), indent=1, ensure_ascii=False))
    for name, script in (*HARS.items(), *PLAIN_PAGES.items(), *((name, TWO_HOSTS) for name in SKEWS)):
        if chosen(name):
            har = folder / "a.har"
            visit(browser, name, script, secure=name not in PLAIN_PAGES, har=har)
            keep(name, "har", har.read_text())
    for name, (script, ends, frame) in JOURNEYS.items():
        if chosen(name):
            har = folder / "a.har"
            visit(browser, name, script, har=har, ends=ends, frame=frame)
            keep(name, "har", har.read_text())
    if chosen("capture/file-truncated"):
        whole = (SAMPLES / "cookie/path-mismatch.near-miss.har").read_text()
        keep("capture/file-truncated", "har", whole[: int(len(whole) * 0.6)])
        keep("capture/file-truncated.near-miss", "har", whole)
        keep("capture/file-not-a-capture", "har", PAGE.format(title="Sign in - Shop", script=""))
        keep("capture/file-not-a-capture.near-miss", "har", whole)


def main():
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    folder = Path(tempfile.mkdtemp())
    serve(folder)
    rules = ", ".join(f"MAP {host} 127.0.0.1" for host in (APP, API, PARTNER))
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=[f"--host-resolver-rules={rules}", "--no-sandbox", "--test-third-party-cookie-phaseout"]
        )
        record(browser, folder, lambda name: chosen in name)
        browser.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
