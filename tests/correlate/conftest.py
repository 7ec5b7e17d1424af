"""Makes the records that correlators see."""

from datetime import UTC, datetime, timedelta

import pytest

from triagekit.model import Location
from triagekit.records import Kind, Record
from triagekit.roles import Context

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def exchange():
    """exchange(seconds, field=value ...): an answered GET of api.example at START + seconds."""

    def make(seconds=0.0, **fields):
        known = {
            "source": "har", "dialect": "chrome", "request.method": "GET", "request.url.scheme": "https", "request.url.host": "api.example", "request.url.path": "/v1/x",
            "request.url": "https://api.example/v1/x", "request.route": "GET api.example/v1/x", "response.status": 200, "timing.total_ms": 100.0,
        }
        known.update({name.replace("__", "."): value for name, value in fields.items()})
        known = {name: value for name, value in known.items() if value is not None}
        return Record(Kind.EXCHANGE, Location("a0001", "json_pointer", f"/log/entries/{int(seconds)}"), known, START + timedelta(seconds=seconds))

    return make


@pytest.fixture
def conclude():
    """conclude(Correlator, records): the facts, as field maps."""

    def run(kind, records):
        correlator = kind()
        for record in records:
            correlator.see(record)
        facts = list(correlator.conclude(Context()))
        published = set(correlator.fields) | {"fact"}
        assert all(set(fact.fields) <= published for fact in facts), "a fact has a field that is not published"
        return [dict(fact.fields) for fact in facts]

    return run
