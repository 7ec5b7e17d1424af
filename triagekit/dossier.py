"""Turns what was found into the evidence that leaves: every text passes `clean` on the way. Nothing raw gets past here."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from triagekit import charts, reproduction
from triagekit import evidence as ev
from triagekit.casefile import CaseFile
from triagekit.engine.rulebook import Rulebook
from triagekit.errors import CATALOGUE
from triagekit.model import SPEAKING, Artifact, Clean, Defect, Verdict
from triagekit.needs.always import NEEDS
from triagekit.needs.need import Case, Told, nothing
from triagekit.needs.told import CLASSES, Answer, classes
from triagekit.needs.told import answers as told
from triagekit.reading.describe import excerpt
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit, JudgedCause, Judgement, Missing, Weighed
from triagekit.witness import Witness

HOW_TO_COLLECT: Mapping[str, str] = {
    Kind.EXCHANGE: "Open the browser's developer tools, Network tab, tick “Preserve log”, repeat the failure and export the HAR with content.",
    Kind.EVENT: "Send the lines of the server or application log from two minutes before to two minutes after the failure.",
    Kind.ASSERTION: "Record the sign-in with a SAML tracer, or send the raw SAMLResponse value of the POST to the sign-in address.",
    Kind.METADATA: "Send the metadata file of the identity provider (and of the service, if it has one).",
    Kind.TOKEN: "Send the token, or an unsanitized capture of the request that carries it; triagekit removes its signature.",
    Kind.CERTIFICATE: "Run openssl s_client -connect HOST:443 -servername HOST -showcerts on the machine that fails and send its output.",
    Kind.HANDSHAKE: "Run curl -v against the failing address on the machine that fails and send its output.",
    Kind.FACT: "Send a longer capture: from before the first failure to after the last.",
    Kind.DEFECT: "Send the file again as the tool saved it, without opening it in an editor.",
}
"""How a customer collects what a record kind needs."""

_WOULD_TELL = "it would tell whether this is so: "
MOMENTS = 500
"""Rows of the timeline at most."""


@dataclass(slots=True)
class Found:
    """Everything one run found, raw."""

    artifacts: list[Artifact]
    judgement: Judgement
    case: CaseFile
    tool: ev.Tool
    clock: list[Record] = field(default_factory=list)
    """Fact records of the clock."""
    redaction: ev.RedactionNote | None = None
    redacted_sha256: dict[str, str] = field(default_factory=dict)
    """Artifact id to the sha256 of its redacted copy."""
    witness: Witness = field(default_factory=Witness)
    partings: tuple[ev.Parting, ...] = ()
    """Where the journey leaves a working one; clean already."""
    shipped: frozenset[str] = frozenset()
    """Sentences that come with this program: they hold nothing of anybody, and are not searched for it."""
    book: Rulebook | None = None
    """The rules of the run, for saying in words what is missing."""
    decided_by_clock: Mapping[str, str] = field(default_factory=dict)
    """Cause id to the verdict it had before clocks were corrected."""
    scope: Record | None = None
    """How far the failure reaches by the artifacts alone."""


def build(found: Found, clean: ev.Cleaner) -> ev.Evidence:
    """The evidence document of a run."""
    clean = _once(clean, found.shipped)
    judged = found.judgement
    case = Case(judged, found.witness, found.case, tuple(found.clock))
    answers = told(case)
    return ev.Evidence(
        schema_version=ev.SCHEMA_VERSION,
        tool=found.tool,
        case=_case(found.case, clean),
        impact=_section("impact", answers, found, clean),
        environment=_section("environment", answers, found, clean),
        reproduction=reproduction.build(case, clean),
        artifacts=tuple(_artifact(a, found, clean) for a in found.artifacts),
        causes=tuple(_cause(_worded(c), found, clean) for c in judged.causes),
        observations=tuple(_observation(h, clean) for h in judged.hits),
        not_assessed=tuple(
            ev.NotAssessed(cause=c.id, needs=clean(c.not_assessed_because or _needs(c))) for c in judged.causes if c.verdict is Verdict.NOT_ASSESSED
        ),
        timeline=_timeline(judged, _offsets(found.clock), clean),
        clock=_clocks(found, clean),
        attempted=tuple(_attempt(row, clean) for row in found.case.attempted),
        missing=_wanted(found, clean),
        completeness=_completeness(case, answers, clean),
        redaction=found.redaction or ev.RedactionNote(profile="support", items=0, by_category={}, verified=False, withheld=(), not_examined=()),
        handling=ev.Handling(),
        handoff=_handoff(found.case, clean),
        closure=_closure(found.case, clean),
        rules=ev.Rules(
            not_run=tuple(clean(r) for r in judged.rules_not_run),
            changed_by_packs=tuple(clean(r) for r in judged.changed_by_packs),
            suppressed=dict(judged.suppressed),
        ),
        next_questions={k: clean(v) for k, v in judged.next_question.items()},
        views=charts.build(case, clean, found.partings),
    )


def own_sentences(shipped: frozenset[str]) -> frozenset[str]:
    """Every sentence that stands in the evidence without having been searched: of the rules that come along, and of this program."""
    needs = (*NEEDS, *chain.from_iterable(CLASSES.values()))
    return frozenset((*shipped, *(_WOULD_TELL + text for text in shipped), *HOW_TO_COLLECT.values(), *(text for need in needs for text in (need.question, need.how))))


def _once(clean: ev.Cleaner, shipped: frozenset[str]) -> ev.Cleaner:
    """The same, but each text is cleaned once, and a sentence of our own never: redaction would search 400 causes' wordings for secrets."""
    known: dict[str, Clean] = {text: Clean(text) for text in own_sentences(shipped)}

    def cleaned(text: str) -> Clean:
        made = known.get(text)
        if made is None:
            made = known[text] = clean(text)
        return made

    return cleaned


def _case(case: CaseFile, clean: ev.Cleaner) -> ev.CaseNote:
    said = {key: clean(case.case[key]) for key in ("id", "title", "customer") if key in case.case}
    return ev.CaseNote(**said, incident_time=ev.stamp(case.incident_time), timezone=case.timezone_name or None)


def _artifact(a: Artifact, found: Found, clean: ev.Cleaner) -> ev.ArtifactNote:
    return ev.ArtifactNote(
        id=a.id,
        name=clean(a.name),
        kind=a.kind,
        kind_label=clean(a.kind_label or a.kind),
        certainty=a.certainty,
        producer=clean(a.producer) if a.producer else None,
        bytes=a.size,
        bytes_examined=a.examined,
        not_examined=tuple(ev.Skipped(bytes=n, why=clean(why)) for n, why in a.skipped),
        sha256=a.sha256,
        redacted_sha256=found.redacted_sha256.get(a.id),
        sanitized_by_producer=a.sanitized,
        captured=ev.Captured(from_=ev.stamp(a.captured_from), to=ev.stamp(a.captured_to), timezone=clean(a.timezone) if a.timezone else None),
        defects=tuple(_defect(d, clean) for d in a.defects),
        records=a.records,
        records_refused=a.refused,
        context=a.context,
        notes=tuple(clean(note) for note in a.notes),
    )


def _defect(defect: Defect, clean: ev.Cleaner) -> ev.DefectNote:
    entry = CATALOGUE[defect.code]
    what = f"{entry.what}: {defect.detail}" if defect.detail else entry.what
    return ev.DefectNote(code=defect.code, what=clean(what), why=clean(entry.why), fix=clean(entry.fix), location=ev.place(defect.location, clean))


def _item(weighed: Weighed, clean: ev.Cleaner) -> ev.Item:
    record = weighed.hit.records[0]
    return ev.Item(
        observation=weighed.observation,
        weight=weighed.weight,
        location=ev.place(record.location, clean),
        excerpt=clean(excerpt(record)),
        observed_at=ev.stamp(weighed.hit.first or record.at),
        value=clean(weighed.hit.shown),
        count=weighed.hit.count,
        more=tuple(ev.place(r.location, clean) for r in weighed.hit.records[1:]),
    )


def _missing(missing: Missing, found: Found, clean: ev.Cleaner) -> ev.MissingItem:
    kind = next((k for need in missing.needs if (k := _kind(need, found.book))), None)
    how = HOW_TO_COLLECT[kind] if kind else "Ask the customer for it in the words of the next question."
    return ev.MissingItem(what=missing.observation, why=_why(missing, found, clean), how_to_collect=clean(how))


def _why(missing: Missing, found: Found, clean: ev.Cleaner) -> Clean:
    """What the missing thing would tell: the observation's own title; where there is none, what the engine says."""
    seen = found.book.observations.get(missing.observation) if found.book else None
    if seen is None:
        return clean(missing.why)
    return clean(_WOULD_TELL + seen.title)


def _kind(need: str, book: Rulebook | None) -> Kind | None:
    """The kind of record that a need is, or that has the field it names; what is said of credentials is in the token."""
    if need in HOW_TO_COLLECT:
        return Kind(need)
    if need.startswith("auth."):
        return Kind.TOKEN
    return next((kind for kind in Kind if book and book.fields.spec(need, (kind,))), None)


def _worded(cause: JudgedCause) -> JudgedCause:
    """The cause as it is told: of one that nothing speaks for, its verdict and what would settle it, not what one would say if it were so.

    Nearly all of some 450 causes are such; their wordings stand in the rules (`triagekit explain`), and took nine tenths of the document.
    """
    if cause.verdict is Verdict.NOT_SUPPORTED:
        return replace(cause, missing=(), next_steps=(), ask_customer="", customer_wording="", engineer_wording="", looks_like="", references=())
    if cause.verdict is Verdict.NOT_ASSESSED:
        return replace(cause, next_steps=(), customer_wording="", engineer_wording="", looks_like="", references=())
    return cause


def _cause(cause: JudgedCause, found: Found, clean: ev.Cleaner) -> ev.Cause:
    return ev.Cause(
        id=cause.id,
        title=clean(cause.title),
        differential=cause.differential,
        verdict=cause.verdict.value,
        rank=cause.rank,
        severity=cause.severity,
        owner=cause.owner,
        for_=tuple(_item(w, clean) for w in cause.for_),
        against=tuple(_item(w, clean) for w in cause.against),
        missing=tuple(_missing(m, found, clean) for m in cause.missing),
        checked=ev.Checked(of=cause.checked_of, done=cause.checked_done),
        explains=cause.explains,
        explained_by=cause.explained_by or None,
        tied_with=cause.tied_with,
        next_steps=tuple(ev.Step(do=clean(s.get("do", "")), risk=s.get("risk", "none")) for s in cause.next_steps),
        ask_customer=clean(cause.ask_customer),
        customer_wording=clean(cause.customer_wording),
        engineer_wording=clean(cause.engineer_wording),
        looks_like=clean(cause.looks_like),
        references=cause.references,
        correlation_ids=_correlation_ids((w.hit for w in cause.for_), clean),
        fingerprint=_fingerprint(cause),
    )


def _correlation_ids(hits: Iterable[Hit], clean: ev.Cleaner) -> tuple[Clean, ...]:
    seen: dict[str, None] = {}
    for hit in hits:
        for record in hit.records:
            ids = record.get("correlation.ids")
            if isinstance(ids, tuple):
                seen.update(dict.fromkeys(ids))
    return tuple(clean(i) for i in list(seen)[:10])


def _fingerprint(cause: JudgedCause) -> str:
    """Equal for equal findings of different cases; holds rule ids only, never customer text."""
    seen = sorted({w.observation for w in cause.for_})
    return "tk1-" + hashlib.sha256("\0".join([cause.id, cause.verdict, *seen]).encode()).hexdigest()[:24]


def _observation(hit: Hit, clean: ev.Cleaner) -> ev.ObservationNote:
    return ev.ObservationNote(
        id=hit.observation,
        title=clean(hit.title),
        shown=clean(hit.shown),
        count=hit.count,
        first=ev.stamp(hit.first),
        last=ev.stamp(hit.last),
        locations=tuple(ev.place(r.location, clean) for r in hit.records),
    )


def _offsets(clock: Sequence[Record]) -> dict[str, float]:
    """Half the width of each host's clock interval, in seconds: what its times are uncertain by."""
    found: dict[str, float] = {}
    for record in clock:
        low, high = record.get("clock.offset_low_s"), record.get("clock.offset_high_s")
        if isinstance(low, int | float) and isinstance(high, int | float):
            found[str(record.get("clock.host") or "")] = abs(high - low) / 2
    return found


def _timeline(judged: Judgement, offsets: Mapping[str, float], clean: ev.Cleaner) -> tuple[ev.Moment, ...]:
    rows = [(record.at, hit, record) for hit in judged.hits for record in hit.records if record.at]
    rows.sort(key=lambda row: (row[0], row[1].observation, row[2].location.offset))
    causes = {w.observation: c.id for c in reversed(_speaking(judged)) for w in c.for_}
    return tuple(_moment(row, causes.get(row[1].observation), offsets, clean) for row in rows[:MOMENTS])


def _moment(row: tuple[datetime, Hit, Record], cause: str | None, offsets: Mapping[str, float], clean: ev.Cleaner) -> ev.Moment:
    when, hit, record = row
    offset = when.strftime("%z")
    return ev.Moment(
        at=ev.stamp(when) or "",
        original_offset=f"{offset[:3]}:{offset[3:5]}" if offset else None,
        uncertainty_ms=round(1000 * _uncertain(record, when, offsets)),
        artifact=record.location.artifact,
        location=ev.place(record.location, clean),
        what=clean(hit.shown or hit.title),
        cause=cause,
    )


def _uncertain(record: Record, when: datetime, offsets: Mapping[str, float]) -> float:
    """Seconds to either side: the clock's interval where its host was measured, and half a second where times are whole seconds."""
    host = str(record.get("request.url.host") or record.get("event.host") or "")
    return offsets.get(host, offsets.get("", 0.0)) + (0.0 if when.microsecond else 0.5)


def _clocks(found: Found, clean: ev.Cleaner) -> tuple[ev.ClockNote, ...]:
    """Clocks of hosts, then of whole artifacts where enough was seen by both, with what they decided."""
    names = {a.id: a.name for a in found.artifacts}
    now = {c.id: c.verdict for c in found.judgement.causes}
    decided = "".join(f"; judged on corrected times, {cause} is {now[cause]} and no longer {before}" for cause, before in found.decided_by_clock.items() if cause in now)
    hosts = [_clock(r, clean) for r in found.clock if r.get("fact") != "source-clock"]
    return (*hosts, *(_source_clock(r, names, decided, clean) for r in found.clock if r.get("source.believed") is True))


def _source_clock(record: Record, names: Mapping[str, str], decided: str, clean: ev.Cleaner) -> ev.ClockNote:
    one, other = (names.get(str(record.get(f"source.{side}") or ""), "") for side in ("artifact", "against"))
    basis = "things that both artifacts saw"
    if record.get("source.zone_quarters"):
        basis += "; whole quarter hours: a time zone's doing, not a wrong clock"
    if record.get("source.jump") is True:
        basis += "; one of the two clocks was set in between, this is the offset after it"
    if drift := record.get("source.drift_s_per_h"):
        basis += f"; it grows by {drift} s an hour"
    moved = isinstance(middle := record.get("source.offset_s"), int | float) and abs(middle) >= 1
    low, high = (float(value) if isinstance(value := record.get(f"source.offset_{end}_s"), int | float) else 0.0 for end in ("low", "high"))
    counts = [int(value) if isinstance(value := record.get(f"source.{name}"), int | float) else 0 for name in ("samples", "agreeing")]
    return ev.ClockNote(source=clean(f"{one} against {other}"), offset_low_s=low, offset_high_s=high, samples=counts[0], agreeing=counts[1], basis=clean(basis + (decided if moved else "")))


def _clock(record: Record, clean: ev.Cleaner) -> ev.ClockNote:
    def figure(name: str) -> float:
        value = record.get(name)
        return float(value) if isinstance(value, int | float) else 0.0

    return ev.ClockNote(
        source=clean(str(record.get("clock.host") or "all hosts")),
        offset_low_s=figure("clock.offset_low_s"),
        offset_high_s=figure("clock.offset_high_s"),
        samples=int(figure("clock.samples")),
        agreeing=int(figure("clock.agreeing")),
        basis=clean("Date headers of answers against the times the client recorded"),
    )


def _attempt(row: Mapping[str, str], clean: ev.Cleaner) -> ev.Attempt:
    conclusions = ("ruled_out", "confirmed", "no_change", "worse", "inconclusive")
    concluded = row.get("conclusion")
    return ev.Attempt(
        at=row.get("at"),
        action=clean(row.get("action", "")),
        result=clean(row["result"]) if "result" in row else None,
        conclusion=concluded if concluded in conclusions else None,  # type: ignore[arg-type]  # narrowed by the test beside it
    )


def _needs(cause: JudgedCause) -> str:
    return "; ".join(dict.fromkeys(m.why for m in cause.missing)) or "its evidence is not in the case"


def _speaking(judged: Judgement) -> list[JudgedCause]:
    return [c for c in judged.causes if c.verdict in SPEAKING]


def _wanted(found: Found, clean: ev.Cleaner) -> tuple[ev.MissingItem, ...]:
    """What would settle the front runners, each thing once."""
    seen: dict[str, ev.MissingItem] = {}
    for cause in _speaking(found.judgement)[:5]:
        for missing in cause.missing:
            seen.setdefault(missing.observation, _missing(missing, found, clean))
    return tuple(seen.values())


def _fact(told: Told | None, clean: ev.Cleaner) -> ev.Fact:
    if told is None:
        return ev.Fact()
    return ev.Fact(
        value=clean(told.value) if told.value else None,
        source=told.source,  # type: ignore[arg-type]  # the words of Told are those of Fact
        status=told.status,  # type: ignore[arg-type]  # as above
        how_tried=clean(told.how_tried) if told.how_tried else None,
        location=ev.place(told.location, clean) if told.location and told.location.artifact else None,
    )


def _section(section: str, answers: list[Answer], found: Found, clean: ev.Cleaner) -> dict[str, ev.Fact]:
    """The facts of impact or environment: those every receiver needs, and whatever else the case file says."""
    facts = {a.need.name.partition(".")[2]: _fact(a.told, clean) for a in answers if a.need.name.startswith(f"{section}.")}
    for name, said in found.case.facts.items():
        head, _, rest = name.partition(".")
        if head == section and rest not in facts:
            facts[str(clean(rest))] = _fact(Told(said.value, said.status, said.how_tried, said.source), clean)
    return facts | (_seen(found.scope, clean) if section == "impact" and found.scope else {})


def _seen(scope: Record, clean: ev.Cleaner) -> dict[str, ev.Fact]:
    """What the artifacts show of the reach, with the first failure as its place: hints for the associate to confirm, never the answer."""
    told = {
        "seen_reach": scope.get("scope.reach"), "seen_endpoints": scope.get("scope.endpoints"), "seen_since": scope.get("scope.since"),
        "seen_share": f"{scope.get('scope.failed')} of {scope.get('scope.requests')} requests failed",
        "seen_healed": "an endpoint that failed succeeded later" if scope.get("scope.healed") is True else None,
    }  # fmt: skip
    words = {name: value.isoformat() if isinstance(value, datetime) else str(value) for name, value in told.items() if value not in (None, "unknown")}
    return {name: ev.Fact(value=clean(value), source="artifact", status="known", location=ev.place(scope.location, clean)) for name, value in words.items()}


def _completeness(case: Case, answers: list[Answer], clean: ev.Cleaner) -> ev.Completeness:
    gaps = [a for a in answers if not a.settled]
    return ev.Completeness(
        symptom_classes=classes(case),
        required=tuple(a.need.name for a in answers),
        present=tuple(a.need.name for a in answers if a.settled),
        gaps=tuple(_gap(a, clean) for a in gaps),
        facts={a.need.name: _fact(a.told, clean) for a in answers if not a.need.name.startswith(("impact.", "environment."))},
    )


def _gap(answer: Answer, clean: ev.Cleaner) -> ev.Gap:
    need = answer.need
    why = "nobody said how it was tried to find out" if answer.told else "the case file does not say it" if need.find is nothing else "no artifact shows it"
    return ev.Gap(what=need.name, why=clean(why), how_to_collect=clean(need.how), blocking=need.blocking, question=clean(need.question))


def _handoff(case: CaseFile, clean: ev.Cleaner) -> ev.Handoff:
    said = case.handoff

    def words(name: str) -> tuple[Clean, ...]:
        value = said.get(name)
        items: Sequence[object] = value if isinstance(value, list) else [value] if value else []
        return tuple(clean(str(i)) for i in items)

    def word(name: str) -> Clean | None:
        return clean(str(said[name])) if said.get(name) else None

    return ev.Handoff(ask=word("ask"), tried=words("tried"), pending=words("pending"), next=word("next"), by_when=word("by_when"))


def _closure(case: CaseFile, clean: ev.Cleaner) -> ev.Closure:
    return ev.Closure(**{key: clean(case.closure[key]) for key in ("happened", "done", "prevent", "recognise") if key in case.closure})
