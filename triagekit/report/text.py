"""The terminal report: the first line is the cause in plain words, then why, against, missing, next step, where to look."""

import textwrap
from collections.abc import Iterable, Iterator

from triagekit import safetext
from triagekit.evidence import OTHERS, ArtifactNote, Cause, Evidence, Item, Place
from triagekit.model import Clean

_SPEAKING = ("confirmed", "likely", "conflicting", "possible")
_WIDTH = 100
_LABEL = 12


class TextReport:
    """`--format text`: for an associate at a terminal."""

    name = "text"
    suffix = ".txt"

    def render(self, evidence: Evidence) -> str:
        """The report, at most 100 columns, no colour; the command line adds that on a terminal."""
        speaking = [c for c in evidence.causes if c.verdict in _SPEAKING]
        lines = [*_headline(evidence, speaking), ""]
        names = {a.id: a.name for a in evidence.artifacts}
        leads = [c for c in speaking if not c.explained_by]
        for cause in leads[:1]:
            lines += _first(cause, names)
        lines += _others(leads[1:], speaking)
        lines += _open(evidence, certain=bool(leads) and leads[0].verdict == "confirmed")
        lines += _read(evidence.artifacts)
        lines += _clocks(evidence)
        lines += _rules(evidence)
        return "\n".join(lines).rstrip() + "\n"


def _headline(evidence: Evidence, speaking: list[Cause]) -> list[str]:
    if speaking:
        first = speaking[0]
        return [f"{first.title} ({first.verdict})"]
    if any(a.records for a in evidence.artifacts if not a.context):
        return ["No cause found: nothing in these files speaks for a known fault."]
    return ["No cause found: nothing here could be read as a capture, log, trace or identity message."]


def _row(label: str, text: str) -> list[str]:
    pad = " " * _LABEL
    first = f"  {label:<{_LABEL - 2}}"
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=pad, break_on_hyphens=False, break_long_words=False) or []


def _rows(label: str, texts: Iterable[str]) -> Iterator[str]:
    for n, text in enumerate(texts):
        yield from _row(label if n == 0 else "", text)


def _first(cause: Cause, names: dict[str, Clean]) -> list[str]:
    lines = list(_rows("cause", [f"{cause.id} · severity {cause.severity} · {_owner(cause.owner)}"]))
    lines += _rows("clocks", [f"decided by corrected clocks: on the times as recorded it is {cause.before_clock}"] if cause.before_clock else [])
    lines += _rows("why", _once(cause.for_))
    lines += _rows("against", _once(cause.against) or ["nothing found"])
    lines += _rows("missing", _missing(cause))
    lines += _rows("tied with", cause.tied_with)
    lines += _rows("explains", [", ".join(cause.explains)] if cause.explains else [])
    lines += _rows("next step", [s.do for s in cause.next_steps[:3]])
    lines += _rows("ask", [cause.ask_customer] if cause.ask_customer else [])
    lines += _rows("tell", [cause.customer_wording] if cause.customer_wording else [])
    lines += _rows("look at", dict.fromkeys(_where(i.location, names) for i in cause.for_[:4]))
    lines += _rows("ids", cause.correlation_ids)
    return [*lines, ""]


def _missing(cause: Cause) -> list[str]:
    """What is still open: for a proven cause only how much was checked, else what would settle it."""
    checked = f"checked {cause.checked.done} of {cause.checked.of}"
    if cause.verdict == "confirmed" or not cause.missing:
        return [f"nothing that is needed: {checked}"]
    return [str(m.why) for m in cause.missing[:4]] + [checked]


def _owner(owner: str) -> str:
    return f"to be mended by the {owner.replace('-', ' ')}"


def _once(items: Iterable[Item]) -> list[str]:
    """Each sentence once, with the weight it counts most with: several observations may rest on the same words."""
    first: dict[tuple[str, int], Item] = {}
    for item in items:
        first.setdefault((str(item.value or item.excerpt), item.count), item)
    return [_saw(i) for i in first.values()]


def _saw(item: Item) -> str:
    times = f" ({item.count} times)" if item.count > 1 else ""
    said = item.value or item.excerpt
    return f"{said}{times} [{item.weight}]"


def _where(place: Place, names: dict[str, Clean]) -> str:
    name = names.get(place.artifact) or place.artifact
    if place.line:
        return f"{name}, line {place.line}"
    return f"{name} {place.pointer}" if place.pointer else str(name)


def _others(leads: list[Cause], speaking: list[Cause]) -> list[str]:
    lines: list[str] = []
    for cause in leads[:8]:
        whose = f", {OTHERS}" if cause.concerns == "others" else ""
        decided = ", by corrected clocks" if cause.before_clock else ""
        lines += _row("also" if not lines else "", f"{cause.title} ({cause.verdict}{decided}{whose}) · {cause.id}")
    if len(leads) > 8:
        lines += _row("", f"and {len(leads) - 8} more: --format md shows all")
    nested = [c for c in speaking if c.explained_by]
    for n, cause in enumerate(nested[:6]):
        lines += _row("so also" if n == 0 else "", f"{cause.title} · explained by {cause.explained_by}")
    return [*lines, ""] if lines else []


def _open(evidence: Evidence, *, certain: bool) -> list[str]:
    """What to ask, what to get where the first answer is not certain, and which side of the failure nobody sent."""
    lines = list(_rows("ask next", dict.fromkeys(evidence.next_questions.values())))
    lines += _rows("get next", (f"{m.how_to_collect} ({m.why})" for m in [m for m in evidence.missing if m.separates and not certain][:2]))
    lines += _rows("not here", (m.why for m in evidence.missing if m.what.startswith("side/")))
    return [*lines, ""] if lines else []


def _read(artifacts: tuple[ArtifactNote, ...]) -> list[str]:
    lines: list[str] = []
    for artifact in artifacts[:20]:
        state = "context" if artifact.context else safetext.counted(artifact.records, "record")
        lines += _row("read" if not lines else "", f"{artifact.name}: {artifact.kind_label}, {state}")
        lines += [row for note in artifact.notes[:3] for row in _row("", note)]
        lines += [row for d in artifact.defects[:3] for row in _row("", f"! {d.code} {d.what}")]
        lines += [row for s in artifact.not_examined[:3] for row in _row("", f"! NOT EXAMINED: {s.bytes} bytes, {s.why}")]
    if len(artifacts) > 20:
        lines += _row("", f"and {len(artifacts) - 20} more files")
    return [*lines, ""] if lines else []


def _clocks(evidence: Evidence) -> list[str]:
    """Clocks that stand apart by a second at least or did once, and what they decided; those that contradict each other first."""
    off = [k for k in evidence.clock if k.offset_low_s >= 1 or k.offset_high_s <= -1 or k.contradicted or k.steps]
    off.sort(key=lambda k: not (k.contradicted or k.applied))
    return list(_rows("Clocks", (f"{k.source}: {k.offset_low_s:.1f} to {k.offset_high_s:.1f} s apart; {k.agreeing} of {k.samples} agree; {k.basis}" for k in off[:4])))


def _rules(evidence: Evidence) -> list[str]:
    rules = evidence.rules
    lines = list(_rows("not run", rules.not_run[:5]))
    lines += _rows("changed", rules.changed_by_packs[:5])
    lines += _rows("hidden", [f"{name}: {n} suppressed" for name, n in rules.suppressed.items()])
    return lines


report = TextReport()
