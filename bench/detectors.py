"""What detectors cost: 60, all, and 1,000 of them over a generated log of 20 MB, and whether they find the same.

    python bench/detectors.py                  20 MB
    python bench/detectors.py --megabytes 5

Prints one table of MB/s and ratios: cold (with every automaton still to be built) and warm. The detectors beyond those
that exist are made here: invented vendors with a prefix of their own, or with a name beside a hexadecimal key. Not part of
the test suite: timings are for reading, not for passing.
"""

import argparse
import random
import sys
import time
from bisect import bisect_right
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from redaction.detecting import Scanner, all_detectors, vendor
from redaction.said import hexes, mixed, said

BLOCK = 1 << 19
ALWAYS = ("keyed", "ipv4", "email", "ipv6", "authorization", "jwt", "cookie-field", "userinfo", "card", "phone", "private-key")


def log(megabytes, seed=1):
    """Lines of a web server, an application, a proxy and an audit log, with secrets in one line of two hundred."""
    pick = random.Random(seed)
    keys = [d.examples[0].replace("‹", "").replace("›", "") for d in all_detectors() if getattr(d, "category", "") == "vendor-key"]
    paths = ["/api/v1/orders", "/static/app.js", "/login", "/healthz", "/oauth2/token", "/img/logo.png"]
    lines, size = [], 0
    while size < megabytes * 1_000_000:
        ip = ".".join(str(pick.randint(1, 250)) for _ in range(4))
        at = f"2026-11-03T09:{pick.randint(0, 59):02}:{pick.randint(0, 59):02}.{pick.randint(0, 999):03}Z"
        kind = pick.random()
        if kind < 0.5:
            line = f'{ip} - - [03/Nov/2026:09:14:22 +0000] "GET {pick.choice(paths)}?page={pick.randint(1, 99)} HTTP/1.1" {pick.choice((200, 200, 304, 404, 500))} {pick.randint(90, 90000)} "-" "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.{pick.randint(1, 9999)}.{pick.randint(1, 99)}"'
        elif kind < 0.8:
            line = f"{at} INFO  [http-nio-8080-exec-{pick.randint(1, 9)}] c.e.shop.OrderService : order {pick.getrandbits(40)} accepted in {pick.randint(1, 900)} ms trace={pick.getrandbits(128):032x}"
        elif kind < 0.95:
            line = f'{{"time":"{at}","level":"warn","msg":"retry","attempt":{pick.randint(1, 9)},"request_id":"{pick.getrandbits(128):032x}","status":{pick.choice((429, 503))}}}'
        else:
            line = f"Nov  3 09:14:22 host sshd[{pick.randint(1, 9999)}]: Connection closed by {ip} port {pick.randint(1024, 65535)} [preauth]"
        if pick.random() < 0.005:
            line += f" {pick.choice(keys)}"
        lines.append(line)
        size += len(line) + 1
    return "\n".join(lines)


def invented(count, seed=2):
    """Detectors of vendors that do not exist, half with a prefix and half with a name."""
    pick = random.Random(seed)
    words = ["".join(pick.choice("bcdfghjklmnpqrstvwxz") + pick.choice("aeiou") for _ in range(pick.randint(3, 5))) for _ in range(count)]
    made = []
    for n, word in enumerate(dict.fromkeys(words)):
        if n % 2:
            made.append(vendor(f"zz-{word}", rf"{word}_[A-Za-z0-9]{{32}}", rf"\b{word}_", "https://x.example", f"{word}_" + mixed(32)))
        else:
            made.append(said(f"zz-{word}", word, r"[a-f0-9]{32}", "https://x.example", f"{word.upper()}_KEY", hexes(32)))
    return made


def sets(sizes):
    """Detectors by number: the ones every text needs first, then the rest in order of name, then invented ones."""
    there = sorted(all_detectors(), key=lambda d: (d.name not in ALWAYS, d.name))
    for size in sizes:
        yield size, tuple((there + invented(max(0, size - len(there)) * 2))[:size])


def scan(scanner, text):
    """Seconds, and all spans."""
    start, spans, at = time.process_time(), [], 0
    while at < len(text):
        end = text.find("\n", at + BLOCK) + 1 or len(text)
        spans += ((at + h.start, at + h.end, h.detector) for h in scanner.scan(text[at:end]))
        at = end
    return time.process_time() - start, spans


def covered(first, spans):
    """How many of the first spans lie inside one of these."""
    starts = [s[0] for s in spans]
    return sum(1 for a, b, _ in first if (n := bisect_right(starts, a)) and spans[n - 1][1] >= b)


def main():
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--megabytes", type=int, default=20)
    text = log(ask.parse_args().megabytes)
    size, base, first = len(text) / 1e6, None, None
    print(f"{size:.0f} MB\n{'detectors':>10} {'build ms':>9} {'cold MB/s':>10} {'warm MB/s':>10} {'slower than 60':>15} {'finds':>8} {'of the 60':>10}")
    for count, detectors in sets((60, len(all_detectors()), 1000)):
        start = time.process_time()
        scanner = Scanner(detectors)
        built = time.process_time() - start
        cold, _ = scan(scanner, text)
        warm, spans = min((scan(scanner, text) for _ in range(2)), key=lambda made: made[0])
        base, first = base or warm, first or spans
        common = covered(first, spans)
        print(f"{count:>10} {built * 1000:>9.0f} {size / cold:>10.1f} {size / warm:>10.1f} {warm / base - 1:>14.0%} {len(spans):>8} {common:>10}")


if __name__ == "__main__":
    main()
