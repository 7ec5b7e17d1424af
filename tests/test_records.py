"""Field specs say their type."""

from triagekit import records


def test_every_short_form_gives_its_type():
    made = {make("m").type for make in (records.text, records.number, records.flag, records.time, records.texts)}
    assert made == set(records.Type)


def test_a_field_that_the_artifact_does_not_say_is_none():
    from triagekit.model import Location

    record = records.Record(records.Kind.EXCHANGE, Location("a0001"), {"response.status": 401})
    assert (record.get("response.status"), record.get("request.url")) == (401, None)
