"""Counts independently what labelled captures, traces and logs hold, and compares: `python tests/measure/coverage.py --corpus DIR [--only PART] [--verbose]`.

Records read + records refused with a reason = records present, for every file; and the analyzer chosen is one for
its kind. HAR entries are counted by json.load, log lines by their bytes, requests of traces by their marks.
"""

import argparse
import gzip
import json
import re
import sys
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from triagekit.intake import expand
from triagekit.model import Defect
from triagekit.readthrough import choose
from triagekit.records import Coverage, Kind, Record
from triagekit.roles import Context

KINDS = {
    "har": {"har"}, "har.zip": {"har"}, "console": {"console-cdp", "console-text"}, "netlog": {"netlog"}, "mitmproxy-flow": {"mitmproxy-flows"}, "tshark-verbose": {"tshark-text"},
    "trace:curl": {"curl"}, "trace:wget": {"wget"}, "trace:httpie": {"http-text"}, "trace:py": {"python-client"}, "trace:node": {"node-client"}, "trace:java-debug": {"java-tls-debug"}, "trace:java": {"java-client"},
    "trace:go": {"go-client"}, "trace:s_client": {"openssl-s-client"}, "log:apache-access": {"access-combined"}, "log:apache-error": {"apache-error"}, "log:auth0": {"auth0"}, "log:entra": {"entra"}, "log:github": {"github-audit"},
    "log:haproxy": {"haproxy"}, "log:nginx-error": {"nginx-error"}, "log:nginx-access": {"access-combined"}, "log:nginx-json": {"json-lines"}, "log:okta": {"okta"}, "log:onelogin": {"onelogin"}, "log:slack": {"slack-audit"},
    "log:lnav-w3c": {"w3c"}, "log:lnav-syslog": {"syslog"}, "log:lnav-glog": {"klog"}, "log:lnav-caddy": {"caddy"}, "log:lnav-cloudflare": {"cloudflare"}, "log:lnav-journald": {"journald"}, "log:lnav-mongodb": {"mongodb"},
    "log:crowdsec-aws-alb": {"aws-load-balancer"}, "log:crowdsec-aws-cloudtrail": {"cloudtrail"}, "log:crowdsec-envoy": {"envoy"}, "log:crowdsec-syslog": {"syslog"}, "log:crowdsec-iis-xml": {"windows-event"}, "log:crowdsec-keycloak": {"java-log"},
    "log:crowdsec-authelia": {"logfmt"}, "log:lnav-laravel": {"php-log"}, "log:crowdsec-modsecurity": {"apache-error"}, "log:crowdsec-nginx_req": {"nginx-error"},
}  # fmt: skip
"""Beginning of a manifest kind to the analyzers that are right for it; kinds without one may be read by any."""


@dataclass
class Reading:
    """What the program made of one file."""

    analyzers: tuple
    records: Counter
    refused: int
    spans: list
    """Byte stretches of records, offset and length."""
    told: list
    """Codes of the defects."""


def read(path):
    """Read one file as a run does, without judging it."""
    names, records, refused, spans, told = [], Counter(), 0, [], []
    for found in expand([str(path)]):
        told.extend(d.code for d in found.artifact.defects)
        if found.source is None:
            continue
        analyzer, _ = choose(found.source)
        names.append(analyzer.name if analyzer else "none")
        told.extend([] if analyzer else ["TK-IO-011"])
        for item in analyzer.read(found.source, Context()) if analyzer else ():
            if isinstance(item, Record):
                records[item.kind] += 1
                if item.location.offset >= 0:
                    spans.append((item.location.offset, max(1, item.location.length)))
            elif isinstance(item, Coverage):
                refused += item.refused
            elif isinstance(item, Defect):
                told.append(item.code)
    return Reading(tuple(names), records, refused, spans, told)


def present_in_har(data):
    """Entries by json.load; by their marks where that fails."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:4] == b"PK\x03\x04":
        return None
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    try:
        found = json.loads(text)
    except ValueError:
        return len(re.findall(r'"request"\s*:\s*\{', text))
    while isinstance(found, dict) and "log" not in found and "entries" not in found and len(found) == 1:
        found = next(iter(found.values()))
    found = found.get("log", found) if isinstance(found, dict) else found
    entries = found.get("entries", [found] if "request" in found or "url" in found else []) if isinstance(found, dict) else found
    return len(entries) if isinstance(entries, list) else 0


_COLOUR = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]")


def lost_lines(data, spans):
    """Lines with something in them that lie within no record's bytes."""
    covered = sorted(spans)
    lost, at, index = [], 0, 0
    for line in data.split(b"\n"):
        while index < len(covered) and covered[index][0] + covered[index][1] <= at:
            index += 1
        inside = index < len(covered) and covered[index][0] < at + len(line) + 1
        if _COLOUR.sub(b"", line).strip(b" \t\r\x00[]") and not inside:
            lost.append(line)
        at += len(line) + 1
    return lost


def mitm_flows(data):
    """Top-level tnetstrings."""
    at = count = 0
    while found := re.compile(rb"(\d{1,10}):").match(data, at):
        at, count = found.end() + int(found[1]) + 1, count + 1
    return count


MARKS = {
    "trace:curl-v": re.compile(rb"^(?:\S+ )?> (?!CONNECT)[A-Z]+ \S+ HTTP/", re.MULTILINE), "trace:wget": re.compile(rb"^---request begin---", re.MULTILINE), "trace:httpie-v": re.compile(rb"^[A-Z]{3,7} /\S* HTTP/1\.\d\r?$", re.MULTILINE),
    "trace:py-urllib": re.compile(rb"^(?:\S+ )?send: b'[A-Z]{3,7} /", re.MULTILINE), "trace:py-requests": re.compile(rb'"[A-Z]{3,7} \S+ HTTP/1\.\d" \d{3}'),
}  # fmt: skip


def lost(kind, data, reading):
    """How many records are silently lost, and what was present; None for what cannot be counted independently."""
    read_, total = sum(reading.records.values()), None
    if reading.analyzers == ("none",):
        return 0, 0  # the run says that no reader knows it
    if kind.startswith("har"):
        total = present_in_har(data)
    elif kind.startswith("console"):
        found = json.loads(data)
        total = len(found) if isinstance(found, list) else None
    elif kind == "mitmproxy-flow":
        total = mitm_flows(data)
    elif kind.startswith("log:"):
        rows = [row for row in lost_lines(data, reading.spans) if not row.startswith(b"#")]
        return max(0, len(rows) - reading.refused), read_ + len(rows)
    else:
        mark = next((m for name, m in MARKS.items() if kind.startswith(name)), None)
        total, read_ = (len(mark.findall(data)) if mark else None), reading.records[Kind.EXCHANGE]
    return (None, None) if total is None else (max(0, total - read_ - reading.refused), total)


def right(kind, analyzers):
    """Whether the analyzers are for this kind; the longest known beginning decides."""
    known = max((name for name in KINDS if kind.startswith(name)), key=len, default="")
    return not known or (bool(analyzers) and set(analyzers) <= KINDS[known])


def measure(folder, only=""):
    """(file, kind, reading, lost, present) of every file of the labelled HTTP corpus."""
    warnings.simplefilter("ignore")
    for item in json.loads((folder / "manifest.json").read_text()):
        if only in item["file"]:
            path = folder / item["file"]
            reading = read(path)
            yield item["file"], item["kind"], reading, *lost(item["kind"], path.read_bytes(), reading)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--only", default="")
    options.add_argument("--verbose", action="store_true")
    given = options.parse_args()
    sums, bad = defaultdict(Counter), 0
    for file, kind, reading, gone, total in measure(given.corpus / "http", given.only):
        group = kind.split(":")[0]
        fits = right(kind, reading.analyzers) or "TK-IO-010" in reading.told or "TK-IO-011" in reading.told
        sums[group].update(files=1, present=total or 0, read=sum(reading.records.values()), refused=reading.refused, lost=gone or 0, uncounted=total is None, misread=not fits)
        if gone or not fits or given.verbose:
            bad += bool(gone or not fits)
            print(f"{file}  kind {kind}  by {', '.join(reading.analyzers)}  present {total}  read {dict(reading.records)}  refused {reading.refused}  lost {gone}  {' '.join(reading.told)}")
    for group, figures in sums.items():
        print(f"{group:16}", "  ".join(f"{name} {figures[name]}" for name in ("files", "present", "read", "refused", "lost", "uncounted", "misread")))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
