"""What rules cost: 50, 200 and 1,000 rules over generated records, against hand-written Python and the naive evaluator.

    python bench/rules.py                 200,000 records
    python bench/rules.py --records 20000

Prints one table of microseconds per record and ratios, then compares fast and naive matching over at least
1,000,000 rule-record pairs. Not part of the test suite: timings are for reading, not for passing.
"""

import argparse
import gc
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from triagekit.engine import naive
from triagekit.engine.index import Shape
from triagekit.engine.load import load
from triagekit.engine.program import Program, roles
from triagekit.engine.run import Engine
from triagekit.model import Location
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind, Record

START = datetime(2024, 5, 1, tzinfo=UTC)
CHUNK = 200
CHALLENGES = ["invalid_token", "insufficient_scope", "expired", "audience", "issuer", "signature", "realm=api", "digest stale", "negotiate failed", "nonce used"]
TRANSPORT = ["dns", "refused", "reset", "connect-timeout", "response-timeout", "tls-alert", "cert-expired", "cert-name", "cert-unknown-ca", "proxy-auth"]
DENIED = ["request blocked", "ray id denied", "missing permission", "csrf token", "geo restricted", "ip not allowed", "account disabled", "quota used up"]
GATEWAY = ["upstream connect error", "no healthy upstream", "bad gateway reset", "backend fetch failed", "upstream request timeout", "maintenance window", "overflow of queue"]
MESSAGES = ["connection refused by peer", "certificate has expired", "token is expired", "could not resolve host", "broken pipe while", "out of memory in", "permission denied for", "timeout waiting for lock", "replay detected in", "clock skew detected"]


def rules(copies):
    """The 50 rules, `copies` times; each copy looks for other words."""
    out = {}
    for n in range(copies):
        mark = "" if n == 0 else f" {n:03}"
        for i, word in enumerate(CHALLENGES):
            out[f"auth/c{i}-{n}"] = ("exchange", {"s": {"response.status": 401, "response.headers.www-authenticate|contains": word + mark}, "t": {"request.url.path|endswith": "/token"}, "condition": "s and not t"})
        for i, word in enumerate(TRANSPORT):
            extra = {} if n == 0 else {"error.text|contains": f"variant{mark}"}
            out[f"net/k{i}-{n}"] = ("exchange", {"s": {"error.kind": word, **extra}, "condition": "s"})
        for i, word in enumerate(DENIED):
            out[f"acc/d{i}-{n}"] = ("exchange", {"s": {"response.status": [403, 429], "response.body.text|contains": word + mark}, "condition": "s"})
        for i, word in enumerate(GATEWAY):
            out[f"gw/g{i}-{n}"] = ("exchange", {"s": {"response.status": [502, 503, 504], "response.body.text|contains": word + mark, "from_cache": False}, "condition": "s"})
        for i in range(5):
            out[f"slow/t{i}-{n}"] = ("exchange", {"s": {"response.status|gte": 500, "timing.wait_ms|gt": f"{10 + i + 5 * n}s"}, "condition": "s"})
        for i, word in enumerate(MESSAGES):
            out[f"log/m{i}-{n}"] = ("event", {"s": {"event.level": ["error", "fatal"], "event.message|contains": word + mark}, "condition": "s"})
    return out


def by_hand(kind, f, hits):
    """The 50 rules as a person would write them: nested by status, each text folded once."""
    if kind is Kind.EVENT:
        if f.get("event.level") in ("error", "fatal"):
            message = f.get("event.message", "").casefold()
            for i, word in enumerate(MESSAGES):
                if word in message:
                    hits[f"log/m{i}-0"] += 1
        return
    error = f.get("error.kind")
    if error is not None and error in TRANSPORT:
        hits[f"net/k{TRANSPORT.index(error)}-0"] += 1
    status = f.get("response.status")
    if status is None or status < 400:
        return
    if status == 401:
        if not f.get("request.url.path", "").casefold().endswith("/token"):
            values = [v.casefold() for v in f.get("response.headers.www-authenticate", ())]
            for i, word in enumerate(CHALLENGES):
                if any(word in v for v in values):
                    hits[f"auth/c{i}-0"] += 1
    elif status in (403, 429):
        body = f.get("response.body.text", "").casefold()
        for i, word in enumerate(DENIED):
            if word in body:
                hits[f"acc/d{i}-0"] += 1
    elif status >= 500:
        wait = f.get("timing.wait_ms")
        for i in range(5):
            if wait is not None and wait > (10 + i) * 1000:
                hits[f"slow/t{i}-0"] += 1
        if status in (502, 503, 504) and f.get("from_cache") is False:
            body = f.get("response.body.text", "").casefold()
            for i, word in enumerate(GATEWAY):
                if word in body:
                    hits[f"gw/g{i}-0"] += 1


class Tally(dict):
    """Counts of hits, by rule."""

    def __init__(self):
        super().__init__(dict.fromkeys(rules(1), 0))


class Notebook(Tally):
    """What a hand-written program needs for the answer the engine gives: counts, first and last, five records, fields that occurred."""

    def __init__(self):
        super().__init__()
        self.kept, self.first, self.last, self.seen = {}, {}, {}, set()
        self.record = None

    def judge(self, r):
        self.record = r
        self.seen.update(r.fields)
        by_hand(r.kind, r.fields, self)

    def __setitem__(self, name, count):
        super().__setitem__(name, count)
        r = self.record
        if count <= 5:
            self.kept.setdefault(name, []).append(r)
        if name not in self.first or r.at < self.first[name]:
            self.first[name] = r.at
        if name not in self.last or r.at > self.last[name]:
            self.last[name] = r.at


def record(rnd, n):
    """One record: mostly healthy exchanges, some failing, some log lines."""
    at = START + timedelta(milliseconds=n * 40)
    if rnd.random() < 0.3:
        level = rnd.choice(["info"] * 8 + ["error", "warn"])
        message = f"{rnd.choice(MESSAGES)} request {n}" if level == "error" and rnd.random() < 0.5 else f"handled request {n} for user {n % 977} in {n % 90} ms"
        fields = {"event.format": "app", "event.level": level, "event.logger": "app.core", "event.message": message, "event.text": message, "event.host": "web-1", "time.certain": True}
        return Record(Kind.EVENT, Location("b", "line", line=n), fields, at)
    status = rnd.choice([200] * 60 + [204, 304, 302] * 8 + [401, 403, 404, 429, 500, 502, 503, 504] + [None])
    fields = {
        "source": "har", "dialect": "chrome", "index": n, "capture.sanitized": False, "capture.shows_bodies": True, "capture.shows_headers": True, "capture.shows_errors": True,
        "request.method": rnd.choice(["GET", "POST"]), "request.url": f"https://api.shop.example/v1/items/{n}?page={n % 7}", "request.url.scheme": "https", "request.url.host": "api.shop.example",
        "request.url.port": 443, "request.url.path": f"/v1/items/{n}", "request.url.query": f"page={n % 7}", "request.url.length": 52, "request.route": "GET api.shop.example/v1/items/:id",
        "request.http_version": "h2", "request.header_names": ("accept", "user-agent", "authorization"), "request.headers.accept": ("*/*",), "request.headers.user-agent": ("Mozilla/5.0 (X11; Linux)",),
        "auth.present": True, "auth.scheme": "bearer", "auth.place": "header", "auth.token_hash": f"t{n % 50}", "response.present": status is not None, "from_cache": False,
        "timing.total_ms": float(n % 900), "timing.wait_ms": float(n % 800), "answered_by": "origin",
    }  # fmt: skip
    if status is None:
        fields["error.kind"] = rnd.choice(TRANSPORT)
        fields["error.text"] = "net::ERR_FAILED"
        return Record(Kind.EXCHANGE, Location("a", "json_pointer", f"/log/entries/{n}"), fields, at)
    fields |= {"response.status": status, "response.status_class": f"{status // 100}xx", "response.header_names": ("date", "server", "content-type"), "response.server": "nginx", "response.headers.server": ("nginx",), "response.headers.content-type": ("application/json",)}
    if status == 401:
        fields["response.headers.www-authenticate"] = (f'Bearer error="{rnd.choice(CHALLENGES)}", nonce="{n}"',)
    if status >= 400:
        fields["response.body.text"] = f"<html><body>{rnd.choice(DENIED + GATEWAY)} {n}</body></html>" + "x" * 300
        fields["timing.wait_ms"] = float(rnd.choice([20, 12_500, 60_000]))
    else:
        fields["response.body.text"] = '{"items": [' + f'"{n}", ' * 40 + "]}"
    return Record(Kind.EXCHANGE, Location("a", "json_pointer", f"/log/entries/{n}"), fields, at)


def book(copies):
    """A rulebook of 50 rules a copy."""
    import json

    with tempfile.TemporaryDirectory() as folder:
        for name, (kind, detect) in rules(copies).items():
            path = Path(folder, "pack", "observations", f"{name}.yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({"id": name, "title": name, "reads": [kind], "detect": detect}))
        started = time.perf_counter()
        made = load([Path(folder, "pack")], SHARED)
        print(f"  loaded {len(made.observations)} rules in {time.perf_counter() - started:.2f} s")
    assert not made.errors, made.errors[:3]
    return made


class Contender:
    """One way to judge records, and the seconds it took."""

    def __init__(self, name, judge, every=1):
        self.name, self.judge, self.every = name, judge, every
        self.spent, self.done = 0.0, 0

    def take(self, chunk, n):
        """Judge one chunk, the records hot as they are when a reader has just made them."""
        if n % self.every:
            return
        judge = self.judge
        started = time.perf_counter()
        for r in chunk:
            judge(r)
        self.spent += time.perf_counter() - started
        self.done += len(chunk)

    @property
    def cost(self):
        """Microseconds a record."""
        return self.spent / self.done * 1e6


def slowly(made):
    """The naive evaluator over a rulebook."""
    trees = [(rule.reads[0], tree) for rule in made.observations.values() for _, tree in roles(rule)]

    def judge(r):
        for kind, tree in trees:
            if kind is r.kind:
                naive.holds(tree, r.fields, r.at)

    return judge


def main():
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--records", type=int, default=200_000)
    count = options.parse_args().records
    rnd = random.Random(7)
    books = {copies * 50: book(copies) for copies in (1, 4, 20)}
    hits, notebook = Tally(), Notebook()
    engines = {size: Engine(made, program=Program.of(made)) for size, made in books.items()}
    for engine, kind in product(engines.values(), Kind):
        engine.program.kinds[kind]  # an index is made when its first record comes: here before the clock runs
    field = [
        Contender("hand-written Python, same answer", notebook.judge),
        Contender("hand-written Python, counts only", lambda r: by_hand(r.kind, r.fields, hits)),
    ]
    field += [Contender(f"engine, {size} rules", engine.feed) for size, engine in engines.items()]
    field += [Contender(f"naive evaluator, {size} rules", slowly(books[size]), every) for size, every in ((50, 40), (1000, 400))]
    program, pairs = Program.of(books[1000]), 0
    gc.disable()
    for n in range(0, count, CHUNK):
        chunk = [record(rnd, n + k) for k in range(CHUNK)]
        for contender in field:
            contender.take(chunk, n // CHUNK)
        if pairs < 1_000_000:
            pairs += compare(program, chunk)
        gc.collect(0)
    print(f"\n{'':34}{'us/record':>10}{'x hand':>9}{'x 50 rules':>12}")
    for each in field:
        print(f"{each.name:34}{each.cost:>10.2f}{each.cost / field[0].cost:>9.2f}{each.cost / field[2].cost:>12.2f}")
    agree(engines[50], hits)
    print(f"fast = naive over {pairs} rule-record pairs, 0 differences")


def agree(engine, by_hand_hits):
    """The hand-written rules and the engine find the same."""
    found = {name: s.hits[0].count if s.hits else 0 for name, s in engine.sightings().items()}
    assert found == by_hand_hits, "hand-written Python and the engine differ"
    print(f"\nhand-written Python and the engine agree on {sum(found.values())} hits")


def compare(program, chunk):
    """Fast against naive; how many pairs."""
    pairs = 0
    for r in chunk:
        program.work.now = r.at
        pairs += program.verify(r, program.matches(r, Shape(frozenset(r.fields))))
    return pairs


if __name__ == "__main__":
    main()
