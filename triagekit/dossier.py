"""Turns what was found into the evidence that leaves: every text passes `clean` on the way. Nothing raw gets past here."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from triagekit import evidence as ev
from triagekit.casefile import CaseFile
from triagekit.errors import CATALOGUE
from triagekit.model import SPEAKING, Artifact, Clean, Defect, Location, Verdict
from triagekit.reading.describe import excerpt
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit, JudgedCause, Judgement, Missing, Weighed

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


Cleaner = Callable[[str], Clean]


def build(found: Found, clean: Cleaner) -> ev.Evidence:
    """The evidence document of a run."""
    judged = found.judgement
    return ev.Evidence(
        schema_version=ev.SCHEMA_VERSION,
        tool=found.tool,
        case=_case(found.case, clean),
        impact=_said(found.case.impact, clean),
        environment=_said(found.case.environment, clean),
        reproduction=_reproduction(judged, clean),
        artifacts=tuple(_artifact(a, found, clean) for a in found.artifacts),
        causes=tuple(_cause(c, clean) for c in judged.causes),
        observations=tuple(_observation(h, clean) for h in judged.hits),
        not_assessed=tuple(
            ev.NotAssessed(cause=c.id, needs=clean(c.not_assessed_because or _needs(c))) for c in judged.causes if c.verdict is Verdict.NOT_ASSESSED
        ),
        timeline=_timeline(judged, clean),
        clock=tuple(_clock(r, clean) for r in found.clock),
        attempted=tuple(_attempt(row, clean) for row in found.case.attempted),
        missing=_wanted(judged, clean),
        completeness=_completeness(judged, clean),
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
    )


def stamp(when: datetime | None) -> str | None:
    """UTC, RFC 3339, milliseconds where there are any."""
    if when is None:
        return None
    utc = when.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds").replace("+00:00", "Z")


def place(location: Location, clean: Cleaner) -> ev.Place:
    """A location as it leaves."""
    kinds = ("json_pointer", "line", "xpath", "bytes", "chain", "claim")
    return ev.Place(
        artifact=location.artifact,
        kind=location.kind if location.kind in kinds else "bytes",  # type: ignore[arg-type]  # narrowed by the test beside it
        pointer=clean(location.pointer) if location.pointer else None,
        line=location.line or None,
        column=location.column or None,
        offset=location.offset if location.offset >= 0 else None,
        length=location.length if location.length >= 0 else None,
    )


def _case(case: CaseFile, clean: Cleaner) -> ev.CaseNote:
    said = {key: clean(case.case[key]) for key in ("id", "title", "customer") if key in case.case}
    return ev.CaseNote(**said, incident_time=stamp(case.incident_time), timezone=case.timezone_name or None)


def _said(values: Mapping[str, str], clean: Cleaner) -> dict[str, ev.Fact]:
    return {str(clean(k)): ev.Fact(value=clean(v), source="associate", status="known") for k, v in values.items()}


def _artifact(a: Artifact, found: Found, clean: Cleaner) -> ev.ArtifactNote:
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
        captured=ev.Captured(from_=stamp(a.captured_from), to=stamp(a.captured_to), timezone=clean(a.timezone) if a.timezone else None),
        defects=tuple(_defect(d, clean) for d in a.defects),
        records=a.records,
        records_refused=a.refused,
        context=a.context,
    )


def _defect(defect: Defect, clean: Cleaner) -> ev.DefectNote:
    entry = CATALOGUE[defect.code]
    what = f"{entry.what}: {defect.detail}" if defect.detail else entry.what
    return ev.DefectNote(code=defect.code, what=clean(what), why=clean(entry.why), fix=clean(entry.fix), location=place(defect.location, clean))


def _item(weighed: Weighed, clean: Cleaner) -> ev.Item:
    record = weighed.hit.records[0]
    return ev.Item(
        observation=weighed.observation,
        weight=weighed.weight,
        location=place(record.location, clean),
        excerpt=clean(excerpt(record)),
        observed_at=stamp(weighed.hit.first or record.at),
        value=clean(weighed.hit.shown),
        count=weighed.hit.count,
        more=tuple(place(r.location, clean) for r in weighed.hit.records[1:]),
    )


def _missing(missing: Missing, clean: Cleaner) -> ev.MissingItem:
    kinds = [need for need in missing.needs if need in HOW_TO_COLLECT]
    how = HOW_TO_COLLECT[kinds[0]] if kinds else "Ask the customer for it in the words of the next question."
    return ev.MissingItem(what=missing.observation, why=clean(missing.why), how_to_collect=clean(how))


def _cause(cause: JudgedCause, clean: Cleaner) -> ev.Cause:
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
        missing=tuple(_missing(m, clean) for m in cause.missing),
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


def _correlation_ids(hits: Iterable[Hit], clean: Cleaner) -> tuple[Clean, ...]:
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


def _observation(hit: Hit, clean: Cleaner) -> ev.ObservationNote:
    return ev.ObservationNote(
        id=hit.observation,
        title=clean(hit.title),
        shown=clean(hit.shown),
        count=hit.count,
        first=stamp(hit.first),
        last=stamp(hit.last),
        locations=tuple(place(r.location, clean) for r in hit.records),
    )


def _timeline(judged: Judgement, clean: Cleaner) -> tuple[ev.Moment, ...]:
    rows = [(record.at, hit, record) for hit in judged.hits for record in hit.records if record.at]
    rows.sort(key=lambda row: (row[0], row[1].observation, row[2].location.offset))
    return tuple(_moment(when, hit, record, clean) for when, hit, record in rows[:MOMENTS])


def _moment(when: datetime, hit: Hit, record: Record, clean: Cleaner) -> ev.Moment:
    offset = when.strftime("%z")
    return ev.Moment(
        at=stamp(when) or "",
        original_offset=f"{offset[:3]}:{offset[3:5]}" if offset else None,
        artifact=record.location.artifact,
        location=place(record.location, clean),
        what=clean(hit.shown or hit.title),
    )


def _clock(record: Record, clean: Cleaner) -> ev.ClockNote:
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


def _attempt(row: Mapping[str, str], clean: Cleaner) -> ev.Attempt:
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


def _wanted(judged: Judgement, clean: Cleaner) -> tuple[ev.MissingItem, ...]:
    """What would settle the front runners, each thing once."""
    seen: dict[str, ev.MissingItem] = {}
    for cause in _speaking(judged)[:5]:
        for missing in cause.missing:
            seen.setdefault(missing.observation, _missing(missing, clean))
    return tuple(seen.values())


_CLASSES: Mapping[str, tuple[str, ...]] = {
    "401": ("auth/", "jwt/"), "403": ("access/", "waf/"), "429": ("throttle/",), "5xx and timeouts": ("gateway/", "app/", "slow/"),
    "tls": ("tls/", "x509/"), "clock": ("clock/",), "saml and oidc": ("saml/", "saml-metadata/", "oidc/"), "network": ("network/", "dns/", "proxy/"),
    "browser": ("browser/", "cookie/", "cache/", "websocket/"), "request": ("request/",), "capture": ("capture/",),
}  # fmt: skip


def _completeness(judged: Judgement, clean: Cleaner) -> ev.Completeness:
    speaking = _speaking(judged)
    classes = [name for name, families in _CLASSES.items() if any(c.id.startswith(families) for c in speaking)]
    required = dict.fromkeys(w for c in speaking[:3] for w in [*(x.observation for x in c.for_), *(x.observation for x in c.missing)])
    present = dict.fromkeys(x.observation for c in speaking[:3] for x in c.for_)
    gaps = tuple(ev.Gap(what=m.what, why=m.why, how_to_collect=m.how_to_collect, blocking=False) for m in _wanted(judged, clean))
    return ev.Completeness(symptom_classes=tuple(classes), required=tuple(required), present=tuple(present), gaps=gaps)


def _reproduction(judged: Judgement, clean: Cleaner) -> ev.Reproduction:
    for cause in _speaking(judged):
        for weighed in cause.for_:
            record = weighed.hit.records[0]
            if record.kind is Kind.EXCHANGE and record.get("request.url"):
                return ev.Reproduction(steps=(clean(excerpt(record)),), curl=clean(_curl(record)))
    return ev.Reproduction()


def _curl(record: Record) -> str:
    """The failing request as a curl command; quoting keeps every value one word."""
    words = ["curl", "-v", "-X", str(record.get("request.method") or "GET")]
    for name in ("accept", "content-type", "origin", "authorization"):
        values = record.get(f"request.headers.{name}")
        if isinstance(values, tuple) and values:
            words += ["-H", f"{name}: {values[0]}"]
    return " ".join(_quoted(w) for w in [*words, str(record.get("request.url"))])


def _quoted(word: str) -> str:
    return word if word.replace("-", "").isalnum() else "'" + word.replace("'", "'\\''") + "'"


def _handoff(case: CaseFile, clean: Cleaner) -> ev.Handoff:
    said = case.handoff

    def words(name: str) -> tuple[Clean, ...]:
        value = said.get(name)
        items: Sequence[object] = value if isinstance(value, list) else [value] if value else []
        return tuple(clean(str(i)) for i in items)

    def word(name: str) -> Clean | None:
        return clean(str(said[name])) if said.get(name) else None

    return ev.Handoff(ask=word("ask"), tried=words("tried"), pending=words("pending"), next=word("next"), by_when=word("by_when"))


def _closure(case: CaseFile, clean: Cleaner) -> ev.Closure:
    return ev.Closure(**{key: clean(case.closure[key]) for key in ("happened", "done", "prevent", "recognise") if key in case.closure})
