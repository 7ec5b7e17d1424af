"""What every receiver needs, whatever the symptom."""

from triagekit.needs.need import ASK, CAPTURE, SERVER_LOG, Case, Need, Told, nothing, time
from triagekit.reading.describe import excerpt
from triagekit.records import Kind, Record

_EFFECT = "What can the customer not do, and how many people does that concern?"
_HARM = "How severe is it for the customer, and what makes it so?"
_PRODUCT = "Which product, version, region, tenant and client does the customer use?"
_CHANGE = "What changed shortly before it began, and when did it last work?"


def ask(case: Case) -> Told | None:
    """What the receiver is asked to do."""
    said = case.file.handoff.get("ask")
    if said:
        return Told(str(said), source="associate")
    lead = next(iter(case.speaking), None)
    if lead is None:
        return None
    step = next((s["do"] for s in lead.next_steps if s.get("do")), "")
    return Told(f"Please confirm or refute: {lead.title}.{' Begin with this: ' + step + '.' if step else ''}", source="system")


def client(case: Case) -> Told | None:
    """The client that made most of the captured requests."""
    seen = case.witness.clients
    return Told(max(sorted(seen), key=lambda name: seen[name])) if seen else None


def sightings(case: Case) -> tuple[Told | None, Told | None]:
    """First and last time that the failure was seen."""
    hits = [w.hit for c in case.speaking[:1] for w in c.for_]
    starts = [t for t in (h.first for h in hits) if t] or [s.first for s in case.witness.symptoms.values() if s.first]
    ends = [t for t in (h.last or h.first for h in hits) if t] or [s.last for s in case.witness.symptoms.values() if s.last]
    if starts and ends:
        return Told(time(min(starts))), Told(time(max(ends)))
    seen = case.witness
    if case.speaking and seen.first and seen.last:
        return Told(f"within the capture, from {time(seen.first)}"), Told(f"within the capture, until {time(seen.last)}")
    told = case.file.incident_time
    return (Told(time(told), source="associate"), Told(time(told), source="associate")) if told else (None, None)


def frequency(case: Case) -> Told | None:
    """How many of the requests failed."""
    failed = sum(s.count for s in case.witness.symptoms.values())
    total = case.witness.requests
    if total and failed:
        return Told(f"{failed} of {total} recorded requests failed")
    most = max((w.hit.count for c in case.speaking[:1] for w in c.for_), default=0)
    return Told(f"seen {most} times in the artifacts" if most > 1 else "seen once in the artifacts") if most else None


def failing(case: Case) -> Record | None:
    """The record that shows the failure best: the lead cause's own, a failing request before anything else."""
    records = [r for c in case.speaking[:3] for w in c.for_ for r in w.hit.records]
    kept = [r for s in case.witness.symptoms.values() for r in s.samples]
    ranked = [r for r in records if r.kind is Kind.EXCHANGE] or kept or records or case.witness.events
    return ranked[0] if ranked else None


def actual(case: Case) -> Told | None:
    """What happened instead."""
    record = failing(case)
    if record is None:
        return None
    shown = "; ".join(dict.fromkeys(w.hit.shown for c in case.speaking[:1] for w in c.for_[:3] if w.hit.shown))
    return Told(excerpt(record) if record.kind in (Kind.EXCHANGE, Kind.EVENT) or not shown else shown, location=record.location)


def expected(case: Case) -> Told | None:
    """What should have happened."""
    return Told("the same step succeeds", source="system") if failing(case) else None


def reproduction(case: Case) -> Told | None:
    """Whether the capture shows how to see it again."""
    record = failing(case)
    return Told("the steps of the capture", location=record.location) if record else None


def correlation(case: Case) -> Told | None:
    """A correlation id, or why there is none."""
    hits = [r for c in case.speaking for w in c.for_ for r in w.hit.records]
    for record in [*hits, *(r for s in case.witness.symptoms.values() for r in s.samples)]:
        ids = record.get("correlation.ids")
        if isinstance(ids, tuple) and ids:
            return Told("; ".join(ids[:5]), location=record.location)
    if case.witness.requests:
        return Told(status="not_applicable", how_tried=f"none of the {case.witness.answered} recorded answers carries one")
    return Told(status="not_applicable", how_tried="these files hold no HTTP requests") if hits else None


def attempts(case: Case) -> Told | None:
    """What was tried."""
    tried = [row for row in case.file.attempted if row.get("action")] or case.file.handoff.get("tried")
    return Told(f"{len(tried)} recorded" if isinstance(tried, list) else "recorded", source="associate") if tried else None


def last_good(case: Case) -> Told | None:
    """The last success of the failing route within the capture."""
    for record in case.fact("route-break"):
        since = record.get("route.since_success_s")
        if isinstance(since, int | float):
            return Told(f"the same route still worked {since:g} s before the first failure", location=record.location)
    return None


NEEDS = (
    Need("ask", "What should the receiving team do?", ASK, ask, blocking=True),
    Need("impact.summary", _EFFECT, ASK, nothing, blocking=True),
    Need("impact.scope", _EFFECT, ASK, nothing, blocking=True),
    Need("impact.severity", _HARM, ASK, nothing, blocking=True),
    Need("impact.severity_rationale", _HARM, ASK, nothing, blocking=True),
    Need("impact.workaround", "Is there a way around it that the customer can use today?", ASK, nothing, blocking=True),
    Need("environment.product", _PRODUCT, ASK, nothing, blocking=True),
    Need("environment.version", _PRODUCT, ASK, nothing, blocking=True),
    Need("environment.region", _PRODUCT, ASK, nothing),
    Need("environment.tenant", _PRODUCT, ASK, nothing),
    Need("environment.client", _PRODUCT, CAPTURE, client),
    Need("environment.recent_change", _CHANGE, ASK, nothing, blocking=True),
    Need("environment.last_known_good", _CHANGE, ASK, last_good),
    Need("first_seen", "When did it first happen, with the time zone?", CAPTURE, lambda case: sightings(case)[0], blocking=True),
    Need("last_seen", "When did it last happen, with the time zone?", CAPTURE, lambda case: sightings(case)[1]),
    Need("frequency", "Does it happen every time, or how often?", ASK, frequency),
    Need("expected", "What should have happened?", ASK, expected),
    Need("actual", "What happened instead, word for word?", CAPTURE, actual, blocking=True),
    Need("reproduction", "Which steps lead to it?", CAPTURE, reproduction),
    Need("attempts", "What has been tried so far, and what came of it?", ASK, attempts, blocking=True),
    Need("correlation_id", "Does the error page or the answer show a request id?", SERVER_LOG, correlation),
)  # fmt: skip
"""In the order in which a receiver asks."""
