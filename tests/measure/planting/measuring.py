"""Redacts what was planted, and looks for it afterwards with a decoder of its own, which knows nothing of the redactor.

The decoder must find every value in the original, or the cell counts for nothing.
"""

import argparse
import base64
import html
import io
import json
import random
import re
import time
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from redaction.session import Session
from tests.measure.planting.planted import Dice, cells, document, facts
from triagekit.reading.bytesource import memory_source

RUNS = re.compile(rb"[A-Za-z0-9+/_=-]{10,}")


def opened(data):
    """Everything that one decoding makes of some bytes."""
    text = data.replace(b"\\/", b"/")
    yield re.sub(rb"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([\"'\\nrt/])", unescaped, text)
    yield unquote_to_bytes(re.sub(rb"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)).encode("utf-8", "replace"), data))
    yield html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    yield re.sub(rb"=([0-9A-F]{2})|=\r?\n", lambda m: bytes([int(m[1], 16)]) if m[1] else b"", data)
    yield re.sub(rb"\xe2\x80\x8b|\x1b\[\d+m|\x00", b"", data)
    yield re.sub("[\uff01-\uff5e]", lambda m: chr(ord(m[0]) - 0xFEE0), data.decode("utf-8", "replace")).encode("utf-8", "replace")
    flat = re.sub(rb"(?<=[A-Za-z0-9+/])(?:\\r\\n|\\n|\r?\n|&#13;|&#10;)+(?=[A-Za-z0-9+/=])", b"", data)
    for run in {*RUNS.findall(data), *RUNS.findall(flat)}:
        yield from packed(run)
    for run in re.findall(rb"(?:[0-9a-fA-F]{2}:){6,}[0-9a-fA-F]{2}", data):
        yield bytes.fromhex(run.replace(b":", b"").decode())


def unescaped(found):
    code, octet, char = found.groups()
    if code:
        return chr(int(code, 16)).encode("utf-8", "replace")
    return bytes([int(octet, 16)]) if octet else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(char, char)


def packed(run):
    for part in {run, *re.split(rb"[/=-]", run)}:
        core = part.strip(b"=")
        if len(core) < 10:
            continue
        for skip in (0, 1, 2, 3) if len(core) > 40 else (0,):
            piece = core[skip:].replace(b"-", b"+").replace(b"_", b"/")
            data = tried(base64.b64decode, piece[: len(piece) // 4 * 4] + (piece[len(piece) // 4 * 4 :] + b"==")[:4] if len(piece) % 4 > 1 else piece[: len(piece) // 4 * 4])
            if data:
                yield data.replace(b"\0", b"")
                for bits in (31, 15, -15):
                    inflated = tried(lambda d: zlib.decompressobj(bits).decompress(d, 1 << 20), data)  # noqa: B023
                    if inflated:
                        yield inflated
        if re.fullmatch(rb"[0-9a-fA-F]+", core):
            yield tried(bytes.fromhex, core[: len(core) // 2 * 2].decode()) or b""
        if re.fullmatch(rb"[A-Z2-7]+", core):
            yield tried(base64.b32decode, core + b"=" * (-len(core) % 8)) or b""


def tried(make, data):
    try:
        return make(data)
    except Exception:
        return None


def survivors(data, wanted, depth=4):
    """Which of the wanted values can be read out of these bytes by anyone with patience."""
    needles = {value: value.encode() for value in wanted}
    found, seen, waiting = set(), set(), [data]
    for _ in range(depth + 1):
        following = []
        for layer in waiting:
            found |= {v for v, n in needles.items() if v not in found and n in layer}
            if len(found) == len(needles):
                return found
            following += [made for made in opened(layer) if len(made) >= 6 and made not in seen and not seen.add(made) and readable(made)]
        waiting = following
    return found


def readable(data):
    return sum(32 <= b < 127 or b in (9, 10, 13) or b > 194 for b in data[:400]) >= len(data[:400]) * 0.8


def redacted(data, kind, name="planted"):
    session, source, out = Session(), memory_source(data, f"{name}.{kind}"), io.BytesIO()
    session.learn(source)
    session.propagate()
    audit = session.artifact(source, kind, out)
    return out.getvalue(), audit


def valid(kind, data):
    if kind in ("har", "json"):
        tree = tried(lambda d: json.loads(d.decode("utf-8")), data)
        if kind == "json" or tree is None:
            return tree is not None
        from haralyzer import HarParser

        return tried(lambda t: sum(len(p.entries) for p in HarParser(t).pages), tree) == len(tree["log"]["entries"])
    if kind == "saml":
        from lxml import etree

        return tried(etree.fromstring, data) is not None
    return True


@dataclass
class Outcome:
    cells: int = 0
    blind: int = 0
    """Cells that the check could not read in the original either; they prove nothing."""
    survived: list = None
    lost: Counter = None
    facts: int = 0
    facts_kept: int = 0
    artifacts: int = 0
    valid: int = 0
    withheld: int = 0
    unstable: int = 0
    seconds: float = 0


def measure(dice, every=1, batch=60, check_twice=True):
    total = Outcome(survived=[], lost=Counter())
    by_kind = defaultdict(list)
    for cell in cells(dice, every):
        by_kind[cell.kind].append(cell)
    for kind, found in by_kind.items():
        for n in range(0, len(found), batch):
            one(total, kind, found[n : n + batch], check_twice)
    return total


def one(total, kind, found, check_twice):
    data = document(kind, found)
    start = time.monotonic()
    clean, audit = redacted(data, kind)
    total.seconds += time.monotonic() - start
    total.artifacts += 1
    total.withheld += bool(audit.withheld)
    if audit.withheld:
        print("WITHHELD", kind, audit.withheld)
    total.valid += bool(not audit.withheld and valid(kind, clean))
    there = survivors(data, {c.value for c in found})
    left = survivors(clean, there)
    total.cells += len(there)
    total.blind += len(found) - len(there)
    total.survived += [c for c in found if c.value in left]
    for fact in facts(kind, found):
        before = data.count(fact.encode()) - sum(c.text.count(fact) for c in found)  # 503 may stand in a random value
        total.facts += before
        total.facts_kept += min(before, clean.count(fact.encode()))
        if clean.count(fact.encode()) < before:
            total.lost[f"{kind}: {fact}"] += before - clean.count(fact.encode())
    if check_twice and not audit.withheld:
        again = redacted(clean, kind)[0]
        if again != clean:
            total.unstable += 1
            at = next((n for n, (a, b) in enumerate(zip(clean, again, strict=False)) if a != b), 0)
            print("UNSTABLE", kind, clean[max(0, at - 60) : at + 60], "|", again[max(0, at - 60) : at + 60])


def main(about):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--every", type=float, default=2.0, help="one cell in so many of about 30,000")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--show", type=int, default=30)
    told = parser.parse_args()
    total = measure(Dice(told.seed), told.every)
    for cell in total.survived[: told.show]:
        print("SURVIVED", cell.category, "|", cell.encoding, "|", cell.kind, "|", cell.position, "|", cell.text[:90].encode("unicode_escape").decode())
    for what in ("category", "encoding", "position"):
        print(what, dict(Counter(getattr(c, what) for c in total.survived).most_common(12)))
    print("facts lost", dict(total.lost.most_common(20)))
    print(
        f"seed {told.seed}: {total.cells} cells ({total.blind} not checkable), {len(total.survived)} survivors; facts kept {total.facts_kept / max(1, total.facts):.2%}; "
        f"{total.valid} of {total.artifacts} artifacts valid, {total.withheld} withheld, {total.unstable} changed by a second pass; {total.seconds:.0f} s"
    )
