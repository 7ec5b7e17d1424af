"""Measures the labelled HTTP captures, traces and logs, each read alone by the whole program.

    python tests/measure/http.py --corpus DIR [--family auth] [--only PART-OF-NAME] [--verbose] [--jobs 1]

Prints by family and over all: the share whose first cause is right (one of the file's `causes` or `accept`),
the share with a right cause anywhere among those that speak, the benign files with a cause above *possible*, and
the misses by name. Files labelled `visible: false` are not scored. `DIR` holds manifest.json and the files.
"""

import argparse
import json
import sys
import time
import warnings
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from triagekit import pipeline

SPEAKING = {"confirmed", "likely", "conflicting", "possible"}
LOUD = SPEAKING - {"possible"}
_RULES = []


@dataclass
class Score:
    """Figures of one family; a file counts in every family that its causes name."""

    files: int = 0
    first: int = 0
    anywhere: int = 0
    missed: list = field(default_factory=list)

    @property
    def line(self):
        return f"{self.files:4} files   rank 1 {self.first / self.files:6.1%}   anywhere {self.anywhere / self.files:6.1%}"


def judged(path):
    """The causes that speak of one file, best first, as (id, verdict), what could not be read, and the seconds it took."""
    if not _RULES:
        warnings.simplefilter("ignore")
        _RULES.append(pipeline.rulebook())
    begun = time.perf_counter()
    run = pipeline.analyze([str(path)], pipeline.Options(), _RULES[0])
    faults = [d.detail for a in run.artifacts for d in a.defects if d.code == "TK-INT-001"]
    causes = [(c.id, c.verdict.value) for c in run.judgement.causes if c.verdict.value in SPEAKING]
    return causes, faults, time.perf_counter() - begun


def score(item, causes, scores):
    right = {*item["causes"], *item.get("accept", ())}
    names = [name for name, _ in causes]
    for family in ("all", *sorted({c.split("/")[0] for c in item["causes"]})):
        out = scores[family]
        out.files += 1
        out.first += names[:1] != [] and names[0] in right
        out.anywhere += any(n in right for n in names)
        if not names or names[0] not in right:
            where = "outranked" if any(n in right for n in names) else "missed"
            out.missed.append(f"{where}: {item['file']}  wants {', '.join(sorted(right))}  says {', '.join(f'{n} ({v})' for n, v in causes[:3]) or 'nothing'}")


def chosen(items, told):
    for item in items:
        scored = item["causes"] and item.get("visible", True)
        families = {c.split("/")[0] for c in item["causes"]}
        wanted = (scored and (not told.family or told.family in families)) or item.get("benign")
        if wanted and told.only in item["file"]:
            yield item


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--family", default="")
    options.add_argument("--only", default="")
    options.add_argument("--verbose", action="store_true", help="all that speaks, file by file")
    options.add_argument("--jobs", type=int, default=1)
    told = options.parse_args()
    corpus = told.corpus if (told.corpus / "manifest.json").is_file() else told.corpus / "http"
    items = list(chosen(json.loads((corpus / "manifest.json").read_text()), told))
    paths = [corpus / item["file"] for item in items]
    if told.jobs > 1:
        with ProcessPoolExecutor(told.jobs) as pool:
            results = list(pool.map(judged, paths, chunksize=4))
    else:
        results = list(map(judged, paths))
    scores, alarms, benign = defaultdict(Score), [], 0
    for item, (causes, faults, seconds) in zip(items, results, strict=True):
        if told.verbose:
            print(f"{item['file']} ({seconds:.1f} s): {causes}")
        for fault in faults:
            print(f"fault: {item['file']} {fault}")
        if item.get("benign"):
            benign += 1
            loud = [c for c in causes if c[1] in LOUD]
            if loud:
                alarms.append(f"alarm: {item['file']} {loud}")
        if item["causes"] and item.get("visible", True):
            score(item, causes, scores)
    shown = told.family or "all"
    for family in sorted(scores):
        if not told.family or family == told.family:
            print(f"{family:12} {scores[family].line}")
    print(f"benign       {benign:4} files   with a cause above possible {len(alarms) / max(1, benign):.1%}")
    print(*alarms, *(scores[shown].missed if shown in scores else ()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
