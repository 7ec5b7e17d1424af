"""By what two artifacts can be known to speak of the same thing, and what is no such thing."""

from datetime import UTC, datetime

import pytest

from triagekit.correlate import _keys
from triagekit.model import Location
from triagekit.records import Kind, Record

TRACE = "0af7651916cd43dd8448eb211c80319c"


def record(kind=Kind.EXCHANGE, at=None, **fields):
    return Record(kind, Location("a"), {k.replace("__", "."): v for k, v in fields.items()}, at)


@pytest.mark.parametrize(
    ("value", "own"),
    [
        (f"00-{TRACE}-b7ad6b7169203331-01", TRACE),
        ("Self=1-67891234-12456789abcdef012345678a;Root=1-67891233-abcdef012345678912345678", "1-67891233-abcdef012345678912345678"),
        (f"{TRACE}:b7ad6b7169203331:0:1", TRACE),
        ("8c1f2e7a9b0d4e55-FRA", "8c1f2e7a9b0d4e55-FRA"),
        (' "5f2b9c1d77" ', "5f2b9c1d77"),
        ("00000000-0000-0000-0000-000000000000", ""),
        ("1234567", ""),
        ("-", ""),
        ("aaaaaaaaaaaa", ""),
        ("two words here", ""),
    ],
)
def test_the_shared_part_of_an_identifier_is_found_and_what_could_be_anybodys_is_not(value, own):
    assert _keys.telling(value) == own


def test_a_log_line_shows_identifiers_named_and_bare():
    said = 'level=error request_id=req-7f3a91bc44 msg="upstream failed" trace 0af76519-16cd-43dd-8448-eb211c80319c'
    keys = {(k.sort, k.value) for k in _keys.of(record(Kind.EVENT, event__text=said))}
    assert keys == {("correlation-id", "req-7f3a91bc44"), ("identifier", "0af76519-16cd-43dd-8448-eb211c80319c")}


def test_a_traceparent_meets_the_trace_id_of_a_log_line():
    header = _keys.of(record(correlation__ids=(f"traceparent=00-{TRACE}-b7ad6b7169203331-01",)))
    line = _keys.of(record(Kind.EVENT, event__text=f"failed trace_id={TRACE}"))
    assert header[0].value == line[0].value
    assert _keys.alike(header[0], line[0])


def test_a_record_never_gives_more_keys_than_can_be_held():
    assert len(_keys.of(record(correlation__ids=tuple(f"x-{n}=id-value-{n:08}ab" for n in range(100))))) == _keys.MOST


def test_an_access_logs_time_may_be_either_end_of_the_request():
    at = datetime(2026, 1, 1, 12, 0, 5, tzinfo=UTC)
    span = _keys.span(record(at=at, source="access-log", timing__total_ms=2000.0))
    assert ((span.first - at).total_seconds(), (span.last - at).total_seconds(), span.resolution) == (-2, 2, 1.0)
    client = _keys.span(record(at=at.replace(microsecond=5000), source="har", timing__total_ms=2000.0))
    assert (client.first.microsecond, (client.last - client.first).total_seconds(), client.resolution) == (5000, 2, 0.001)


def test_without_a_duration_a_span_is_a_moment_and_says_it_was_not_measured():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for odd in (None, -1, 1e12):
        span = _keys.span(record(at=at, **({"timing__total_ms": odd} if odd is not None else {})))
        assert (span.first, span.last, span.measured) == (at, at, False)
    assert _keys.span(record()) is None


def test_the_number_at_the_end_of_an_access_log_line_is_the_requests_own():
    """nginx's $request_id is often appended under no name."""
    keys = {(k.sort, k.value) for k in _keys.of(record(source="access-log", log__extra=f"{TRACE} 0.114"))}
    assert keys == {("identifier", TRACE)}


def test_a_saml_id_meets_itself_in_a_log_line_with_or_without_its_underscore():
    number = "9a8b7c6d" * 4
    message = Record(Kind.ASSERTION, Location("har"), {"saml.in_response_to": (f"_{number}",)})
    assert [(k.sort, k.value) for k in _keys.of(message)] == [("saml-message", number)]
    assert [k.value for k in _keys.of(Record(Kind.EVENT, Location("log"), {"event.text": f"The InResponseTo _{number} is unknown"}))] == [number]


def test_a_trace_without_times_has_the_date_of_its_answer():
    date = datetime(2026, 11, 3, 9, 14, 11, tzinfo=UTC)
    traced = Record(Kind.EXCHANGE, Location("trace"), {"source": "trace", "response.date": date})
    made = _keys.span(traced)
    assert (made.first, made.last, made.resolution, made.measured) == (date, date, 1.0, False)
    assert _keys.span(Record(Kind.EVENT, Location("log"), {"response.date": date})) is None
