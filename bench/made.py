"""Files for the benches: a HAR and an nginx log of any size, with faults and secrets planted, the same each time."""

import json
import random
from pathlib import Path

PATHS = ("orders", "customers", "invoices", "search", "session", "static/app", "healthz")
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
STATUSES = [200] * 40 + [304, 304, 401, 403, 404, 429, 500, 502, 503]


def _headers(pairs):
    return [{"name": name, "value": value} for name, value in pairs.items()]


def _entry(dice, n):
    status = dice.choice(STATUSES)
    body = json.dumps({"items": [{"id": i, "name": f"item {i}", "text": f"an ordinary sentence about {dice.random():.6f}"} for i in range(dice.randint(1, 120))]})
    if status >= 500:
        body = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>"
    asked = {
        "accept": "*/*", "authorization": f"Bearer {dice.getrandbits(160):040x}", "cookie": f"session={dice.getrandbits(64):x}; theme=dark", "user-agent": AGENT,
        "x-request-id": f"{dice.getrandbits(128):032x}",
    }  # fmt: skip
    answered = {
        "content-type": "text/html" if status >= 500 else "application/json", "date": "Tue, 03 Nov 2026 09:14:22 GMT", "server": "nginx", "cache-control": "no-store",
        "x-request-id": f"{dice.getrandbits(128):032x}",
    }  # fmt: skip
    return {
        "startedDateTime": f"2026-11-03T09:{n // 60000 % 60:02}:{n // 1000 % 60:02}.{n % 1000:03}Z", "time": 120.5, "pageref": "page_1", "_resourceType": "fetch", "cache": {},
        "request": {
            "method": "GET", "url": f"https://shop.example/api/{dice.choice(PATHS)}/{n}?page={n % 7}", "httpVersion": "http/2.0", "headers": _headers(asked), "queryString": [],
            "cookies": [], "headersSize": -1, "bodySize": 0,
        },
        "response": {
            "status": status, "statusText": "", "httpVersion": "http/2.0", "headers": _headers(answered), "cookies": [], "redirectURL": "", "headersSize": -1, "bodySize": len(body),
            "content": {"size": len(body), "mimeType": answered["content-type"], "text": body},
        },
        "timings": {"blocked": 1, "dns": -1, "connect": -1, "ssl": -1, "send": 0.1, "wait": 100, "receive": 19.4}, "serverIPAddress": "198.51.100.4", "connection": "443",
    }  # fmt: skip


def har(path: Path, size: int) -> Path:
    """A HAR of about `size` bytes as a browser exports it."""
    dice, n = random.Random(7), 0
    with path.open("w") as out:
        out.write('{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[')
        while out.tell() < size:
            out.write(("," if n else "") + json.dumps(_entry(dice, n)))
            n += 1
        out.write("]}}")
    return path


def log(path: Path, size: int) -> Path:
    """An nginx log of about `size` bytes in the combined form with times behind it."""
    dice, n = random.Random(7), 0
    with path.open("w") as out:
        while out.tell() < size:
            status, took = dice.choice(STATUSES), dice.randint(1, 999)
            out.write(
                f'192.0.2.{dice.randint(1, 250)} - - [03/Nov/2026:{n // 3_600_000 % 24:02}:{n // 60_000 % 60:02}:{n // 1000 % 60:02} +0000] "GET /api/{dice.choice(PATHS)}/{n % 5000}?page={n % 7} HTTP/1.1" '
                f'{status} {dice.randint(100, 9000)} "https://shop.example/" "{AGENT}" rt=0.{took:03} uct=0.000 urt=0.{took:03} us={status} ua=127.0.0.1:9001\n'
            )
            n += 1
    return path
