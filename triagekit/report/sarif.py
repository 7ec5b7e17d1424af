"""`--format sarif`: SARIF 2.1.0 (OASIS), with physical and logical locations.

Confirmed and likely causes *fail*, possible and conflicting ones are for *review*, ruled-out ones *pass*. What is not
supported or not assessed is counted, not listed. Severity gives the level; the verdict never does.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from triagekit import safetext
from triagekit.evidence import ArtifactNote, Cause, Evidence, Item, Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_KINDS = {"confirmed": "fail", "likely": "fail", "possible": "review", "conflicting": "review", "ruled out": "pass"}
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_LOGICAL = {"json_pointer": "value", "xpath": "element", "claim": "property", "chain": "object"}
"""Kinds of logical locations (SARIF 3.33.7)."""
Node = dict[str, Any]


class SarifReport:
    """One run with one result per cause that was decided."""

    name = "sarif"
    suffix = ".sarif"

    def render(self, evidence: Evidence) -> str:
        """The log as JSON."""
        shown = [c for c in evidence.causes if c.verdict in _KINDS]
        run: Node = {
            "tool": {"driver": _driver(evidence, shown)},
            "columnKind": "unicodeCodePoints",
            "artifacts": [_artifact(a) for a in evidence.artifacts],
            "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(evidence))}],
            "results": [_result(c, n, evidence) for n, c in enumerate(shown)],
            "properties": _counts(evidence),
        }
        return safetext.in_json(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, sort_keys=True, indent=1)) + "\n"


def text(said: str) -> str:
    """A plain-text message: brackets that would make a link are escaped, braces that would make a placeholder are doubled (SARIF 3.11.5, 3.11.6)."""
    flat = " ".join(said.split()) or "-"
    return flat.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("{", "{{").replace("}", "}}")


def _message(said: str) -> Node:
    return {"text": text(said)}


def _driver(evidence: Evidence, shown: list[Cause]) -> Node:
    tool = evidence.tool
    return {"name": tool.name, "version": tool.version, "properties": {"rulesSha256": tool.rules_sha256}, "rules": [_rule(c) for c in shown]}


def _rule(cause: Cause) -> Node:
    rule: Node = {
        "id": cause.id,
        "shortDescription": _message(cause.title),
        "fullDescription": _message(cause.engineer_wording or cause.title),
        "defaultConfiguration": {"level": _LEVELS.get(cause.severity, "warning")},
        "properties": {"differential": cause.differential, "owner": cause.owner, "severity": cause.severity},
    }
    link = next((r for r in cause.references if r.startswith("https://")), "")
    return {**rule, "helpUri": quote(link, safe=":/?#[]@!$&'()*+,;=%-._~")} if link else rule


def _uri(name: str) -> str:
    """The artifact's name as a relative reference (RFC 3986); a colon in its first part would look like a scheme."""
    return quote(name.replace("\\", "/").lstrip("/") or "unnamed", safe="/-._~")


def _artifact(note: ArtifactNote) -> Node:
    made: Node = {"location": {"uri": _uri(note.name)}, "length": note.bytes, "roles": ["analysisTarget"], "description": _message(note.kind_label)}
    return {**made, "hashes": {"sha-256": note.sha256}} if note.sha256 else made


def _notifications(evidence: Evidence) -> Iterator[Node]:
    numbers = _numbers(evidence)
    for artifact in evidence.artifacts:
        for defect in artifact.defects:
            place = _location(defect.location, evidence, numbers) if defect.location else None
            yield {"level": "warning", "descriptor": {"id": defect.code}, "message": _message(defect.what), **({"locations": [place]} if place else {})}


def _numbers(evidence: Evidence) -> dict[str, int]:
    return {a.id: n for n, a in enumerate(evidence.artifacts)}


def _result(cause: Cause, rule: int, evidence: Evidence) -> Node:
    numbers = _numbers(evidence)
    kind = _KINDS[cause.verdict]
    made: Node = {
        "ruleId": cause.id,
        "ruleIndex": rule,
        "kind": kind,
        "level": _LEVELS.get(cause.severity, "warning") if kind == "fail" else "none",
        "message": _message(_said(cause)),
        "locations": [_location(p, evidence, numbers) for p in _places(cause.for_ or cause.against)],
        "partialFingerprints": {"triagekit/v1": cause.fingerprint},
        "properties": {"verdict": cause.verdict, "rank": cause.rank, "checked": f"{cause.checked.done} of {cause.checked.of}", "correlationIds": list(cause.correlation_ids)},
    }
    against = [_location(p, evidence, numbers) for p in _places(cause.against)] if cause.for_ else []
    return {**made, "relatedLocations": against} if against else made


def _said(cause: Cause) -> str:
    seen = "; ".join(i.value or i.excerpt for i in (cause.for_ or cause.against)[:4])
    return f"{cause.title} ({cause.verdict}){': ' + seen if seen else ''}"


def _places(items: tuple[Item, ...]) -> list[Place]:
    found: list[Place] = []
    for item in items:
        found += [p for p in (item.location, *item.more) if p not in found]
    return found[:20]


def _location(place: Place, evidence: Evidence, numbers: dict[str, int]) -> Node:
    made: Node = {}
    number = numbers.get(place.artifact)
    if number is not None:
        region = _region(place)
        made["physicalLocation"] = {"artifactLocation": {"uri": _uri(evidence.artifacts[number].name), "index": number}, **({"region": region} if region else {})}
    if place.pointer:
        made["logicalLocations"] = [{"fullyQualifiedName": str(place.pointer), "kind": _LOGICAL.get(place.kind, "member")}]
    return made


def _region(place: Place) -> Node:
    region: Node = {}
    if place.line:
        region["startLine"] = place.line
        if place.column:
            region["startColumn"] = place.column
    if place.offset is not None:
        region["byteOffset"] = place.offset
        if place.length is not None:
            region["byteLength"] = place.length
    return region


def _counts(evidence: Evidence) -> Node:
    verdicts = [c.verdict for c in evidence.causes]
    return {"notSupported": verdicts.count("not supported"), "notAssessed": verdicts.count("not assessed"), "evidenceSchema": evidence.schema_version}


report = SarifReport()
