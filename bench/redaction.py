"""Redaction on a generated log and HAR with planted secrets: `python bench/redaction.py [--log-mb 20] [--har-mb 20]`.

Prints MB/s, peak memory and recall; detect-secrets stands beside it where it is installed in the environment that runs this.
"""

import argparse
import io
import json
import random
import resource
import string
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # instead of this folder, whose names would hide the standard library

from redaction.session import Session  # noqa: E402
from triagekit.reading.bytesource import BlobSource, file_blob, head_of  # noqa: E402

DICE = random.Random(11)
ALNUM = string.ascii_letters + string.digits


def secret(length=24):
    return "".join(DICE.choice(ALNUM) for _ in range(length - 2)) + "q7"


def log(out, size):
    planted = []
    while out.tell() < size:
        for n in range(200):
            out.write(f"2026-11-03T09:14:{n % 60:02d}.123Z INFO  [worker-{n % 16}] com.example.Orders - request GET /v2/orders/{n * 37} took {n % 900} ms status={200 + n % 4}\n".encode())
        planted.append(secret())
        out.write(f"2026-11-03T09:15:00.123Z DEBUG headers Authorization: Bearer {planted[-1]}\n".encode())
        planted.append(secret())
        out.write(f"2026-11-03T09:15:00.123Z ERROR login failed password={planted[-1]} user=u{len(planted)}@customer.example\n".encode())
    return planted


def har(out, size):
    planted = []
    out.write(b'{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[')
    first = True
    while out.tell() < size:
        planted.append(secret())
        entry = {
            "startedDateTime": "2026-11-03T09:14:00.000Z", "time": 42, "timings": {"send": 1, "wait": 40, "receive": 1}, "cache": {},
            "request": {"method": "GET", "url": f"https://api.example.com/v2/orders?page={len(planted)}", "httpVersion": "HTTP/2", "headers": [{"name": "authorization", "value": f"Bearer {planted[-1]}"}, {"name": "accept", "value": "*/*"}], "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0},
            "response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/2", "headers": [], "cookies": [], "redirectURL": "", "headersSize": -1, "bodySize": -1, "content": {"size": 4000, "mimeType": "application/json", "text": json.dumps({"rows": [{"id": n, "state": "open", "title": f"order number {n} of many"} for n in range(60)]})}},
        }  # fmt: skip
        out.write((b"" if first else b",") + json.dumps(entry).encode())
        first = False
    out.write(b"]}}")
    return planted


def measure(name, make, size):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        with path.open("wb") as out:
            planted = make(out, size)
        blob = file_blob(path)
        source = BlobSource("a0001", head_of(blob, name), blob)
        start = time.process_time()
        session, copy = Session(), io.BytesIO()
        session.learn(source)
        session.propagate()
        audit = session.artifact(source, name, copy)
        seconds = time.process_time() - start
        left = copy.getvalue().decode()
        recall = 1 - sum(value in left for value in planted) / len(planted)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:<12} triagekit       {size / 1e6 / seconds:7.2f} MB/s  recall {recall:.1%}  peak {peak:.0f} MB  {audit.withheld or 'verified'}", flush=True)
        peer(name, path, planted, size)


def peer(name, path, planted, size):
    try:
        from detect_secrets.core.scan import scan_file
        from detect_secrets.settings import default_settings
    except ImportError:
        print(f"{name:<12} detect-secrets  not installed here")
        return
    start = time.process_time()
    with default_settings():
        found = {s.secret_value for s in scan_file(str(path))}
    print(f"{name:<12} detect-secrets  {size / 1e6 / (time.process_time() - start):7.2f} MB/s  recall {sum(v in found for v in planted) / len(planted):.1%}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log-mb", type=float, default=20)
    parser.add_argument("--har-mb", type=float, default=20)
    told = parser.parse_args()
    measure("app.log", log, int(told.log_mb * 1e6))
    measure("x.har", har, int(told.har_mb * 1e6))


if __name__ == "__main__":
    main()
