"""Measures the labelled identity items: each with its context as a case file, through the whole program.

    python tests/measure/identity.py --corpus DIR [--family saml|jwt|x509] [--without-context] [--verbose]

Prints, by family: the share of items whose label is found (any verdict that speaks) and at rank 1, the mean
over causes, alarms on valid items (a cause confirmed, likely or conflicting, above low severity, that the
item does not have), wrong errors per item, and the misses by name. `DIR` holds manifest.json and the files.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import yaml

sys.path[0] = str(Path(__file__).resolve().parents[2])  # instead of this folder, whose names would hide the standard library

from triagekit import pipeline

LOUD = {"confirmed", "likely", "conflicting"}
SPEAKING = LOUD | {"possible"}
FAMILIES = {"saml": ("saml", "saml-metadata", "clock"), "jwt": ("jwt", "oidc", "clock"), "x509": ("x509", "tls", "clock")}
_SAML = {
    "sp_entity_id": "sp_entity_id", "acs_url": "acs_url", "idp_entity_id": "idp_entity_id", "request_id": "request_id", "expected_nameid_format": "nameid_format",
    "required_attributes": "attributes", "idp_registered_acs": "registered_acs_urls", "idp_registered_sp": "registered_sp_entity_ids", "idp_sso_url": "sso_url",
    "idp_initiated_allowed": "idp_initiated", "want_response_issuer": "want_issuer",
}  # fmt: skip
_OIDC = {
    "expected_iss": "issuer", "expected_aud": "audience", "algorithms": "algorithms", "required_scope": "scopes", "expected_nonce": "nonce", "expected_azp": "client_id",
    "hmac_secret": "secret",
}  # fmt: skip


@dataclass
class Score:
    """Figures of one family."""

    items: int = 0
    found: int = 0
    first: int = 0
    first_or_also: int = 0
    valid: int = 0
    alarms: list = field(default_factory=list)
    wrong: Counter = field(default_factory=Counter)
    by_cause: dict = field(default_factory=lambda: defaultdict(list))
    missed: list = field(default_factory=list)
    outranked: list = field(default_factory=list)
    unsaid: Counter = field(default_factory=Counter)
    """Verdicts of the labels of missed items: without context they should all be not assessed."""


def family_of(item):
    kind = item["kind"]
    return "saml" if kind.startswith("saml") else "x509" if kind in {"chain", "cert"} else "jwt"


def expectations(item, corpus, folder):
    """The item's context in the words of a case file; the files it names are put beside it."""

    def beside(names):
        listed = names if isinstance(names, list) else [names]
        for name in listed:
            shutil.copy(corpus / name, folder / Path(name).name)
        return [Path(name).name for name in listed]

    family, context = family_of(item), item.get("context") or {}
    section, made = {"saml": ("saml", saml), "jwt": ("oidc", jwt), "x509": ("tls", x509)}[family]
    found = made({**item, **context}, beside)
    return {section: found} if found else {}


def saml(told, beside):
    made = {there: told[here] for here, there in _SAML.items() if here in told}
    made |= {"idp_certificates": beside(told["idp_certs"])} if told.get("idp_certs") else {}
    made |= {"sp_key": beside(told["sp_key"])[0]} if told.get("sp_key") else {}
    made |= {"clock_skew": f"{told['skew_s']}s"} if "skew_s" in told else {}
    wants = [part for part, key in (("response", "want_response_signed"), ("assertion", "want_assertions_signed")) if told.get(key)]
    made |= {"want_signed": wants} if wants else {}
    return made | ({"want_encrypted": ["assertion"]} if told.get("want_assertions_encrypted") else {})


def jwt(told, beside):
    made = {there: told[here] for here, there in _OIDC.items() if here in told}
    made |= {"jwks": beside(told["jwks"])[0]} if told.get("jwks") else {}
    made |= {"leeway": f"{told['skew_s']}s"} if "skew_s" in told else {}
    return made | ({"token_use": told["expected_token"]} if told.get("expected_token") else {})


def x509(told, beside):
    made = {there: told[there] for there in ("hostname", "purpose") if told.get(there)}
    made |= {"max_depth": told["max_chain_depth"]} if "max_chain_depth" in told else {}
    for here, there in (("trust_anchors", "trust"), ("crls", "crls")):
        made |= {there: beside(told[here])} if told.get(here) else {}
    return made


def as_a_folder(item, corpus, folder, context=True):
    """Put the item into an empty folder as a customer would, with its context as the case file; both paths."""
    case = {"expect": expectations(item, corpus, folder)} if context else {}
    at = (item.get("context") or {}).get("at_time")
    if at and context:
        case["incident_time"] = at
    (folder / "case.yaml").write_text(yaml.safe_dump(case))
    source = corpus / item["file"]
    target = folder / f"artifact{source.suffix}"
    shutil.copy(source, target)
    return target, folder / "case.yaml"


def judged(item, corpus, rules, context=True):
    """Run one item as a customer's folder; the causes that speak, best first, as (id, verdict, severity)."""
    with tempfile.TemporaryDirectory() as name:
        target, case = as_a_folder(item, corpus, Path(name), context)
        run = pipeline.analyze([str(target)], pipeline.Options(case=case), rules)
    faults = [d.detail for a in run.artifacts for d in a.defects if d.code == "TK-INT-001"]
    verdicts = {c.id: c.verdict.value for c in run.judgement.causes}
    return [(c.id, c.verdict.value, c.severity) for c in run.judgement.causes if c.verdict.value in SPEAKING], faults, verdicts


def score(item, causes, out, family, verdicts):
    labels, also = set(item.get("labels") or ()), set(item.get("also_present") or ())
    mine = [(n, v, s) for n, v, s in causes if n.split("/")[0] in FAMILIES[family]]
    loud = [n for n, v, s in mine if v in LOUD and s != "low"]
    if item["verdict"] == "valid":
        out.valid += 1
        extra = [n for n in loud if n not in also]
        if extra:
            out.alarms.append((item["id"], extra))
        return
    if item["verdict"] == "ambiguous" or not labels:
        return
    out.items += 1
    names = [n for n, _, _ in mine]
    found = [n for n in names if n in labels]
    out.found += bool(found)
    out.first += bool(names) and names[0] in labels
    out.first_or_also += bool(names) and names[0] in labels | also
    for label in labels:
        out.by_cause[label].append(label in names)
    if not found:
        out.unsaid.update(verdicts.get(label, "no such cause") for label in labels)
        out.missed.append((item["id"], sorted(labels), names[:4]))
    elif names[0] not in labels:
        out.outranked.append((item["id"], sorted(labels), names[:3]))
    out.wrong.update(n for n in loud if n not in labels | also)


def report(family, out, seconds, verbose):
    if not out.items:
        return
    mean = sum(sum(v) / len(v) for v in out.by_cause.values()) / len(out.by_cause)
    print(f"\n{family}: {out.items} labelled items, {out.valid} valid ones, {seconds:.1f} s")
    print(f"  label found      {out.found / out.items:6.1%}   ({out.items - out.found} missed)")
    print(f"  rank 1           {out.first / out.items:6.1%}   with causes the item also has: {out.first_or_also / out.items:.1%}")
    print(f"  mean over causes {mean:6.1%}   ({len(out.by_cause)} causes)")
    print(f"  alarms on valid  {len(out.alarms) / max(1, out.valid):6.1%}   ({len(out.alarms)})")
    print(f"  wrong errors     {sum(out.wrong.values()) / out.items:6.2f} per item: {dict(out.wrong.most_common(12))}")
    if out.unsaid:
        print(f"  labels unsaid    {dict(out.unsaid)}")
    for title, rows in (("missed", out.missed), ("alarm", out.alarms), *((("outranked", out.outranked),) if verbose else ())):
        for row in rows:
            print(f"  {title}: {row[0]} " + " ".join(", ".join(map(str, part)) + " |" for part in row[1:]))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--family", choices=sorted(FAMILIES))
    options.add_argument("--without-context", action="store_true")
    options.add_argument("--verbose", action="store_true")
    options.add_argument("--item", help="show what is judged of one item")
    told = options.parse_args()
    warnings.simplefilter("ignore")
    corpus = told.corpus if (told.corpus / "manifest.json").is_file() else told.corpus / "identity"
    items = json.loads((corpus / "manifest.json").read_text())["items"]
    rules = pipeline.rulebook()
    scores, begun = {}, time.perf_counter()
    for item in items:
        family = family_of(item)
        if (told.family and family != told.family) or (told.item and item["id"] != told.item):
            continue
        causes, faults, verdicts = judged(item, corpus, rules, not told.without_context)
        for fault in faults:
            print(f"fault: {item['id']} {fault}")
        if told.item:
            print(item["id"], item["verdict"], item.get("labels"), item.get("also_present"), *causes, sep="\n  ")
            continue
        score(item, causes, scores.setdefault(family, Score()), family, verdicts)
    for family, out in scores.items():
        report(family, out, time.perf_counter() - begun, told.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
