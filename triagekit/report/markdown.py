"""`--format md`: the Markdown master of every export. Nothing from an artifact can become markup in it.

Values stand in code spans or as text whose markup characters are numeric entities; no link, image, mention
or heading can come from an artifact (CommonMark 0.31).
"""

import re
from collections.abc import Iterable

from triagekit.evidence import Cause, Evidence, Item, Place

_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#+!|~@&:=^$/\"'-]|(?<=\d)\.(?=\s)|(?<=[a-z])\.(?=[a-z])")


def prose(text: str) -> str:
    """Text that no Markdown reader takes for markup: newlines become spaces, markup characters entities."""
    return _MARKUP.sub(lambda m: f"&#{ord(m.group())};", " ".join(text.split()))


def code(text: str) -> str:
    """A code span that its content cannot close (CommonMark 6.1)."""
    flat = " ".join(text.split()).replace("|", "¦") or " "
    longest = max((len(run) for run in re.findall("`+", flat)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


class MarkdownReport:
    """The whole evidence for people, in Markdown."""

    name = "md"
    suffix = ".md"

    def render(self, evidence: Evidence) -> str:
        """The document; verdicts first."""
        speaking = [c for c in evidence.causes if c.verdict in _SPEAKING]
        names = {a.id: str(a.name) for a in evidence.artifacts}
        parts = [f"# {prose(_headline(speaking))}", *(_cause(c, names) for c in speaking), _questions(evidence), _artifacts(evidence)]
        parts += [_not_assessed(evidence), _redaction(evidence), _versions(evidence)]
        return "\n\n".join(p for p in parts if p) + "\n"


def _headline(speaking: list[Cause]) -> str:
    return f"{speaking[0].title} ({speaking[0].verdict})" if speaking else "No cause found"


def _bullets(title: str, rows: Iterable[str]) -> list[str]:
    body = [f"- {r}" for r in rows]
    return [f"**{title}**", "", *body, ""] if body else []


def _where(place: Place, names: dict[str, str]) -> str:
    spot = f"line {place.line}" if place.line else place.pointer or ""
    return code(f"{names.get(place.artifact, place.artifact)} {spot}".strip())


def _item(item: Item, names: dict[str, str]) -> str:
    times = f", {item.count} times" if item.count > 1 else ""
    return f"{prose(item.value or item.observation)} ({item.weight}{times}) at {_where(item.location, names)}: {code(item.excerpt)}"


def _cause(cause: Cause, names: dict[str, str]) -> str:
    head = [f"## {cause.rank}. {prose(cause.title)}", "", f"{code(cause.id)} **{cause.verdict}**, severity {cause.severity}, owner {cause.owner}", ""]
    body = _bullets("Why", (_item(i, names) for i in cause.for_))
    body += _bullets("Against", (_item(i, names) for i in cause.against))
    body += _bullets("Missing", (f"{code(m.what)} {prose(m.why)}" for m in cause.missing))
    body += _bullets("Next", (f"{prose(s.do)} (risk: {prose(s.risk)})" for s in cause.next_steps))
    body += _bullets("For the customer", [prose(t) for t in (cause.customer_wording, cause.ask_customer) if t])
    body += _bullets("For the engineer", [prose(cause.engineer_wording)] if cause.engineer_wording else [])
    body += _bullets("Looks like", [prose(cause.looks_like)] if cause.looks_like else [])
    body += _bullets("Correlation ids", (code(i) for i in cause.correlation_ids))
    nested = f"Explained by {code(cause.explained_by)}." if cause.explained_by else ""
    return "\n".join([*head, *([nested, ""] if nested else []), *body]).rstrip()


def _questions(evidence: Evidence) -> str:
    rows = dict.fromkeys(prose(q) for q in evidence.next_questions.values())
    return "\n".join(["## Ask next", "", *(f"- {q}" for q in rows)]) if rows else ""


def _artifacts(evidence: Evidence) -> str:
    lines = ["## Artifacts", "", "| file | form | records | bytes | not examined | sha256 |", "|---|---|---|---|---|---|"]
    for a in evidence.artifacts:
        skipped = sum(s.bytes for s in a.not_examined)
        lines.append(f"| {code(a.name)} | {prose(a.kind_label)} | {a.records} | {a.bytes} | {skipped} | {code(a.sha256[:16])} |")
        lines += [f"| {code(d.code)} {prose(d.what)} | | | | | |" for d in a.defects]
    return "\n".join(lines) if evidence.artifacts else ""


def _not_assessed(evidence: Evidence) -> str:
    return f"{len(evidence.not_assessed)} further causes were not assessed because what they need is not in the case." if evidence.not_assessed else ""


def _redaction(evidence: Evidence) -> str:
    note = evidence.redaction
    return f"## Redaction\n\nProfile {note.profile}: {note.items} values replaced; verified: {'yes' if note.verified else 'no copy was written'}."


def _versions(evidence: Evidence) -> str:
    tool = evidence.tool
    return f"Made by {tool.name} {tool.version} with rules {code(tool.rules_sha256[:16])}, evidence schema {evidence.schema_version}."


report = MarkdownReport()
