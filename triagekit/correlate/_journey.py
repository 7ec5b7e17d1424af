"""A capture or a log as a journey: its steps in order, repeats folded, named so that two runs can be laid side by side."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triagekit.records import Kind, Record

STEPS = 2_000
"""Steps of one journey at most; further ones are not compared."""
_VARIABLE = re.compile(r"0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{16,}\b|redacted-[a-z-]+(?:-[a-z2-7]{13})?|\S+@\S+|\d+(?:\.\d+)*", re.IGNORECASE)
_TOLD = frozenset({Kind.ASSERTION, Kind.TOKEN, Kind.CERTIFICATE, Kind.METADATA, Kind.HANDSHAKE})


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, the record that shows it, and how often it was repeated at once."""

    name: str
    """Method, host and normalised path; a log line's logger and shape; a carried item's kind."""
    path: str
    """The name without the host, for journeys through different environments."""
    record: Record
    times: int = 1


def steps(records: Iterable[Record], carried: Iterable[Record] = ()) -> list[Step]:
    """The exchanges of a journey; where there is none its log lines; where there is neither what was carried."""
    requests: list[Step] = []
    events: list[Step] = []
    for record in records:
        if record.kind is Kind.EXCHANGE and len(requests) < STEPS:
            _fold(requests, _request(record))
        elif record.kind is Kind.EVENT and len(events) < STEPS and record.get("event.level") not in ("debug", "trace"):
            _fold(events, _event(record))
    return requests or events or [_carried(r) for r in carried if r.kind in _TOLD][:STEPS]


def _fold(found: list[Step], step: Step) -> None:
    """Polling and retries with the same outcome are one step."""
    last = found[-1] if found else None
    if last and last.name == step.name and outcome(last.record) == outcome(step.record):
        found[-1] = Step(last.name, last.path, last.record, last.times + 1)
    else:
        found.append(step)


def outcome(record: Record) -> tuple[object, ...]:
    """What came of a step, by which two runs of it are told apart."""
    return record.get("response.status"), record.get("error.kind"), record.get("event.level") in ("error", "fatal")


def _request(record: Record) -> Step:
    route = str(record.get("request.route") or f"{record.get('request.method') or ''} {record.get('request.url.host') or ''}{record.get('request.url.path') or ''}")
    host = str(record.get("request.url.host") or "")
    return Step(route, route.replace(host, "", 1) if host else route, record)


def _event(record: Record) -> Step:
    shape = _VARIABLE.sub("#", str(record.get("event.message") or ""))[:200]
    name = f"{record.get('event.logger') or ''} {shape}".strip()
    return Step(name, name, record)


def _carried(record: Record) -> Step:
    name = str(record.get("saml.kind") or record.get("saml.message") or record.kind.value)
    return Step(name, name, record)


def names(one: Sequence[Step], other: Sequence[Step]) -> tuple[list[str], list[str]]:
    """What the steps are called for laying them side by side: without hosts where the two ran in different environments."""
    hosts = [{str(s.record.get("request.url.host") or "") for s in journey} - {""} for journey in (one, other)]
    elsewhere = bool(hosts[0] and hosts[1]) and len(hosts[0] & hosts[1]) * 2 < min(len(hosts[0]), len(hosts[1]))
    return [s.path if elsewhere else s.name for s in one], [s.path if elsewhere else s.name for s in other]
