"""Redaction on a generated log and HAR with planted secrets and people: `python bench/redaction.py [--log-mb 20] [--har-mb 20]`.

Prints MB/s of CPU time, peak memory, and the recall of secrets and of people's data apart, because peers are made for one or the other, beside har-capture, detect-secrets, CredSweeper (its patterns and filters, without the
model) and Presidio's pattern recognisers (without a language model), in an environment that pip fills in a temporary folder.
Peak memory is that of this whole process so far; a peer's is not said, because a new process begins with the peak of the old.
"""

import argparse
import json
import random
import resource
import string
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # instead of this folder, whose names would hide the standard library

from redaction.session import Session  # noqa: E402
from triagekit.reading.bytesource import BlobSource, file_blob, head_of  # noqa: E402

HERE = Path(__file__).resolve().parent
PEERS = ("har-capture", "detect-secrets", "credsweeper", "presidio-analyzer")
DICE = random.Random(11)
ALNUM = string.ascii_letters + string.digits


def secret(length=24):
    return "".join(DICE.choice(ALNUM) for _ in range(length - 2)) + "q7"


FIRST = ["Annika", "Bastien", "Chiara", "Dmitri", "Eleni", "Fatima", "Goran", "Henrike", "Ingvar", "Jolanda", "Kirsten", "Lorenzo", "Noemi", "Priyanka", "Rosalind", "Svetlana", "Thibault", "Valentina"]
LAST = ["Achterberg", "Bielinski", "Castellanos", "Drozdowski", "Eberhardt", "Fitzgibbon", "Hallgrimsson", "Ivanchenko", "Lindqvist", "Mikkelsen", "Oberholzer", "Papadakis", "Rasmussen", "Szymanski", "Thorvaldsen", "Zielinska"]


def checked(body):
    """A card number: the digits with their check digit (ISO/IEC 7812-1)."""
    doubled = (int(c) * (2 - n % 2) for n, c in enumerate(reversed(body)))
    return body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def person():
    """What systems hold of one person. No value stands in another."""
    first, last, number = DICE.choice(FIRST), DICE.choice(LAST), DICE.randrange(10**6, 10**7)
    account = "".join(str(int(c, 36)) for c in f"{DICE.randrange(10**17, 10**18)}DE00")
    return {
        "name": f"{first} {last}{DICE.choice(['sen', 'ova', 'mann', 'ini'])}", "email": f"{first}.{last}{number % 1000}@customer.example".lower(), "phone": f"+49 171 {number}",
        "card": checked(f"4{DICE.randrange(10**13, 10**14)}"), "iban": f"DE{98 - int(account) % 97:02d}{account[:18]}", "birth": f"{DICE.randrange(1940, 2008)}-{DICE.randrange(1, 13):02d}-{DICE.randrange(1, 29):02d}",
        "address": f"85.214.{DICE.randrange(1, 255)}.{DICE.randrange(1, 255)}",
    }  # fmt: skip


def told(planted, one):
    """The person, remembered as planted. A day of birth may stand in a log by chance and is not counted."""
    planted["people"] += [value for kind, value in one.items() if kind != "birth"]
    return one


def log(out, size):
    planted = {"secrets": [], "people": []}
    while out.tell() < size:
        for n in range(200):
            out.write(f"2026-11-03T09:14:{n % 60:02d}.123Z INFO  [worker-{n % 16}] com.example.Orders - request GET /v2/orders/{n * 37} took {n % 900} ms status={200 + n % 4}\n".encode())
        key, password, one = secret(), secret(), told(planted, person())
        planted["secrets"] += [key, password]
        out.write(f"2026-11-03T09:15:00.123Z DEBUG headers Authorization: Bearer {key}\n".encode())
        out.write(f"2026-11-03T09:15:00.123Z ERROR login failed password={password} email={one['email']} client_ip={one['address']}\n".encode())
        out.write(f"2026-11-03T09:15:00.124Z INFO customer_name=\"{one['name']}\" phone={one['phone']} date_of_birth={one['birth']}\n".encode())
        out.write(f"2026-11-03T09:15:00.125Z WARN payment declined card_number={one['card']} IBAN {one['iban']}\n".encode())
    return planted


def har(out, size):
    planted = {"secrets": [], "people": []}
    out.write(b'{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[')
    first = True
    while out.tell() < size:
        key, one = secret(), told(planted, person())
        planted["secrets"].append(key)
        customer = {"full_name": one["name"], "email": one["email"], "phone": one["phone"], "card_number": one["card"], "iban": one["iban"], "date_of_birth": one["birth"], "last_ip": one["address"]}
        entry = {
            "startedDateTime": "2026-11-03T09:14:00.000Z", "time": 42, "timings": {"send": 1, "wait": 40, "receive": 1}, "cache": {},
            "request": {"method": "GET", "url": f"https://api.example.com/v2/orders?page={len(planted['secrets'])}", "httpVersion": "HTTP/2", "headers": [{"name": "authorization", "value": f"Bearer {key}"}, {"name": "accept", "value": "*/*"}], "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0},
            "response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/2", "headers": [], "cookies": [], "redirectURL": "", "headersSize": -1, "bodySize": -1, "content": {"size": 4000, "mimeType": "application/json", "text": json.dumps({"customer": customer, "rows": [{"id": n, "state": "open", "title": f"order number {n} of many"} for n in range(60)]})}},
        }  # fmt: skip
        out.write((b"" if first else b",") + json.dumps(entry).encode())
        first = False
    out.write(b"]}}")
    return planted


def measure(name, make, size):
    """One table: us on the whole size, the peers on a shorter file of the same sort, each with its recall there."""
    print(f"\n{name:<20} {'MB':>6} {'MB/s':>8} {'secrets':>8} {'people':>8} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        path, planted = file(Path(folder) / name, make, size)
        row("triagekit", path, ours(path, planted))


def compare(name, make, size, python):
    """The peers, one by one, in processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path, planted = file(Path(folder) / name, make, size)
        told = Path(folder) / "planted.json"
        told.write_text(json.dumps(planted))
        for tool in PEERS:
            if tool == "har-capture" and not name.endswith(".har"):
                continue
            done = subprocess.run([python, str(HERE / "redaction_peers.py"), tool, str(path), str(told)], check=False, capture_output=True, text=True, timeout=1800)
            row(tool, path, json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None)


def file(path, make, size):
    with path.open("wb") as out:
        return path, make(out, size)


def row(tool, path, made):
    size = path.stat().st_size / 1e6
    print(f"{tool:<20} {size:>6.1f} " + (f"{size / made['seconds']:>8.2f} {made['secrets']:>8.1%} {made['people']:>8.1%} {made.get('peak', '-'):>8}" if made else "could not be run"), flush=True)


def ours(path, planted):
    """CPU seconds from the first byte to the proven copy; what is left of what was planted; peak memory."""
    blob = file_blob(path)
    source = BlobSource("a0001", head_of(blob, path.name), blob)
    with tempfile.TemporaryFile() as copy:
        start = time.process_time()
        session = Session()
        session.learn(source)
        session.propagate()
        audit = session.artifact(source, path.name, copy)
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        copy.seek(0)
        left = copy.read().decode()
    if audit.withheld:
        print(audit.withheld)
    return {"seconds": seconds, "peak": round(peak), **{sort: 1 - sum(value in left for value in values) / len(values) for sort, values in planted.items()}}


def environment(folder):
    """A Python with the peers that pip installs there; each by itself, so that one that cannot be had stops no other."""
    venv.create(folder, with_pip=True)
    python = str(Path(folder) / "bin" / "python")
    for tool in PEERS:
        if subprocess.run([python, "-m", "pip", "install", "-q", "--no-input", tool], check=False, capture_output=True, timeout=900).returncode:
            print(f"{tool} cannot be installed here")
    return python


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log-mb", type=float, default=20)
    parser.add_argument("--har-mb", type=float, default=20)
    parser.add_argument("--peer-mb", type=float, default=1, help="size of the files the peers read; some need minutes for a few MB")
    parser.add_argument("--peers", metavar="PYTHON", default="", help="a Python that has the peers; without it an environment is made and thrown away; 'none' leaves them out")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = "" if told.peers == "none" else told.peers or environment(folder)
        for name, make, size in (("app.log", log, told.log_mb), ("x.har", har, told.har_mb)):
            measure(name, make, int(size * 1e6))
            if python:
                compare(name, make, int(told.peer_mb * 1e6), python)


if __name__ == "__main__":
    main()
