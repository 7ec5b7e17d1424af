"""Turns what was found into the evidence that leaves: every text passes `clean` on the way. Nothing raw gets past here."""

from itertools import chain

from triagekit import charts, reproduction
from triagekit import evidence as ev
from triagekit.dossier import sides
from triagekit.dossier.causes import HOW_TO_COLLECT, WOULD_TELL, cause, needs, worded
from triagekit.dossier.clocknotes import clocks
from triagekit.dossier.clocknotes import notes as said_of_clocks
from triagekit.dossier.facts import attempt, case_note, closure, completeness, facts_of, handoff
from triagekit.dossier.found import Found
from triagekit.dossier.times import timeline
from triagekit.dossier.wanted import wanted
from triagekit.errors import CATALOGUE
from triagekit.model import Artifact, Clean, Defect, Verdict
from triagekit.needs.always import NEEDS
from triagekit.needs.need import Case
from triagekit.needs.told import CLASSES
from triagekit.needs.told import answers as told
from triagekit.verdicts import Hit


def build(found: Found, clean: ev.Cleaner) -> ev.Evidence:
    """The evidence document of a run."""
    clean = _once(clean, found.shipped)
    judged = found.judgement
    case = Case(judged, found.witness, found.case, tuple(r for r in found.clock if r.get("fact") == "clock-offset"))
    answers, said = told(case), said_of_clocks(found)
    return ev.Evidence(
        schema_version=ev.SCHEMA_VERSION,
        tool=found.tool,
        case=case_note(found.case, clean),
        impact=facts_of("impact", answers, found, clean),
        environment=facts_of("environment", answers, found, clean),
        reproduction=reproduction.build(case, clean),
        artifacts=tuple(_artifact(a, found, said.get(a.id, []), clean) for a in found.artifacts),
        causes=tuple(cause(worded(c), found, clean) for c in judged.causes),
        observations=tuple(_observation(h, clean) for h in judged.hits),
        not_assessed=tuple(
            ev.NotAssessed(cause=c.id, needs=clean(c.not_assessed_because or needs(c))) for c in judged.causes if c.verdict is Verdict.NOT_ASSESSED
        ),
        timeline=timeline(found, clean),
        clock=clocks(found, clean),
        attempted=tuple(attempt(row, clean) for row in found.case.attempted),
        missing=wanted(found, clean),
        completeness=completeness(case, answers, clean),
        redaction=found.redaction or ev.RedactionNote(profile="support", items=0, by_category={}, verified=False, withheld=(), not_examined=()),
        handling=ev.Handling(),
        handoff=handoff(found.case, clean),
        closure=closure(found.case, clean),
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
    return frozenset((*shipped, *(WOULD_TELL + text for text in shipped), *HOW_TO_COLLECT.values(), *sides.sentences(), *(text for need in needs for text in (need.question, need.how))))


def _once(clean: ev.Cleaner, shipped: frozenset[str]) -> ev.Cleaner:
    """The same, but each text is cleaned once, and a sentence of our own never: redaction would search 400 causes' wordings for secrets."""
    known: dict[str, Clean] = {text: Clean(text) for text in own_sentences(shipped)}

    def cleaned(text: str) -> Clean:
        made = known.get(text)
        if made is None:
            made = known[text] = clean(text)
        return made

    return cleaned


def _artifact(a: Artifact, found: Found, said: list[str], clean: ev.Cleaner) -> ev.ArtifactNote:
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
        apart=a.id in found.strange,
        notes=tuple(clean(note) for note in (*a.notes, *said)),
    )


def _defect(defect: Defect, clean: ev.Cleaner) -> ev.DefectNote:
    entry = CATALOGUE[defect.code]
    what = f"{entry.what}: {defect.detail}" if defect.detail else entry.what
    return ev.DefectNote(code=defect.code, what=clean(what), why=clean(entry.why), fix=clean(entry.fix), location=ev.place(defect.location, clean))


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
