"""`--format md`: the Markdown master of every export. Nothing from an artifact can become markup in it.

Words that some reader would turn into a link, a mention, a reference, an emoji or a command stand in code spans, which
no ticket system looks into; the markup characters of all others are numeric entities (CommonMark 0.31). No line
begins with a word of an artifact.
"""

import re
from collections.abc import Iterable

from triagekit import safetext
from triagekit.evidence import OTHERS, Cause, Evidence, Fact, Item, MissingItem, Moment, Place, RedactedBefore

_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#+!|~@&:=^$/%\"'-]|(?<=\d)\.(?=\s)|(?<=[a-z])\.(?=[a-z])")
_ACTIVE = re.compile(
    r"@|://|^www\.|[^\W\d_]\.[^\W\d_]{2}"  # mention or mail, address, host name
    r"|[#!$%&~^]\w|^GH-\d|^[0-9a-f]{7,40}$|^[A-Z][A-Z0-9_]+-\d"  # references of GitHub, GitLab, Jira
    r"|:[\w+-]+:|^/\w|\^\["  # emoji, command, footnote
)
_EDGES = re.compile(r"^([(\[“‘\"']*)(.*?)([)\]”’\"'.,;!?]*)$", re.S)
TIMES = 60
"""Rows of the timeline that people are shown; evidence.json has all."""


def prose(text: str) -> str:
    """Text that no reader of Markdown takes for markup: newlines become spaces, active words code spans, markup characters entities."""
    return " ".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    before, core, after = _EDGES.match(word).groups()  # type: ignore[union-attr]  # the expression matches every text
    if core and _ACTIVE.search(core):
        return _entities(before) + code(core) + _entities(after)
    return _entities(word)


def _entities(text: str) -> str:
    return _MARKUP.sub(lambda m: f"&#{ord(m.group())};", text)


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
        parts = [f"# {prose(_headline(speaking))}", _verdicts(speaking), _ask(evidence), _facts("Environment", evidence.environment)]
        parts += [*(_cause(c, names) for c in speaking), _excluded(evidence), _questions(evidence), _wanted(evidence), _gaps(evidence), _class_facts(evidence), _reproduction(evidence)]
        parts += [_timeline(evidence, names), _clock(evidence), _attempted(evidence), _handoff(evidence), _closure(evidence), _artifacts(evidence)]
        parts += [_not_assessed(evidence), _redaction(evidence), _versions(evidence)]
        return safetext.block("\n\n".join(p for p in parts if p) + "\n")


def _headline(speaking: list[Cause]) -> str:
    return f"{speaking[0].title} ({speaking[0].verdict})" if speaking else "No cause found"


def _whose(cause: Cause) -> str:
    return f" ({OTHERS})" if cause.concerns == "others" else ""


def _verdicts(speaking: list[Cause]) -> str:
    rows = [f"| {c.rank} | {c.verdict} | {prose(c.title)}{_whose(c)} | {c.severity} | {c.owner} |" for c in speaking[:10]]
    return "\n".join(["| rank | verdict | cause | severity | to be mended by |", "|---|---|---|---|---|", *rows]) if len(rows) > 1 else ""


def _ask(evidence: Evidence) -> str:
    fact = evidence.completeness.facts.get("ask")
    ask = f"**Ask** {prose(fact.value)}" if fact and fact.value else ""
    table = _facts("Impact", evidence.impact).removeprefix("## Impact\n\n")
    return "\n\n".join(["## Ask and impact", *(p for p in (ask, table) if p)]) if ask or table else ""


def said(fact: Fact) -> str:
    """A fact in words: its value, or how it was tried to find out."""
    if fact.status == "known":
        return fact.value or ""
    tried = f": {fact.how_tried}" if fact.how_tried else ""
    return f"{fact.status.replace('_', ' ')}{tried}"


def _facts(title: str, facts: dict[str, Fact]) -> str:
    rows = [f"| {prose(name.replace('_', ' '))} | {prose(said(f))} | {f.source} |" for name, f in facts.items()]
    return "\n".join([f"## {title}", "", "| fact | value | said by |", "|---|---|---|", *rows]) if rows else ""


def _decided(cause: Cause) -> str:
    by_clock = f"; decided by corrected clocks: on the times as recorded it is {cause.before_clock}" if cause.before_clock else ""
    return by_clock + (f"; {OTHERS}" if cause.concerns == "others" else "")


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
    head = [f"## {cause.rank}. {prose(cause.title)}", "", f"{code(cause.id)} **{cause.verdict}**, severity {cause.severity}, owner {cause.owner}, checked {cause.checked.done} of {cause.checked.of}{_decided(cause)}", ""]
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


def _excluded(evidence: Evidence) -> str:
    rows = [f"- {prose(c.title)} ({code(c.id)}): {prose('; '.join(i.value or i.excerpt for i in c.against[:3]) or 'something excludes it')}" for c in evidence.causes if c.verdict == "ruled out"]
    return "\n".join(["## Ruled out", "", *rows]) if rows else ""


def _questions(evidence: Evidence) -> str:
    rows = dict.fromkeys(prose(q) for q in evidence.next_questions.values())
    return "\n".join(["## Ask next", "", *(f"- {q}" for q in rows)]) if rows else ""


def _wanted(evidence: Evidence) -> str:
    rows = [f"- {prose(m.how_to_collect)} {prose(m.why[:1].upper() + m.why[1:]).rstrip('.')}.{_stretch(m)}" for m in evidence.missing]
    return "\n".join(["## What would settle it", "", *rows]) if rows else ""


def _stretch(missing: MissingItem) -> str:
    return f" ({missing.since} to {missing.until})" if missing.since and missing.until else ""


def _gaps(evidence: Evidence) -> str:
    rows = [f"- {code(g.what)} {prose(g.question)}{' **blocking**' if g.blocking else ''}" for g in evidence.completeness.gaps]
    return "\n".join(["## Still open", "", *rows]) if rows else ""


def _class_facts(evidence: Evidence) -> str:
    facts = {name: f for name, f in evidence.completeness.facts.items() if name not in ("ask", "reproduction", "attempts") and (f.status == "known" or f.how_tried)}
    return _facts("What the artifacts say", facts)


def _reproduction(evidence: Evidence) -> str:
    found = evidence.reproduction
    lines = [f"{n}. {prose(step)}" for n, step in enumerate(found.steps, 1)]
    lines += ["", f"Command: {code(found.curl)}"] if found.curl else []
    return "\n".join(["## Reproduction", "", *lines]) if found.steps or found.curl else ""


def _timeline(evidence: Evidence, names: dict[str, str]) -> str:
    rows = [f"| {code(m.at)}{_recorded(m)} | {prose(m.what)} | {_where(m.location, names)} |" for m in evidence.timeline[:TIMES]]
    more = len(evidence.timeline) - TIMES
    return "\n".join(["## Timeline", "", "| time (UTC) | what | where |", "|---|---|---|", *rows, *(["", f"{more} more rows stand in {code('evidence.json')}."] if more > 0 else [])]) if rows else ""


def _recorded(moment: Moment) -> str:
    """What the artifact says, where the one clock says otherwise."""
    said = [f"recorded {moment.original}"] if moment.original else []
    said += ["zone assumed"] if moment.zone_assumed else []
    return f" ({', '.join(said)})" if said else ""


def _clock(evidence: Evidence) -> str:
    rows = [f"- {prose(k.source)}: between {k.offset_low_s:.1f} and {k.offset_high_s:.1f} s apart; {k.agreeing} of {k.samples} samples agree; {prose(k.basis)}" for k in evidence.clock]
    return "\n".join(["## Clocks", "", *rows]) if rows else ""


def _attempted(evidence: Evidence) -> str:
    rows = [
        f"- {prose(t.action)}{': ' + prose(t.result) if t.result else ''}{' (' + t.conclusion.replace('_', ' ') + ')' if t.conclusion else ''}{' at ' + code(t.at) if t.at else ''}"
        for t in evidence.attempted
    ]
    return "\n".join(["## What was tried", "", *rows]) if rows else ""


def _handoff(evidence: Evidence) -> str:
    given = evidence.handoff
    rows = [("Tried", "; ".join(given.tried)), ("Pending", "; ".join(given.pending)), ("Next", given.next), ("By when", given.by_when)]
    told = [f"- **{name}** {prose(text)}" for name, text in rows if text]
    return "\n".join(["## Handoff", "", *told]) if told else ""


def _closure(evidence: Evidence) -> str:
    ended = evidence.closure
    rows = [("What happened", ended.happened), ("What was done", ended.done), ("How to prevent it", ended.prevent), ("How to recognise it", ended.recognise)]
    told = [f"- **{name}** {prose(text)}" for name, text in rows if text]
    return "\n".join(["## Closure", "", *told]) if told else ""


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
    withheld = "".join(f" Withheld: {code(name)}." for name in note.withheld)
    return f"## Redaction\n\nProfile {note.profile}: {safetext.counted(note.items, 'value')} replaced; verified: {'yes' if note.verified else 'no copy was written'}.{withheld}{''.join(map(_before, note.before))}"


def _before(row: RedactedBefore) -> str:
    if row.items is None:
        return f" {code(row.name)} came redacted already; the audit of then did not lie beside it."
    return f" {code(row.name)} came redacted already: {row.items} of these values were replaced then."


def _versions(evidence: Evidence) -> str:
    tool = evidence.tool
    return f"Made by {tool.name} {tool.version} with rules {code(tool.rules_sha256[:16])}, evidence schema {evidence.schema_version}."


report = MarkdownReport()
