"""The first page of a package: what it is, what was found, what is inside, how to check it without this program."""

from triagekit.evidence import Evidence
from triagekit.report.markdown import code, prose

_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_INSIDE = (
    ("report.html", "the whole report; open it in a browser, it loads nothing from anywhere"),
    ("evidence.json", "the same for programs, as evidence.schema.json describes it"),
    ("findings.sarif", "the findings as SARIF 2.1.0"),
    ("exports/", "the report in the forms of ticket systems, and the timeline as CSV"),
    ("artifacts/redacted/", "the customer's files without secrets and personal data"),
    ("redaction/", "what was replaced, where and why; no value stands there"),
    ("audit/audit.jsonl", "what was done, each line holding the hash of the one before"),
)


def readme(told: Evidence) -> str:
    """README.md of a package."""
    leads = [c for c in told.causes if c.verdict in _SPEAKING and not c.explained_by]
    name = f"Case {prose(told.case.id)}" if told.case.id else "Support case"
    lines = [f"# {name}", "", *([prose(told.case.title), ""] if told.case.title else [])]
    lines += [f"- **{c.verdict}**: {prose(c.title)} ({code(c.id)})" for c in leads[:5]] or ["- No cause was found; the files and what is known of them are inside."]
    lines += ["", *_ask(told), "## What is inside", "", *(f"- {code(n)} {prose(words)}" for n, words in _INSIDE), "", *_check(), *_gaps(told)]
    return "\n".join(lines).rstrip() + "\n"


def _ask(told: Evidence) -> list[str]:
    fact = told.completeness.facts.get("ask")
    return ["## What we ask of you", "", prose(fact.value), ""] if fact and fact.value else []


def _check() -> list[str]:
    return [
        "## Check it", "", "Unpack it and run, in the folder that holds `bagit.txt`:", "",
        "    sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt", "", "Or `triagekit package verify` on the zip, which also checks the audit log and the signature.", "",
    ]  # fmt: skip


def _gaps(told: Evidence) -> list[str]:
    rows = [f"- {code(g.what)} {prose(g.question)}" for g in told.completeness.gaps if g.blocking]
    return ["## Still open", "", *rows, ""] if rows else []
