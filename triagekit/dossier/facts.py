"""What the case file, the artifacts and the needs say of the case itself: impact, environment, gaps, hand-over and closure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from triagekit import evidence as ev
from triagekit.casefile import CaseFile
from triagekit.dossier.found import Found
from triagekit.model import Clean, Location
from triagekit.needs.need import Case, Told, nothing
from triagekit.needs.told import Answer, classes
from triagekit.records import Record


def case_note(case: CaseFile, clean: ev.Cleaner) -> ev.CaseNote:
    """Whose case it is, and when the incident was by the associate."""
    said = {key: clean(case.case[key]) for key in ("id", "title", "customer") if key in case.case}
    return ev.CaseNote(**said, incident_time=ev.stamp(case.incident_time), timezone=case.timezone_name or None)


def facts_of(section: str, answers: list[Answer], found: Found, clean: ev.Cleaner) -> dict[str, ev.Fact]:
    """The facts of impact or environment: those every receiver needs, and whatever else the case file says."""
    facts = {a.need.name.partition(".")[2]: _fact(a.told, clean) for a in answers if a.need.name.startswith(f"{section}.")}
    for name, said in found.case.facts.items():
        head, _, rest = name.partition(".")
        if head == section and rest not in facts:
            facts[str(clean(rest))] = _fact(Told(said.value, said.status, said.how_tried, said.source), clean)
    return facts | (_seen(found.scopes, clean) if section == "impact" else {})


def completeness(case: Case, answers: list[Answer], clean: ev.Cleaner) -> ev.Completeness:
    """What a receiver needs in this case: what is there, and what is missing with the question that would bring it."""
    gaps = [a for a in answers if not a.settled]
    return ev.Completeness(
        symptom_classes=classes(case),
        required=tuple(a.need.name for a in answers),
        present=tuple(a.need.name for a in answers if a.settled),
        gaps=tuple(_gap(a, clean) for a in gaps),
        facts={a.need.name: _fact(a.told, clean) for a in answers if not a.need.name.startswith(("impact.", "environment."))},
    )


def attempt(row: Mapping[str, str], clean: ev.Cleaner) -> ev.Attempt:
    """One thing that was tried already, and what came of it."""
    conclusions = ("ruled_out", "confirmed", "no_change", "worse", "inconclusive")
    concluded = row.get("conclusion")
    return ev.Attempt(
        at=row.get("at"),
        action=clean(row.get("action", "")),
        result=clean(row["result"]) if "result" in row else None,
        conclusion=concluded if concluded in conclusions else None,  # type: ignore[arg-type]  # narrowed by the test beside it
    )


def handoff(case: CaseFile, clean: ev.Cleaner) -> ev.Handoff:
    """What the next person is asked to do, by when."""
    said = case.handoff

    def words(name: str) -> tuple[Clean, ...]:
        value = said.get(name)
        items: Sequence[object] = value if isinstance(value, list) else [value] if value else []
        return tuple(clean(str(i)) for i in items)

    def word(name: str) -> Clean | None:
        return clean(str(said[name])) if said.get(name) else None

    return ev.Handoff(ask=word("ask"), tried=words("tried"), pending=words("pending"), next=word("next"), by_when=word("by_when"))


def closure(case: CaseFile, clean: ev.Cleaner) -> ev.Closure:
    """What happened in the end, and how it is known again."""
    return ev.Closure(**{key: clean(case.closure[key]) for key in ("happened", "done", "prevent", "recognise") if key in case.closure})


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


def _seen(scopes: Sequence[Record], clean: ev.Cleaner) -> dict[str, ev.Fact]:
    """What the artifacts show of the reach, each with its place: hints for the associate to confirm, never the answer."""
    facts: dict[str, ev.Fact] = {}
    for n, scope in enumerate(scopes[:2]):
        for name, value, place in _told_of(scope):
            if n == 0 or name == "share":  # the share in the client's own capture is another than in everybody's log
                facts[f"seen_{name}" if n == 0 else f"seen_{name}_{scope.get('scope.view')}"] = ev.Fact(value=clean(value), source="artifact", status="known", location=ev.place(place, clean))
    return facts


def _told_of(scope: Record) -> Iterator[tuple[str, str, Location]]:
    """Name, words and place of each thing that a scope shows."""
    last = scope.also[0] if scope.also else scope.location
    counts = {name: scope.get(f"scope.{name}") for name in ("failing_users", "users", "failing_routes", "routes", "failed", "requests", "recovered", "broken", "retried")}
    shown = bool(counts["requests"]) or counts["users"] != counts["failing_users"]
    for name in ("reach", "endpoints"):
        if (word := scope.get(f"scope.{name}")) not in (None, "unknown"):
            yield name, str(word), scope.location
    if scope.get("scope.reach") not in (None, "unknown"):
        yield "users", ("{failing_users} of {users} users met a failure" if shown else "{failing_users} users met a failure; who did not is not shown").format(**counts), scope.location
    if counts["routes"]:
        yield "routes", ("{failing_routes} of {routes} endpoints failed" if shown else "{failing_routes} endpoints failed; which others work is not shown").format(**counts), scope.location
    for name, place in (("since", scope.location), ("until", last)):
        if isinstance(when := scope.get(f"scope.{name}"), datetime):
            yield name, str(ev.stamp(when)), place
    if counts["requests"]:
        yield "share", "{failed} of {requests} requests failed".format(**counts), scope.location
    if scope.get("scope.healed") is True:
        yield "healed", "{recovered} of {broken} failing endpoints succeeded later, each for the user who had failed".format(**counts), scope.also[1] if len(scope.also) > 1 else last
    elif counts["retried"]:
        yield "retried", ("tried again once, without success" if counts["retried"] == 1 else "tried again {retried} times, never with success").format(**counts), last


def _gap(answer: Answer, clean: ev.Cleaner) -> ev.Gap:
    need = answer.need
    why = "nobody said how it was tried to find out" if answer.told else "the case file does not say it" if need.find is nothing else "no artifact shows it"
    return ev.Gap(what=need.name, why=clean(why), how_to_collect=clean(need.how), blocking=need.blocking, question=clean(need.question))
