"""Hand-made cases for the needs: a few records and, where a test wants one, a cause that speaks."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.casefile import CaseFile
from triagekit.model import Location, Verdict
from triagekit.needs.need import Case
from triagekit.records import Kind, Record
from triagekit.verdicts import Hit, JudgedCause, Judgement, Weighed
from triagekit.witness import Witness

AT = datetime(2026, 11, 3, 9, 14, tzinfo=UTC)


def exchange(status=401, seconds=0, **fields):
    """A request as a capture shows it; dots in field names are written as two underscores."""
    named = {name.replace("__", "."): value for name, value in fields.items()}
    base = {"source": "har", "request.method": "GET", "request.url": "https://api.test/v1/me", "request.url.host": "api.test", "request.url.path": "/v1/me", "response.header_names": ("date",)}
    if status:
        base["response.status"] = status
    return Record(Kind.EXCHANGE, Location("a0001", "json_pointer", f"/log/entries/{seconds}"), {**base, **named}, AT + timedelta(seconds=seconds))


def case(*records, cause="", file=None, clock=()):
    """A case in which the witness saw these records, and this cause speaks of the first."""
    seen = Witness()
    for record in records:
        seen.see(record)
    hit = Hit("x/seen", "Seen", "seen", tuple(records[:1]), 1, records[0].at, records[0].at) if records else None
    causes = (JudgedCause(cause, "It broke", "d", Verdict.LIKELY, 1, 5, "high", "vendor", for_=(Weighed("x/seen", "supports: strong", "g", hit),), next_steps=({"do": "Look at it"},)),) if cause else ()
    return Case(Judgement(causes, ()), seen, file or CaseFile(), tuple(clock))


@pytest.fixture
def make():
    return case
