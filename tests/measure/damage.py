"""How much of the constant text of ordinary log lines redaction takes away: `python tests/measure/damage.py [FOLDER...]`.

Two measures. Generated lines: templates whose constant words are known, filled with ordinary values (paths, ids, counts, times,
versions); every lost constant character counts. Real logs: words of letters that stand in at least `COMMON` different lines of a
file, of which more than one in `SPREAD` lines has one, are taken as constant text; every occurrence that is lost counts, whether
it named someone or not, so that the figure is an upper bound. The words lost most often are printed for a person to judge.
"""

import argparse
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

import io

from redaction.session import Session
from triagekit.placeholders import PLACEHOLDER
from triagekit.reading.bytesource import memory_source

COMMON = 5
SPREAD = 2_000
LIMIT = 2 << 20
_WORD = re.compile(r"[A-Za-z]{3,}")
TEMPLATES = """
<t> INFO  [main] org.eclipse.jetty.server.Server - Started Server in <n>ms on port <n>
<t> WARN  [pool-<n>-thread-<n>] com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak detection triggered for connection on thread worker-<n>, stack trace follows
<t> ERROR o.a.c.c.C.[dispatcherServlet] : Servlet.service() for servlet threw exception: Token validation failed, the session of this request is unknown
<t> [error] <n>#<n>: *<n> connect() failed (111: Connection refused) while connecting to upstream, server: _, request: "GET /api/v<n>/items/<n> HTTP/1.1"
<t> [notice] <n>#<n>: signal process started; using the "epoll" event method
<t> kernel: [<n>.<n>] eth0: link becomes ready, carrier acquired after <n> retries
<t> sshd[<n>]: Received disconnect from client: authentication method password is not supported by this server
<t> systemd[1]: Started Daily apt download activities; unit apt-daily.service entered state running
<t> level=info msg="request completed" method=GET path=/healthz status=<n> duration=<n>ms component=gateway
<t> level=warn msg="token cache miss, asking the identity provider again" attempt=<n> max_attempts=<n> component=auth
<t> {"level":"error","logger":"http.log","msg":"secret rotation is overdue","status":<n>,"count":<n>}
<t> DEBUG django.request: Forbidden (CSRF cookie not set.): /accounts/login/
<t> celery.worker.strategy: Task orders.tasks.send_receipt received, queue default, retries <n> of <n>
<t> postgres[<n>]: LOG: checkpoint complete: wrote <n> buffers; password authentication is required for replication
<t> haproxy[<n>]: Server backend/app<n> is DOWN, reason: Layer4 timeout, check duration: <n>ms. <n> active and <n> backup servers left
<t> kafka.server.ReplicaManager: Partition payments-<n> is now leader with key order preserved, user threads: <n>
<t> W3SVC1 GET /default.aspx - 443 - Mozilla/5.0+(Windows+NT+10.0) 200 0 0 <n>
<t> Auth0: the client is not allowed to use this grant type; check the application settings
<t> key: value pairs were read from configuration file application.yml, profile production is active
<t> The bearer token has expired, renewing; basic authentication is disabled for this account type
<t> Failed to verify signature: algorithm mismatch between header and key; state parameter was missing
<t> pin code entry is not required for this device type; phone support is available on weekdays
<t> user agent is not supported: please upgrade; cookies are blocked by browser settings
""".strip().splitlines()


def redacted(data):
    session, source, out = Session(), memory_source(data, "ordinary.log"), io.BytesIO()
    session.learn(source)
    session.propagate()
    audit = session.artifact(source, "log", out)
    return None if audit.withheld else out.getvalue().decode("utf-8", "replace")


def generated(dice, lines):
    """Lines, and how many characters of them are constant text."""
    for n in range(lines):
        template = TEMPLATES[n % len(TEMPLATES)]
        time = f"2026-11-{dice.randint(1, 28):02d}T{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}:{dice.randint(0, 59):02d}.{dice.randint(0, 999):03d}Z"
        yield template, re.sub("<n>", lambda _: str(dice.randint(1, 9999)), template.replace("<t>", time))


def lost_of_templates(lines):
    made = list(generated(random.Random(7), lines))
    clean = redacted("\n".join(line for _, line in made).encode())
    if clean is None:
        return 1, 1, Counter(["the whole was withheld"])
    total = lost = 0
    which = Counter()
    for (template, _), after in zip(made, clean.split("\n"), strict=True):
        there = Counter(_WORD.findall(PLACEHOLDER.sub(" ", after)))
        for word, n in Counter(_WORD.findall(template)).items():
            total += n * len(word)
            gone = max(0, n - there[word])
            lost += gone * len(word)
            which[f"{word} | {template[:70]}"] += gone
    return lost, total, +which


def lost_of_file(path):
    data = path.read_bytes()[:LIMIT]
    data = data[: data.rfind(b"\n") + 1]
    lines = data.decode("utf-8", "replace").splitlines()
    seen = Counter(word for line in lines for word in set(_WORD.findall(line)))
    constant = {word for word, n in seen.items() if n >= max(COMMON, len(lines) // SPREAD)}
    clean = redacted(data) if lines else None
    if clean is None:
        return 0, 0, Counter()
    before = Counter(word for word in _WORD.findall(data.decode("utf-8", "replace")) if word in constant)
    after = Counter(_WORD.findall(PLACEHOLDER.sub(" ", clean)))
    gone = Counter({word: n - after[word] for word, n in before.items() if after[word] < n})
    return sum(n * len(w) for w, n in gone.items()), sum(n * len(w) for w, n in before.items()), gone


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--lines", type=int, default=4_600)
    told = parser.parse_args()
    lost, total, which = lost_of_templates(told.lines)
    print(f"generated lines: {lost} of {total} constant characters lost, {lost / total:.3%}; {dict(which.most_common(10))}")
    folders = told.folders or ([Path(os.environ["TRIAGEKIT_CORPUS"]) / "http" / "logs"] if os.environ.get("TRIAGEKIT_CORPUS") else [])
    sums = [0, 0]
    for path in (p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()):
        lost, total, which = lost_of_file(path)
        sums[0] += lost
        sums[1] += total
        if lost:
            print(f"{path.name}: {lost / total:.2%} of {total}: {dict(which.most_common(8))}", flush=True)
    if sums[1]:
        print(f"real logs: {sums[0]} of {sums[1]} characters of constant words lost, {sums[0] / sums[1]:.3%}")


if __name__ == "__main__":
    main()
