"""Redacts every file of the samples and of a corpus and compares: `python tests/measure/equivalence.py [PATH...] [--corpus DIR]`.

For each artifact: the diagnosis of the copy equals that of the original (causes, verdicts, ranks, places of the evidence);
the copy of a copy is the copy, byte for byte; JSON stays JSON, a HAR loads in haralyzer, XML stays well-formed; every byte is
accounted for; nothing is withheld without a reason of its own. Prints one line per difference and a table.
`--labelled saml|jwt|x509|all` takes the labelled identity items instead, each with the context its manifest names as its case.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from tests.measure import identity
from triagekit import pipeline, redacting
from triagekit.errors import TriageError

HOME = Path(__file__).resolve().parents[2]
SKIPPED = {".py", ".md", ".sh", ".url"}


def items(paths):
    for path in map(Path, paths):
        yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix not in SKIPPED and p.name != "manifest.json") if path.is_dir() else [path]


def folders(paths):
    for path in map(Path, paths):
        yield from sorted(p for p in path.iterdir() if p.is_dir())


def context_of(path):
    """The files beside an item that are its case: a case.yaml, or the whole folder for a folder's item."""
    beside = path.parent / "case.yaml"
    return beside if beside.is_file() else None


def labelled(corpus, family, folder):
    """The labelled items of a family, each with its case in a folder of its own that is named as the item."""
    for item in json.loads((corpus / "manifest.json").read_text())["items"]:
        if family in {"all", identity.family_of(item)}:
            (folder / item["id"]).mkdir()
            yield identity.as_a_folder(item, corpus, folder / item["id"])[0]


class Measure:
    def __init__(self, rules):
        self.rules, self.counts, self.rows = rules, Counter(), []

    def fault(self, what, path, detail=""):
        self.counts[what] += 1
        self.rows.append(f"{what}: {path} {detail}"[:300])
        print(self.rows[-1], flush=True)

    def one(self, path):
        options = pipeline.Options(case=None if path.is_dir() else context_of(path))
        try:
            run = pipeline.analyze([str(path)], options, self.rules)
        except TriageError as error:
            self.fault("unusable", path, type(error).__name__)
            return
        if not run.artifacts:
            self.counts["the case's own file"] += 1  # what a case file names is no evidence, and is not copied
            return
        with tempfile.TemporaryDirectory() as folder:
            first, again = Path(folder) / "once", Path(folder) / "twice"
            copies = redacting.redact(run, first)
            self.counts["artifacts"] += len(copies)
            self.audits(path, run, copies)
            if not any(c.path for c in copies):
                self.fault("no copy", path, "; ".join(c.withheld for c in copies) or str([d.code for a in run.artifacts for d in a.defects]))
                return
            copied = redacting.again(run, copies, options)
            rows = redacting.differences(run, copied, copies)
            if rows:
                self.fault("another diagnosis", path, f"{len(rows)}: {rows[0]}")
            for source, copy in zip(run.sources, copies, strict=True):
                if copy.path:
                    self.form(path, source, copy)
            self.twice(path, copied, copies, again)

    def audits(self, path, run, copies):
        for source, copy in zip(run.sources, copies, strict=True):
            audit = json.loads(copy.audit.read_bytes())
            told = audit["bytes"]
            if (
                told["received"] != source.head.size
                or told["examined"] + sum(n["bytes"] for n in told["not_examined"]) != told["received"]
                or told["examined"] < 0
            ):
                self.fault("bytes not accounted for", path, str(told)[:100])
            if copy.path is None:
                self.fault("withheld" if "verifier" in copy.withheld else "withheld with a reason", path, f"{copy.name[:60]}: {copy.withheld}")

    def form(self, path, source, copy):
        before, after = source.read(1 << 26), copy.path.read_bytes()
        if before.count(b"\n") != after.count(b"\n") and b"\n" in before and not before.startswith(b"PK"):  # an archive has no lines
            self.fault("lines moved", path, f"{before.count(10)} {after.count(10)}")
        if _is_json(before) and not _is_json(after):
            self.fault("JSON no more", path)
        if _is_xml(before) and not _is_xml(after):
            self.fault("XML no more", path)
        if _loads_as_har(copy.path, before) is False:
            self.fault("haralyzer fails", path)

    def twice(self, path, copied, copies, folder):
        made = redacting.redact(copied, folder)
        for old, new in zip([c for c in copies if c.path], made, strict=False):
            if new.path is None:
                self.fault("the copy's copy is withheld", path, new.withheld)
            elif new.path.read_bytes() != old.path.read_bytes():
                self.fault("twice is not once", path, _first_difference(old.path.read_bytes(), new.path.read_bytes()))


def _first_difference(a, b):
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"at {at}: {a[max(0, at - 30) : at + 50]!r} / {b[max(0, at - 30) : at + 50]!r}"


def _is_json(data):
    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_xml(data):
    from lxml import etree

    if data.lstrip()[:1] != b"<":
        return False
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def _loads_as_har(path, before):
    if b'"entries"' not in before or not _is_json(before) or not before.lstrip().startswith(b"{"):
        return None
    from haralyzer import HarParser

    def loads(data):
        try:
            parser = HarParser(json.loads(data.decode("utf-8-sig")))
            return sum(len(page.entries) for page in parser.pages) >= 0
        except Exception:
            return False

    return loads(path.read_bytes()) if loads(before) else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=[])
    parser.add_argument("--corpus", type=Path, default=os.environ.get("TRIAGEKIT_CORPUS"))
    parser.add_argument("--every", type=int, default=1, help="only every n-th file")
    parser.add_argument("--from", dest="first", type=int, default=0, help="begin with the n-th, so that several runs share the files")
    parser.add_argument("--folders", action="store_true", help="each folder below the paths is one case of several artifacts")
    parser.add_argument("--labelled", choices=["all", *sorted(identity.FAMILIES)], help="the labelled identity items of the corpus, with their context")
    parser.add_argument("--slow", type=float, default=10.0)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        walk(chosen(told, Path(folder)), told.slow)


def chosen(told, folder):
    if told.labelled and not told.corpus:
        raise SystemExit("--labelled needs --corpus.")
    paths = told.paths or [HOME / "samples", *([Path(told.corpus) / "http", Path(told.corpus) / "identity"] if told.corpus else [])]
    found = labelled(Path(told.corpus) / "identity", told.labelled, folder) if told.labelled else folders(paths) if told.folders else items(paths)
    return list(found)[told.first :: told.every]


def walk(files, slow):
    measure = Measure(pipeline.rulebook())
    for n, path in enumerate(files):
        if n and n % 25 == 0:
            print(f"... {n} of {len(files)}", dict(sorted(measure.counts.items())), flush=True)
        start = time.monotonic()
        try:
            measure.one(path)
        except Exception as error:
            spot = traceback.extract_tb(error.__traceback__)[-1]
            measure.fault("traceback", path, f"{type(error).__name__} {Path(spot.filename).name}:{spot.lineno}")
        if time.monotonic() - start > slow:
            measure.fault("slow", path, f"{time.monotonic() - start:.1f} s")
    print(f"{len(files)} files:", dict(sorted(measure.counts.items())))


if __name__ == "__main__":
    main()
