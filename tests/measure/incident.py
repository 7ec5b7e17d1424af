"""Makes incidents of known truth for the measures of joins and clocks: one journey as the browser, the gateway and the application saw it.

Other users fail on the same paths at the same time. Each artifact has a clock of its own.
"""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

BEGUN = datetime(2026, 11, 3, 9, 14, 7, 311_000, tzinfo=UTC)
PATHS = ("/v1/items", "/v1/cart", "/v1/orders", "/v1/orders/7", "/v1/me", "/v1/search", "/v1/report", "/start", "/img/logo.png", "/v1/pay")
STATUSES = (500, 502, 503, 504, 401, 403, 404, 429)
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
OTHER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15"


def steady(seconds):
    """A clock that is off by so many seconds, always."""
    return lambda _: seconds


@dataclass
class Incident:
    """What to make, and after `write` what is true of it."""

    seed: int
    by: str = "id"
    """id | trace | none: what the artifacts share."""
    requests: int = 40
    others: int = 120
    gateway: object = field(default_factory=lambda: steady(0.0))
    """Time since the beginning in seconds to the gateway's offset from the client, in seconds."""
    application: object = field(default_factory=lambda: steady(0.0))
    span: float = 600.0
    apart: timedelta = timedelta()
    """How much later the logs were written: then they are those of another incident."""
    repeated: bool = False
    """What happened so much later is the same again, as a nightly job makes it."""
    zone: str = "+00:00"
    """How the application's log writes its zone; empty when it does not."""
    moments: dict = field(default_factory=dict)
    """(artifact, line) to when it was in truth, by the customer's clock."""
    truth: set = field(default_factory=set)
    """(entry of the capture, artifact, line) of every request of the customer that failed."""

    def write(self, folder):
        """Write browser.har, gateway.access.log and app.log.json."""
        dice = random.Random(self.seed)
        mine = sorted(dice.uniform(0, self.span) for _ in range(self.requests))
        rows = [(at, n, *self._request(dice)) for n, at in enumerate(mine)]
        rows += [(dice.uniform(0, self.span), -1, *self._request(dice)) for _ in range(self.others)]
        rows.sort(key=lambda r: r[0])
        self._capture(folder, [r for r in rows if r[1] >= 0], dice)
        if self.apart and not self.repeated:
            rows = sorted((dice.uniform(0, self.span), n % 3 - 1, *self._request(dice)) for n in range(self.requests + self.others))
        self._gateway(folder, rows, dice)
        self._application(folder, rows)

    def _request(self, dice):
        status = dice.choice(STATUSES) if dice.random() < 0.35 else 200
        return dice.choice(PATHS), status, dice.uniform(0.02, 0.9), f"{dice.getrandbits(128):032x}"

    def _capture(self, folder, rows, dice):
        entries = []
        for at, _, path, status, lasted, number in rows:
            answered = BEGUN + timedelta(seconds=at + dice.uniform(0.3, 0.9) * lasted)
            said = answered + timedelta(seconds=self.gateway(at))
            answer = [{"name": "Date", "value": said.strftime("%a, %d %b %Y %H:%M:%S GMT")}, {"name": "Content-Type", "value": "application/json"}]
            asked = [{"name": "User-Agent", "value": AGENT}]
            answer += [{"name": "X-Request-Id", "value": number}] if self.by == "id" else []
            asked += [{"name": "traceparent", "value": f"00-{number}-{number[:16]}-01"}] if self.by == "trace" else []
            entries.append({
                "startedDateTime": (BEGUN + timedelta(seconds=at)).isoformat(timespec="milliseconds").replace("+00:00", "Z"), "time": lasted * 1000,
                "request": {"method": "GET", "url": f"https://api.shop.test{path}", "httpVersion": "HTTP/1.1", "headers": asked, "cookies": [], "queryString": [], "headersSize": -1, "bodySize": 0},
                "response": {"status": status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": answer, "cookies": [], "content": {"size": 12, "mimeType": "application/json", "text": '{"ok":false}'}, "redirectURL": "", "headersSize": -1, "bodySize": 12},
                "cache": {}, "timings": {"send": 1, "wait": lasted * 1000 - 2, "receive": 1},
            })  # fmt: skip
        (folder / "browser.har").write_text(json.dumps({"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "entries": entries}}))

    def _gateway(self, folder, rows, dice):
        lines = []
        for at, entry, path, status, lasted, number in rows:
            end = BEGUN + self.apart + timedelta(seconds=at + lasted * 0.95 + self.gateway(at))
            shared = "" if self.by == "none" else f" {number}"
            client, agent = ("198.51.100.7", AGENT) if entry >= 0 else (f"203.0.113.{dice.randrange(2, 250)}", OTHER)
            lines.append((end, entry, status, f'{client} - - [{end.strftime("%d/%b/%Y:%H:%M:%S")} +0000] "GET {path} HTTP/1.1" {status} 12 "-" "{agent}"{shared} {lasted * 0.9:.3f}', self.gateway(at)))
        self._put(folder / "gateway.access.log", lines)

    def _application(self, folder, rows):
        lines = []
        for at, entry, path, status, lasted, number in rows:
            if status < 400:
                continue
            when = BEGUN + self.apart + timedelta(seconds=at + lasted / 2 + self.application(at))
            said = {"time": when.isoformat(timespec="milliseconds").removesuffix("+00:00") + self.zone, "level": "error", "logger": "shop", "message": f"answered {status}", "method": "GET", "path": path, "status": status}
            said |= {} if self.by == "none" else {"trace_id" if self.by == "trace" else "request_id": number}
            lines.append((when, entry, status, json.dumps(said), self.application(at)))
        self._put(folder / "app.log.json", lines)

    def _put(self, path, lines):
        lines.sort(key=lambda row: row[0] - timedelta(seconds=row[4]))  # as they were written, whatever the clock showed
        path.write_text("".join(f"{row[3]}\n" for row in lines))
        self.moments |= {(path.name, n): row[0] - timedelta(seconds=row[4]) for n, row in enumerate(lines, 1)}
        if not self.apart:
            self.truth |= {(entry, path.name, n) for n, (_, entry, status, *_) in enumerate(lines, 1) if entry >= 0 and status >= 400}
