"""Field specs say their type."""

from triagekit import records


def test_every_short_form_gives_its_type():
    made = {make("m").type for make in (records.text, records.number, records.flag, records.time, records.texts)}
    assert made == set(records.Type)


def test_a_field_that_the_artifact_does_not_say_is_none():
    from triagekit.model import Location

    record = records.Record(records.Kind.EXCHANGE, Location("a0001"), {"response.status": 401})
    assert (record.get("response.status"), record.get("request.url")) == (401, None)


def test_an_exchange_was_over_after_its_whole_duration_where_one_is_told():
    from datetime import UTC, datetime, timedelta

    from triagekit.model import Location

    at = datetime(2026, 3, 1, tzinfo=UTC)
    ended = [records.Record(records.Kind.EXCHANGE, Location("a0001"), {"timing.total_ms": t}, at).ended for t in (1500, 0.0, -1, 1e12, True, "x")]
    assert ended == [at + timedelta(seconds=1.5), at, None, None, None, None]
    assert records.Record(records.Kind.EXCHANGE, Location("a0001"), {"timing.total_ms": 5}).ended is None
