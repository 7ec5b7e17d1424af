"""`--format html`: one page, no script, a strict content security policy whose only style is named by its hash.

Everything is autoescaped; no artifact value becomes an attribute, a link or a style. Works printed, in the
dark and without colour; every chart has its table.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from triagekit import drawing, safetext
from triagekit.evidence import OTHERS, Evidence, Fact, Gap, Place

_TEMPLATES = Path(__file__).parent / "templates"
_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_SIGNS = {"confirmed": "●", "likely": "◕", "conflicting": "◑", "possible": "○"}
"""A shape for each verdict, for readers without colour."""


class HtmlReport:
    """The page for receivers."""

    name = "html"
    suffix = ".html"

    def render(self, evidence: Evidence) -> str:
        """The whole page as text."""
        style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
        page = _template().render(e=evidence, style=_Style(style), style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(), **_shown(evidence))
        return safetext.block(page)


class _Style(str):
    """Our own style sheet, which needs no escaping: it is a file of this package, never input."""

    def __html__(self) -> str:
        return self


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    macros, page = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("parts.html.j2", "report.html.j2"))
    return environment.from_string(macros + page)


def _shown(evidence: Evidence) -> dict[str, Any]:
    """What the page needs beside the evidence."""
    speaking = [c for c in evidence.causes if c.verdict in _SPEAKING]
    leads = [c for c in speaking if not c.explained_by]
    names = {a.id: a.name for a in evidence.artifacts}
    required = len(evidence.completeness.required)
    lead = speaking[0] if speaking else None
    return {
        "signs": _SIGNS, "whose": OTHERS, "where": lambda place: _where(place, names), "cut": _cut, "length": drawing.length,
        "speaking": speaking, "leads": leads, "excluded": [c for c in evidence.causes if c.verdict == "ruled out"], "nested": [c for c in speaking if c.explained_by], "lead": lead,
        "title": lead.title if lead else "No cause found", "headline": f"{lead.title} ({lead.verdict})" if lead else "No cause found",
        "blocking": [g for g in evidence.completeness.gaps if g.blocking], "gaps": _gaps(evidence), "ask": evidence.completeness.facts.get("ask"), "class_facts": _class_facts(evidence),
        "settled": round(100 * len(evidence.completeness.present) / required) if required else 100, "expects": any(row.expected for v in evidence.views.compared for row in v.rows), "questions": list(dict.fromkeys(evidence.next_questions.values())),
        "span": _span(evidence), "handoff": _handoff(evidence), "parts": _parts(evidence, bool(speaking)),
        "timeline": drawing.timeline(evidence.timeline), "fall": drawing.waterfall(evidence.views.waterfall), "rates": [(r, drawing.rate(r)) for r in evidence.views.rates],
    }  # fmt: skip


def _gaps(evidence: Evidence) -> list[list[Gap]]:
    """What is open, by question, blocking ones first: one answer often fills several facts."""
    by_question: dict[tuple[bool, str], list[Gap]] = {}
    for gap in sorted(evidence.completeness.gaps, key=lambda g: not g.blocking):
        by_question.setdefault((gap.blocking, str(gap.question)), []).append(gap)
    return list(by_question.values())


def _class_facts(evidence: Evidence) -> list[tuple[str, Fact]]:
    """What the artifacts say, without what stands elsewhere on the page."""
    elsewhere = ("ask", "reproduction", "attempts", "expected")
    return [(name, f) for name, f in evidence.completeness.facts.items() if name not in elsewhere and (f.status == "known" or f.how_tried)]


def _handoff(evidence: Evidence) -> list[tuple[str, str]]:
    given, ended = evidence.handoff, evidence.closure
    rows = [
        ("Ask", given.ask), ("Tried", "; ".join(given.tried)), ("Pending", "; ".join(given.pending)), ("Next", given.next), ("By when", given.by_when),
        ("What happened", ended.happened), ("What was done", ended.done), ("How to prevent it", ended.prevent), ("How to recognise it", ended.recognise),
    ]  # fmt: skip
    return [(name, text) for name, text in rows if text]


def _span(evidence: Evidence) -> str:
    """First to last time of the artifacts, the date once."""
    times = sorted(t for a in evidence.artifacts if not a.context for t in (a.captured.from_, a.captured.to) if t)
    if not times:
        return ""
    first, last = (t[:19].replace("T", " ") for t in (times[0], times[-1]))
    return first if first == last else f"{first} to {last[11:] if first[:10] == last[:10] else last}"


def _parts(evidence: Evidence, speaking: bool) -> list[tuple[str, str]]:
    """The parts that this page has, for its table of contents."""
    views, repro = evidence.views, evidence.reproduction
    found = (
        ("verdicts", "Verdicts", speaking), ("ask", "Ask and impact", True), ("causes", "Causes", True), ("complete", "Completeness", True), ("repro", "Reproduction", repro.steps or repro.curl),
        ("time", "Timeline", evidence.timeline), ("fall", "Waterfall", views.waterfall), ("rates", "Rate", views.rates), ("beside", "Received beside expected", views.compared),
        ("parts", "Comparison", views.partings), ("clock", "Clocks", evidence.clock), ("files", "Artifacts", True), ("red", "Redaction", True), ("tried", "What was tried", evidence.attempted),
        ("hand", "Handoff", _handoff(evidence)),
    )  # fmt: skip
    return [(id_, name) for id_, name, there in found if there]


def _where(place: Place, names: dict[str, Any]) -> str:
    name = names.get(place.artifact, place.artifact)
    return f"{name}, line {place.line}" if place.line else f"{name} {place.pointer or ''}".strip()


def _cut(text: str, limit: int) -> str:
    """A label that fits beside a chart."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


report = HtmlReport()
