"""`--format jsonl`: one line per cause, for programs that collect many cases."""

import json

import msgspec

from triagekit import safetext
from triagekit.evidence import Evidence


class JsonLinesReport:
    """One JSON object per judged cause, in rank order, with the tool's version beside it."""

    name = "jsonl"
    suffix = ".jsonl"

    def render(self, evidence: Evidence) -> str:
        """Lines in rank order; empty when no cause was judged."""
        head = {"schema_version": evidence.schema_version, "rules_sha256": evidence.tool.rules_sha256, "case": evidence.case.id}
        return "".join(safetext.in_json(json.dumps({**head, **msgspec.to_builtins(c)}, ensure_ascii=False, sort_keys=True)) + "\n" for c in evidence.causes)


report = JsonLinesReport()
