"""Why a rule did not speak in a case: which clause failed on the nearest record, how near a correlation came, what would change a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from triagekit.engine import naive, words
from triagekit.engine.conclude import judgement
from triagekit.engine.language import All, AnyOf, Atom, Node, Not, atoms
from triagekit.engine.program import roles
from triagekit.engine.rulebook import Cause, Observation, Rulebook
from triagekit.engine.sighting import Sighting, slim
from triagekit.model import Verdict
from triagekit.records import Record, Value
from triagekit.verdicts import Hit

_NEAREST = 2
_SHOWN = 160


@dataclass(slots=True)
class Near:
    """A record that met some clauses of a role and failed others."""

    met: int
    failed: list[str]
    record: Record


@dataclass(slots=True)
class Seen:
    """What became of one role of a rule."""

    name: str
    tree: Node
    looked: int = 0
    matched: int = 0
    near: list[Near] = field(default_factory=list)


class Witness:
    """Looks over the engine's shoulder at some observations. Set it as `Rulebook.witness` before a run."""

    def __init__(self, rules: Sequence[Observation]) -> None:
        self.roles = {rule.id: [Seen(_role(rule, n), tree) for n, tree in roles(rule)] for rule in rules}
        self._rules = list(rules)
        self.sightings: Mapping[str, Sighting] = {}

    def see(self, record: Record, when: datetime | None) -> None:
        """Take note of one record."""
        for rule in self._rules:
            if record.kind in rule.reads:
                for seen in self.roles[rule.id]:
                    _note(seen, record, when)

    def conclude(self, sightings: Mapping[str, Sighting]) -> None:
        """Take note of what came of every observation."""
        self.sightings = sightings


def _role(rule: Observation, n: int) -> str:
    if rule.correlate is None or n == 0:
        return ""
    return rule.correlate.roles[n - 1].name if n > 0 else "without"


def _note(seen: Seen, record: Record, when: datetime | None) -> None:
    seen.looked += 1
    clauses = _clauses(seen.tree)
    failed = [c for c in clauses if not naive.holds(c, record.fields, when)]
    if not failed:
        seen.matched += 1
        return
    met = len(clauses) - len(failed)
    if met and (len(seen.near) < _NEAREST or met > seen.near[-1].met):
        seen.near.append(Near(met, [_failure(c, record.fields, when) for c in failed], slim(record)))
        seen.near.sort(key=lambda near: -near.met)
        del seen.near[_NEAREST:]


def _clauses(tree: Node) -> list[Node]:
    return [c for part in tree.parts for c in _clauses(part)] if isinstance(tree, All) else [tree]


def _failure(clause: Node, fields: Mapping[str, Value], when: datetime | None) -> str:
    """One failed clause and what the record says instead."""
    if isinstance(clause, Atom):
        return f"{words.atom(clause)}; here {_value(fields.get(clause.field))}"
    if isinstance(clause, Not):
        hit = next((a for a in atoms(clause.part) if naive.atom(a, fields, when)), None)
        return f"must not hold: {words.atom(hit) if hit else 'all of its clauses'}"
    joined = " or ".join(words.atom(a) for a in atoms(clause)[:4])
    return f"any of: {joined}; here none holds" if isinstance(clause, AnyOf) else joined


def _value(value: Value | None) -> str:
    if value is None:
        return "not recorded"
    text = ", ".join(value[:3]) if isinstance(value, tuple) else str(value)
    return f'"{text[:_SHOWN]}{"..." if len(text) > _SHOWN else ""}"'


def observation(rule: Observation, witness: Witness) -> list[str]:
    """The answer for one observation. Raw: holds values of the case."""
    sighting = witness.sightings[rule.id]
    if sighting.hits:
        return [f"{rule.id} did fire: {sighting.hits[0].shown}", *(f"  at {_spot(r)}" for r in sighting.hits[0].records)]
    lines = [f"{rule.id} did not fire: {rule.title}"]
    if sighting.why_not:
        lines.append(f"  not assessed: {sighting.why_not}")
    if sighting.nearest:
        lines.append(f"  {sighting.nearest}")
    for seen in witness.roles[rule.id]:
        lines += _told(seen)
    return lines


def _told(seen: Seen) -> list[str]:
    name = f"{seen.name}: " if seen.name else ""
    lines = [f"  {name}{seen.looked} records looked at, {seen.matched} met every clause"]
    if seen.matched:
        return lines
    for near in seen.near:
        lines.append(f"  nearest {_spot(near.record)}: met {near.met}, failed")
        lines += [f"    {failure}" for failure in near.failed]
    if seen.looked and not seen.near:
        lines.append("  no record met any clause")
    return lines


def _spot(record: Record) -> str:
    spot = record.location
    place = f" line {spot.line}" if spot.line else ""
    return f"{spot.artifact}{place} {spot.pointer}".strip()


def cause(rule: Cause, book: Rulebook, witness: Witness) -> list[str]:
    """The answer for one cause: its verdict, every evidence item, and what would change the verdict. Raw."""
    now = _verdict(rule.id, book, witness.sightings)
    lines = [f"{rule.id}: {now.value}"]
    for sight in rule.evidence:
        sighting = witness.sightings[sight.sees]
        state = "seen" if sighting.hits else f"not assessed, {sighting.why_not}" if sighting.why_not else "not seen"
        lines.append(f"  {sight.weight:<20} {sight.sees}: {state}")
    lines += ["", "What would change it", *(_changes(rule, book, witness.sightings, now) or ["  no single item of its evidence"])]
    unseen = [book.observations[s.sees] for s in rule.evidence if s.sees in book.observations and not witness.sightings[s.sees].hits]
    for each in unseen:
        lines += ["", *observation(each, witness)]
    return lines


def _verdict(name: str, book: Rulebook, sightings: Mapping[str, Sighting]) -> Verdict:
    plain = replace(book, suppressions=())
    return next(c.verdict for c in judgement(plain, sightings).causes if c.id == name)


def _changes(rule: Cause, book: Rulebook, sightings: Mapping[str, Sighting], now: Verdict) -> list[str]:
    lines = []
    for sight in rule.evidence:
        seen = bool(sightings[sight.sees].hits)
        other = Sighting() if seen else Sighting((Hit(sight.sees, "", "", ()),))
        then = _verdict(rule.id, book, {**sightings, sight.sees: other})
        if then is not now:
            lines.append(f"  {'without' if seen else 'with'} {sight.sees} it would be {then.value}")
    return lines


def watched(book: Rulebook, name: str) -> Witness | None:
    """A witness for an observation, or for all the evidence of a cause; None when there is no such rule."""
    if name in book.causes:
        return Witness([book.observations[s.sees] for s in book.causes[name].evidence if s.sees in book.observations])
    return Witness([book.observations[name]]) if name in book.observations else None


def answer(book: Rulebook, name: str, witness: Witness) -> str:
    """The page for one rule after the run. Raw."""
    lines = cause(book.causes[name], book, witness) if name in book.causes else observation(book.observations[name], witness)
    return "\n".join(lines) + "\n"
