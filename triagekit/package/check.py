"""Whether a case is ready to leave: what blocks, and the question that fills each gap."""

from collections.abc import Iterable
from dataclasses import dataclass

from triagekit.evidence import Evidence, Gap


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the facts that its answer fills."""

    words: str
    facts: tuple[str, ...]
    how: str
    blocking: bool


def questions(told: Evidence) -> list[Question]:
    """What is still to be asked, blocking ones first, each question once."""
    gaps = told.completeness.gaps
    return [*_grouped((g for g in gaps if g.blocking), True), *_grouped((g for g in gaps if not g.blocking), False)]


def _grouped(gaps: Iterable[Gap], blocking: bool) -> list[Question]:
    by_words: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_words.setdefault(str(gap.question), []).append(gap)
    return [Question(words, tuple(g.what for g in same), str(same[0].how_to_collect), blocking) for words, same in by_words.items()]


def text(told: Evidence) -> str:
    """The answer for people: what is missing and what to write into the case file."""
    found = questions(told)
    blocking = [q for q in found if q.blocking]
    facts = told.completeness
    name = f"{told.case.id}: " if told.case.id else ""
    lines = [f"{name}{'ready to leave' if not blocking else 'not ready to leave'}; {len(facts.present)} of {len(facts.required)} facts are settled"]
    lines += [row for q in blocking for row in ("", f"  BLOCKING  {q.words}", f"            fills {', '.join(q.facts)}", f"            {q.how}")]
    others = [q for q in found if not q.blocking]
    lines += ["", "  Worth asking, not blocking:", *(f"    {q.words}  ({', '.join(q.facts)})" for q in others)] if others else []
    lines += ["", "  In the case file, write the answer under its name, or “unknown: how you tried to find out”."] if blocking else []
    return "\n".join(lines) + "\n"
