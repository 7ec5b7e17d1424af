"""How much of the constant text of ordinary log lines redaction takes away: `python tests/measure/damage.py [FOLDER...]`.

Two measures. Generated lines: templates whose constant words are known, filled with ordinary values (paths, ids, counts, times,
versions); every lost constant character counts. Real logs: words of letters that stand in at least `COMMON` different lines of a
file, of which more than one in `SPREAD` lines has one, are taken as constant text. Copy and original are laid upon each other, and
each stretch that became a placeholder had to go when its form says so (an address, a number), or the field, path or sentence in front
of it says whose it is; these rules share nothing with the redactor. All others were taken without need: they are the damage, and are
printed with what stands before them and their shapes. What cannot be laid upon the original counts as damage as well.
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


# real logs: what was taken away, and whether it had to go


_FORM = re.compile(r"[^\s@]+(?:@|%40|\[at\])[^\s@]+\.[A-Za-z]{2,}|(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f]*|(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|[+-]?\d[\d .()-]{4,}")
"""An address of a person or a machine, a position or a number: personal by its form, whatever stands around it."""
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w.$ -]{0,40})[\\\"'\]]{0,3}\s{0,3}[:=>]\s{0,3}[\\\"'\[(]{0,4}$")
_OWNED = re.compile(
    r"user|login|actor|account|owner|member|person|(?:full|given|family|first|last|display|nick|sur)_?-?name|e?mail|subject|principal|\bsub$|\buid$|\boid$|author"
    r"|pass|secret|token|session|cookie|csrf|credential|authorization|api_?key|\bpin$|code$|state$|nonce|phone|address|\bip$|_ip$|\blat|\blon|device|machine_id|card|\bcn$|fingerprint",
    re.IGNORECASE,
)
"""Names of fields whose values belong to someone, told without the redactor's own table."""
_SPOKEN = re.compile(r"(?i)(?:/Users/|/home/|[A-Z]:\\{1,2}Users\\{1,2}|\buser(?:name)?(?: input)?(?: |: | for )[\"']?|\bfor (?:invalid user )?|\bby |\d - |session opened for user |\bsudo: +|/(?:invite|reset|verify)/)$")
"""What stands before someone's name in a sentence, a path, or a line of an access log."""


def gaps(before, after):
    """Each stretch of a line that became a placeholder, with what stands before it; None where the lines cannot be laid upon each other."""
    made, at, end = [], 0, 0
    for found in PLACEHOLDER.finditer(after):
        kept = after[end : found.start()].strip('"')  # a number that went was given quotes
        start = before.find(kept, at) if made else (0 if before.startswith(kept) else -1)
        if start < 0:
            return None
        made and made[-1].append(start)
        at = start + len(kept)
        made.append([at])
        end = found.end()
    if not made:
        return [] if before == after else None
    tail = after[end:].removeprefix('"')
    if not before.endswith(tail) or len(before) - len(tail) < made[-1][0]:
        return None
    made[-1].append(len(before) - len(tail))
    return [(before[start:stop], before[:start]) for start, stop in made]


def rightful(value, ahead):
    """Whether a stretch had to go, by its form or by what says whose it is."""
    if _FORM.search(value) or _SPOKEN.search(ahead[-60:]):
        return True
    field = _FIELD.search(ahead[-60:])
    if field is None:
        return False
    above, _, beside = ahead.rpartition("{")
    return _OWNED.search(field["name"]) is not None or (field["name"].lower() in ("name", "id", "identity") and _OWNED.search(above[-24:] + beside) is not None)


def shaped(text):
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "9", text)))[:40]


class Taken:
    """What was taken from a log: characters of constant words, and of those the ones that had not to go, by place and shape."""

    def __init__(self):
        self.total = self.lost = self.wrong = 0
        self.words, self.shapes = Counter(), Counter()
        self.owned, self.doubtful = set(), []

    def line(self, before, after, constant):
        stretches = [] if before == after else gaps(before, after)
        for value, ahead in [(before, "")] if stretches is None else stretches:
            words = [w for w in _WORD.findall(value) if w in constant]
            if stretches is None:  # laid upon each other by words alone, and all of it held against the redactor
                words = list((Counter(words) - Counter(_WORD.findall(PLACEHOLDER.sub(" ", after)))).elements())
            self.lost += sum(map(len, words))
            if stretches is not None and rightful(value, ahead):
                self.owned.add(value.strip('"'))
            elif words:
                self.doubtful.append((value, ahead, words))

    def settle(self):
        """What belongs to someone at one place had to go at all others."""
        for value, ahead, words in self.doubtful:
            if value.strip('"') not in self.owned:
                self.wrong += sum(map(len, words))
                self.words.update(words)
                self.shapes[f"{ahead[-24:]}<{shaped(value)}>"] += 1


def taken_of_file(path):
    """The damage to one log; None when it has no copy."""
    data = path.read_bytes()[:LIMIT]
    data = data[: data.rfind(b"\n") + 1]
    lines = data.decode("utf-8", "replace").split("\n")
    seen = Counter(word for line in lines for word in set(_WORD.findall(line)))
    constant = {word for word, n in seen.items() if n >= max(COMMON, len(lines) // SPREAD)}
    clean = redacted(data) if data else None
    if clean is None:
        return None
    made = Taken()
    made.total = sum(len(word) for line in lines for word in _WORD.findall(line) if word in constant)
    after = clean.split("\n")
    if len(after) != len(lines):
        lines, after = [" ".join(lines)], [" ".join(after)]
    for old, new in zip(lines, after, strict=True):
        made.line(old, new, constant)
    made.settle()
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--lines", type=int, default=4_600)
    parser.add_argument("--all", type=int, default=0, help="how many stretches of every file are printed")
    told = parser.parse_args()
    lost, total, which = lost_of_templates(told.lines)
    print(f"generated lines: {lost} of {total} constant characters lost, {lost / total:.3%}; {dict(which.most_common(10))}")
    folders = told.folders or ([Path(os.environ["TRIAGEKIT_CORPUS"]) / "http" / "logs"] if os.environ.get("TRIAGEKIT_CORPUS") else [])
    lost = wrong = total = 0
    for path in (p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()):
        made = taken_of_file(path)
        if made is None:
            continue
        lost, wrong, total = lost + made.lost, wrong + made.wrong, total + made.total
        if made.wrong or told.all:
            print(f"{path.name}: {made.lost} of {made.total} lost, {made.wrong} without need: {dict(made.words.most_common(8))}; {dict(made.shapes.most_common(told.all or 4))}", flush=True)
    if total:
        print(f"real logs: {lost} of {total} characters of constant words lost, {lost / total:.3%}; without need {wrong}, {wrong / total:.3%}")


if __name__ == "__main__":
    main()
