"""Files for the benches: HARs and logs of any size, with faults, secrets and people planted, the same each time."""

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


WORDS = ["the", "order", "was", "shipped", "late", "because", "carrier", "lost", "parcel", "customer", "asked", "for", "refund", "account", "manager", "approved", "discount", "invoice", "paid", "twice", "payment", "gateway", "declined", "card", "retry", "later", "session", "timed", "out", "page", "blank", "button", "greyed", "report", "export", "failed", "dashboard", "slow", "network", "error", "upload", "large", "file", "browser", "update", "settings", "language", "warehouse", "stock", "low", "item", "backordered"]  # fmt: skip
FIRST = ("anna", "boris", "carla", "dmitri", "elena", "farid", "greta", "hugo", "ines", "jonas")
LAST = ("abel", "brandt", "cohen", "diaz", "engel", "fischer", "gruber", "haas", "ivanov", "jansen")


def _sentence(dice, least=4, most=18):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most))).capitalize() + "."


def _moment(dice):
    return f"2026-11-{dice.randint(1, 28):02}T{dice.randint(0, 23):02}:{dice.randint(0, 59):02}:{dice.randint(0, 59):02}.{dice.randint(0, 999):03}Z"


def _user(dice):
    first, last, number = dice.choice(FIRST), dice.choice(LAST), dice.randint(1, 9999)
    return {
        "id": dice.randint(10**5, 10**9), "firstName": first.title(), "lastName": last.title(), "email": f"{first}.{last}{number}@customer{number % 40}.example", "active": dice.random() < 0.8,
        "createdAt": _moment(dice), "locale": dice.choice(("en-US", "de-DE")), "roles": dice.sample(("admin", "viewer", "editor", "billing"), 2), "avatarUrl": f"https://cdn.shop.example/avatars/{dice.getrandbits(64):x}.png",
    }  # fmt: skip


def _order(dice):
    number = dice.randint(10**6, 10**7)
    return {
        "orderId": f"ORD-{number}", "status": dice.choice(("open", "paid", "shipped", "refunded")), "total": round(dice.random() * 900, 2), "currency": "EUR", "placedAt": _moment(dice), "note": _sentence(dice),
        "lines": [{"sku": f"{dice.choice('ABCDEF')}{dice.randint(1000, 99999)}-XL", "title": _sentence(dice, 2, 6), "qty": dice.randint(1, 9), "price": round(dice.random() * 90, 2)} for _ in range(dice.randint(1, 5))],
        "links": {"self": f"https://api.shop.example/v2/orders/{number}", "invoice": f"/invoices/{number}?format=pdf"},
    }  # fmt: skip


def _event(dice):
    return {
        "ts": _moment(dice), "level": dice.choice(("info", "warn", "error")), "traceId": f"{dice.getrandbits(128):032x}", "service": dice.choice(("cart", "auth", "search")), "message": _sentence(dice), "durationMs": dice.randint(1, 9000),
        "tags": {"region": dice.choice(("eu-west-1", "us-east-1")), "build": f"{dice.getrandbits(28):07x}", "path": f"/srv/app/{dice.choice(WORDS)}/{dice.choice(WORDS)}.py"},
    }  # fmt: skip


def varied_har(path: Path, size: int) -> Path:
    """A HAR of about `size` bytes whose JSON bodies say something else each time: orders, events, people."""
    dice, n = random.Random(5), 0
    with path.open("w") as out:
        out.write('{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[')
        while out.tell() < size:
            entry, make = _entry(dice, n), dice.choice((_user, _order, _order, _event))
            rows = {"data": [make(dice) for _ in range(dice.randint(1, 40))], "page": {"next": f"{dice.getrandbits(96):024x}", "total": dice.randint(1, 9999)}}
            text = json.dumps(rows, indent=2) if n % 3 else json.dumps(rows, separators=(",", ":"))
            entry["response"]["content"] = {"size": len(text), "mimeType": "application/json", "text": text}
            out.write((",\n" if n else "\n") + json.dumps(entry))
            n += 1
        out.write("]}}")
    return path


def access(path: Path, size: int) -> Path:
    """A combined access log of about `size` bytes: 3,000 clients, a few of them busy."""
    dice, n = random.Random(6), 0
    clients = [f"85.214.{dice.randint(0, 255)}.{dice.randint(1, 254)}" for _ in range(3_000)]
    with path.open("w") as out:
        while out.tell() < size:
            out.write(
                f'{clients[int(3_000 * dice.random() ** 3)]} - - [03/Nov/2026:{n // 360_000 % 24:02}:{n // 6000 % 60:02}:{n // 100 % 60:02} +0000] "{dice.choice(("GET", "POST"))} /{dice.choice(PATHS)}/{dice.randint(1, 99999)}?q={dice.choice(WORDS)}&page={n % 99} HTTP/1.1" '
                f'{dice.choice(STATUSES)} {dice.randint(90, 90000)} "https://shop.example/{dice.choice(WORDS)}" "{dice.choice((AGENT, AGENT, "curl/8.5.0", "kube-probe/1.29"))}"\n'
            )
            n += 1
    return path


def json_lines(path: Path, size: int) -> Path:
    """A log of JSON lines of about `size` bytes."""
    dice = random.Random(7)
    with path.open("w") as out:
        while out.tell() < size:
            row = {
                "time": _moment(dice), "level": dice.choice(("info", "warn", "error")), "logger": f"com.example.{dice.choice(WORDS)}.{dice.choice(WORDS).title()}Service", "thread": f"http-nio-8080-exec-{dice.randint(1, 30)}",
                "msg": _sentence(dice), "request_id": f"{dice.getrandbits(128):032x}", "status": dice.choice(STATUSES), "took_ms": dice.randint(1, 9000),
            }  # fmt: skip
            if dice.random() < 0.02:
                row["user"] = f"{dice.choice(FIRST)}{dice.randint(1, 99)}@customer.example"
            out.write(json.dumps(row, separators=(",", ":")) + "\n")
    return path


def java(path: Path, size: int) -> Path:
    """A Java log of about `size` bytes with stack traces, and a credential now and then."""
    dice = random.Random(8)
    with path.open("w") as out:
        while out.tell() < size:
            moment = _moment(dice).replace("T", " ").replace(".", ",")[:-1]
            out.write(f"{moment} {dice.choice(('INFO ', 'DEBUG', 'WARN '))} [http-nio-8080-exec-{dice.randint(1, 30)}] c.e.{dice.choice(WORDS)}.{dice.choice(WORDS).title()}Service - {_sentence(dice)} orderId={dice.randint(1, 10**7)} took {dice.randint(1, 900)} ms\n")
            if dice.random() < 0.05:
                out.write("java.net.SocketTimeoutException: Read timed out\n")
                out.writelines(f"\tat com.example.{dice.choice(WORDS)}.{dice.choice(WORDS).title()}Handler.{dice.choice(WORDS)}({dice.choice(WORDS).title()}Handler.java:{dice.randint(10, 900)})\n" for _ in range(dice.randint(5, 40)))
            if dice.random() < 0.01:
                out.write(f"{moment} DEBUG headers Authorization: Bearer {dice.getrandbits(160):040x}\n")
    return path
