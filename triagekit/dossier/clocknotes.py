"""What is told of clocks: the offset of every source with what it rests on, what was not applied and why, and which zones were assumed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from triagekit import evidence as ev
from triagekit.correlate._seen import moment
from triagekit.correlate.timeline import Offset
from triagekit.dossier.found import Found
from triagekit.records import Record

_HOUR_S = 3600
_DATES = "Date headers of answers against the times the client recorded"
_SORTS = {
    "two-offsets": "contradictory: at the same time some of what both saw shows this and some shows {gap} s more or less; neither is believed, and nothing was moved by it",
    "round-does-not-close": "contradictory: going round by the other artifacts misses it by {gap} s; none of these offsets was applied",
    "dates-against-log": "contradictory: by the Date headers of {host} the client's clock is off, and the log that was joined with it says otherwise, by {gap} s at least; the capture was left at its own times",
}


def clocks(found: Found, clean: ev.Cleaner) -> tuple[ev.ClockNote, ...]:
    """Clocks of hosts, of the client, of identity providers, then of whole artifacts where enough was seen by both, with what they decided."""
    tell = {"clock-offset": _host, "client-clock": _client, "issuer-clock": _issuer, "source-clock": _source}
    known = _Known(found)
    rows = [(tell[sort], r) for sort in tell for r in found.clock if r.get("fact") == sort]
    return tuple(note for make, r in rows if (note := make(r, known, clean)))


class _Known:
    """What a note is made with."""

    def __init__(self, found: Found) -> None:
        now = {c.id: c.verdict for c in found.judgement.causes}
        self.names = {a.id: a.name for a in found.artifacts}
        self.offsets: Mapping[str, Offset] = found.offsets
        self.decided = "".join(f"; judged on corrected times, {cause} is {now[cause]} and no longer {before}" for cause, before in found.decided_by_clock.items() if cause in now)
        self.steps = [r for r in found.clock if r.get("fact") == "clock-step"]
        self.contradictions = [r for r in found.clock if r.get("fact") == "clock-contradiction"]
        self.unzoned = {_text(r, "zone.artifact") for r in found.clock if r.get("fact") == "zone"}

    def moved(self, artifact: str) -> bool:
        offset = self.offsets.get(artifact)
        return offset is not None and (abs(offset.seconds) >= 1 or bool(offset.steps))

    def contradicted(self, names: tuple[str, str]) -> str:
        """Why the offset between two artifacts is not applied; empty when nothing speaks against it."""
        for fact in self.contradictions:
            ends = (_text(fact, "contradiction.artifact"), _text(fact, "contradiction.against"))
            ring = fact.get("contradiction.round")
            if fact.get("contradiction.sort") != "dates-against-log" and (names == ends or (isinstance(ring, tuple) and set(names) <= set(ring))):
                return _why(fact)
        return ""

    def unborne(self, host: str) -> str:
        """Why the Dates of a host do not move the client; empty when they may."""
        return next((_why(f) for f in self.contradictions if _text(f, "contradiction.host") == host), "")

    def stretches(self, of: str, against: str) -> tuple[ev.ClockStep, ...]:
        mine = (r for r in self.steps if (_text(r, "step.of"), _text(r, "step.against")) == (of, against))
        return tuple(ev.ClockStep(offset_low_s=_figure(r, "step.low_s"), offset_high_s=_figure(r, "step.high_s"), until=ev.stamp(moment(r, "step.until")), after=ev.stamp(moment(r, "step.after"))) for r in mine)


def _why(fact: Record) -> str:
    return _SORTS[_text(fact, "contradiction.sort")].format(gap=fact.get("contradiction.gap_s"), host=_text(fact, "contradiction.host"))


def _host(record: Record, known: _Known, clean: ev.Cleaner) -> ev.ClockNote:
    host, words = _text(record, "clock.host"), [_DATES]
    steps = known.stretches(host, "")
    against = known.unborne(host)
    applied = record.get("clock.off") is True and record.get("clock.scope") == "all-hosts" and not against and known.moved(record.location.artifact)
    words += [_set_while(record)] if record.get("clock.jump") is True else []
    words += _drifting(record.get("clock.drift_s_per_h"))
    if record.get("clock.off") is True and record.get("clock.half_hours") is True:
        words.append("whole half hours: a time zone's doing rather than a wrong clock")
    words += [against] if against else []
    made = _note(host or "all hosts", record, "clock", "; ".join(words) + (known.decided if applied else ""), clean)
    return replace(made, kind="host", steps=steps, applied=applied, contradicted=bool(against))


def _set_while(record: Record) -> str:
    middle = (_figure(record, "clock.after_low_s") + _figure(record, "clock.after_high_s")) / 2
    return f"one of the two clocks was set while the answers came: before that {_figure(record, 'clock.before_s'):.1f} s, after it {middle:.1f} s"


def _client(record: Record, known: _Known, clean: ev.Cleaner) -> ev.ClockNote | None:  # noqa: ARG001 (one shape for all)
    if record.get("client.off") is not True and record.get("client.contradicted") is not True:
        return None
    basis = f"certificates that {_text(record, 'client.by')} by the client's clock and were served all the same: what bounds it on the near side; on the far side only their own validity does"
    odd = record.get("client.contradicted") is True
    basis += "; contradictory: by the Date headers of servers the client's clock is right, so that it is the certificates that are not valid" if odd else ""
    return replace(_note("the servers against the client", record, "client", basis, clean), kind="client", contradicted=odd)


def _issuer(record: Record, known: _Known, clean: ev.Cleaner) -> ev.ClockNote | None:  # noqa: ARG001 (one shape for all)
    if record.get("idp.offset_high_s") is None:
        return None
    basis = f"{_text(record, 'idp.by')} against the times at which the client was handed what bears it, or had asked for it and passed it on"
    if record.get("idp.backdated") is True:
        basis += "; tokens are often dated back, so that it may stand further ahead than this"
    if record.get("idp.off") is True:
        others = "the servers'" if record.get("idp.checked") is True else "the client's, which nothing else confirms"
        basis += f"; {_text(record, 'idp.direction').removeprefix('issuer-')} of {others} by {record.get('idp.apart_s')} s at least"
    kind: Literal["application", "identity-provider"] = "application" if record.get("idp.role") == "application" else "identity-provider"
    return replace(_note(_text(record, "idp.issuer"), record, "idp", basis, clean), kind=kind)


def _source(record: Record, known: _Known, clean: ev.Cleaner) -> ev.ClockNote | None:
    artifact, against = _text(record, "source.artifact"), _text(record, "source.against")
    contradicted = known.contradicted((artifact, against))
    if record.get("source.believed") is not True and not contradicted:
        return None
    words = ["things that both artifacts saw" if record.get("source.by") != "request" else "like requests that both artifacts saw"]
    if record.get("source.zone_quarters"):
        words.append("whole quarter hours: a time zone's doing, not a wrong clock")
    if artifact in known.unzoned:
        words.append("its times name no zone" + ("; it was placed by this agreement" if record.get("source.zone_quarters") else ""))
    words += _set_at(record.get("source.jump") is True) + _drifting(record.get("source.drift_s_per_h"))
    words += [contradicted] if contradicted else []
    applied = not contradicted and (known.moved(artifact) or known.moved(against))
    steps = known.stretches(artifact, against)
    decided = known.decided if applied and (abs(_figure(record, "source.offset_s")) >= 1 or steps) else ""
    source = f"{known.names.get(artifact, '')} against {known.names.get(against, '')}"
    made = _note(source, record, "source", "; ".join(words) + decided, clean)
    return replace(made, kind="artifact", steps=steps, applied=applied, contradicted=bool(contradicted), zone_assumed=artifact in known.unzoned)


def _set_at(jumped: bool) -> list[str]:
    return ["one of the two clocks was set in between, this is the offset after it"] if jumped else []


def _drifting(drift: object) -> list[str]:
    return [f"it grows by {drift} s an hour"] if drift else []


def _note(source: str, record: Record, prefix: str, basis: str, clean: ev.Cleaner) -> ev.ClockNote:
    low, high = (_figure(record, f"{prefix}.offset_{end}_s") for end in ("low", "high"))
    samples, agreeing = (int(_figure(record, f"{prefix}.{name}")) for name in ("samples", "agreeing"))
    drift = _figure(record, f"{prefix}.drift_s_per_h") or None
    return ev.ClockNote(source=clean(source), offset_low_s=low, offset_high_s=high, samples=samples, agreeing=agreeing, basis=clean(basis), drift_s_per_h=drift)


def notes(found: Found) -> dict[str, list[str]]:
    """What must be said beside an artifact of its zone and of its clock, by artifact; raw."""
    names = {a.id: a.name.rpartition("/")[2] for a in found.artifacts}
    out: dict[str, list[str]] = {}
    for fact in found.clock:
        if fact.get("fact") == "zone":
            out.setdefault(_text(fact, "zone.artifact"), []).append(_zone(fact, found.clock, names))
        elif fact.get("fact") == "clock-contradiction":
            for artifact in _blamed(fact):
                others = ", ".join(names.get(n, "") for n in _blamed(fact) if n != artifact)
                out.setdefault(artifact, []).append(f"Its clock and that of {others} contradict each other: {_why(fact).removeprefix('contradictory: ')}.")
    return out


def _blamed(fact: Record) -> Sequence[str]:
    ring = fact.get("contradiction.round")
    return ring if isinstance(ring, tuple) else (_text(fact, "contradiction.against"), _text(fact, "contradiction.artifact"))


def _zone(fact: Record, clock: Sequence[Record], names: Mapping[str, str]) -> str:
    """One sentence: which zone was taken for times that name none, and on whose word."""
    artifact, read_as = _text(fact, "zone.artifact"), _text(fact, "zone.read_as")
    told = f"Its times name no zone and were read in {read_as}" + (", as the case file or --tz says" if fact.get("zone.basis") == "case" else "")
    agreed = next(_agreements(artifact, clock), None)
    if agreed is None:
        return told + ("." if fact.get("zone.basis") == "case" else "; nothing in the case says so: give the zone with timezone in the case file or --tz.")
    other, quarters = names.get(agreed[0], ""), agreed[1]
    if not quarters:
        return f"{told}; {other} agrees with that."
    hours = f"{abs(quarters) * 900 // _HOUR_S}:{abs(quarters) * 15 % 60:02} h"
    zone = f", as of UTC{'+' if quarters > 0 else '-'}{abs(quarters) // 4:02}:{abs(quarters) % 4 * 15:02}" if read_as == "UTC" else ""
    return f"{told}; so they stand {hours} {'ahead of' if quarters > 0 else 'behind'} {other}, and were placed by agreement with it{zone}."


def _agreements(artifact: str, clock: Sequence[Record]) -> Iterator[tuple[str, int]]:
    """The artifacts that its clock was set against, with the whole quarter hours it stands ahead of each, those of a zone first."""
    pairs = []
    for fact in clock:
        if fact.get("source.believed") is True:
            quarters = int(_figure(fact, "source.zone_quarters"))
            pairs += [(_text(fact, "source.against"), quarters)] if _text(fact, "source.artifact") == artifact else []
            pairs += [(_text(fact, "source.artifact"), -quarters)] if _text(fact, "source.against") == artifact else []
    return iter(sorted(pairs, key=lambda p: (not p[1], p[0])))


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _figure(record: Record, name: str) -> float:
    value = record.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
