"""What belongs together is joined across artifacts, what does not is not, and the clocks are set against each other."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triagekit.correlate.joins import Joins
from triagekit.model import Location
from triagekit.records import Kind, Record
from triagekit.roles import Context

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
IDS = [f"req-{n:04d}-{(n * 7919) % 99991:05d}ab" for n in range(200)]


def client(n, status=200, second=None, path=None, **more):
    fields = {
        "source": "har", "request.method": "GET", "request.url.host": "api.test", "request.url.path": path or f"/v1/{n}", "response.status": status,
        "timing.total_ms": 400.0, **{k.replace("__", "."): v for k, v in more.items()},
    }  # fmt: skip
    return Record(Kind.EXCHANGE, Location("har", "json_pointer", f"/log/entries/{n}"), fields, START + timedelta(seconds=n * 3 if second is None else second))


def line(n, offset=0.0, status=None, path=None, request_id=None, level="error", **more):
    fields = {"event.format": "nginx-error", "event.level": level, "event.message": "upstream said no", "event.method": "GET", "request.url.path": path or f"/v1/{n}"}
    fields |= {"event.status": status} if status else {}
    fields |= {"correlation.ids": (f"x-request-id={request_id}",)} if request_id else {}
    fields |= {k.replace("__", "."): v for k, v in more.items()}
    return Record(Kind.EVENT, Location("log", "line", line=n + 1), fields, START + timedelta(seconds=n * 3 + 0.2 + offset))


def logged(status, path="/v1/a"):
    fields = {"source": "access-log", "request.method": "GET", "request.url.path": path, "response.status": status, "timing.total_ms": 300.0}
    return Record(Kind.EXCHANGE, Location("access", "line", line=1), fields, START)


def facts(records, sort="join"):
    correlator = Joins()
    for record in records:
        correlator.see(record)
    found = list(correlator.conclude(Context()))
    published = set(Joins.fields) | {"fact"}
    assert all(set(f.fields) <= published for f in found)
    return [f for f in found if f.fields["fact"] == sort]


def numbered(n, status=200, **more):
    return client(n, status, correlation__ids=(f"x-request-id={IDS[n]}",), **more)


@settings(max_examples=30, deadline=None)
@given(st.floats(-3600, 3600), st.integers(3, 30))
def test_shared_identifiers_give_the_offset_between_two_artifacts(offset, count):
    records = [r for n in range(count) for r in (numbered(n), line(n, offset, request_id=IDS[n]))]
    (clock,) = facts(records, "source-clock")
    assert clock.fields["source.believed"] is True
    assert clock.fields["source.offset_low_s"] - 0.01 <= offset <= clock.fields["source.offset_high_s"] + 0.01
    assert clock.fields["source.offset_high_s"] - clock.fields["source.offset_low_s"] < 2


def test_a_failure_is_joined_to_the_log_line_that_bears_its_number_and_both_places_are_told():
    (join,) = facts([numbered(1, 502), numbered(2), line(1, request_id=IDS[1], signal__firm=("gateway/upstream-refused",)), line(2, request_id=IDS[3])])
    assert (join.fields["join.by"], join.fields["join.strength"], join.fields["join.name"]) == ("correlation-id", "strong", "x-request-id")
    assert (join.fields["join.here.status"], join.fields["join.there.signals"]) == (502, ("gateway/upstream-refused",))
    assert (join.location.artifact, join.also[0].artifact) == ("har", "log")


def test_healthy_requests_are_joined_for_the_clock_only():
    assert facts([r for n in range(5) for r in (numbered(n), line(n, request_id=IDS[n], level="info"))]) == []


@pytest.mark.parametrize("offset", [0.0, 7200.0, -95.0])
def test_without_numbers_the_same_request_at_the_same_moment_is_joined_after_the_clocks_were_set(offset):
    paths = ["/v1/a", "/v1/b", "/v1/c", "/v1/d", "/v1/a"]
    records = [r for n, path in enumerate(paths) for r in (client(n, 500, path=path), line(n, offset, path=path))]
    joins = facts(records)
    assert sorted((j.location.pointer, j.also[0].line) for j in joins) == [(f"/log/entries/{n}", n + 1) for n in range(5)]
    assert {j.fields["join.by"] for j in joins} == {"request"}
    assert all(abs(j.fields["join.apart_s"]) < 1 for j in joins)


def test_where_two_requests_fit_none_is_joined():
    assert facts([client(0, 500, path="/v1/a"), line(0, 0.0, path="/v1/a"), line(0, 0.1, path="/v1/a", event__message="other")]) == []


def test_of_two_that_fit_the_one_from_the_same_page_is_taken():
    page = "https://app.test/start"
    failed = client(0, 500, path="/v1/a", **{"request.headers.referer": (page,)})
    other, own = line(0, 0.0, path="/v1/a"), line(1, -2.9, path="/v1/a", **{"event.fields.referrer": page})
    (join,) = facts([failed, other, own])
    assert join.also[0].line == own.location.line


def test_another_status_another_path_or_another_time_is_not_the_same_request():
    failed = client(0, 500, path="/v1/a")
    for other in (line(0, path="/v1/b"), logged(404), line(0, 60.0, path="/v1/a")):
        assert facts([failed, other]) == []
    assert len(facts([failed, logged(500)])) == 1


def test_records_of_one_artifact_are_never_joined_with_each_other():
    assert facts([numbered(1, 500), numbered(1, 500, second=9)]) == []


def test_a_number_that_many_bear_joins_only_a_few():
    records = [client(n, 500, correlation__ids=("x-request-id=the-same-everywhere-1",)) for n in range(50)]
    records += [line(n, request_id="the-same-everywhere-1") for n in range(50)]
    by_id = [j for j in facts(records) if j.fields["join.by"] == "correlation-id"]
    assert len(by_id) <= 36


def test_the_nearer_to_the_client_is_here_whatever_the_order_of_the_artifacts():
    records = [numbered(1, 502), line(1, request_id=IDS[1])]
    assert [j.fields["join.here.kind"] for j in (*facts(records), *facts(records[::-1]))] == ["exchange", "exchange"]


def test_order_of_the_records_changes_nothing():
    records = [r for n in range(12) for r in (numbered(n, 502 if n % 3 == 0 else 200), line(n, 5.0, request_id=IDS[n]))]
    assert sorted(map(str, facts(records))) == sorted(map(str, facts(records[::-1])))


def test_a_request_that_its_client_gave_up_is_the_line_of_the_one_that_was_left():
    gave_up = client(1, None, path="/v1/search", error__kind="aborted", timing__total_ms=10_000.0)
    answered = Record(Kind.EXCHANGE, Location("access", "line", line=1), dict(logged(200, "/v1/search").fields), START + timedelta(seconds=5))
    left = Record(Kind.EXCHANGE, Location("access", "line", line=2), dict(logged(499, "/v1/search").fields), START + timedelta(seconds=12))
    (join,) = facts([gave_up, answered, left])
    assert join.also[0].line == 2


def test_other_peoples_joins_are_left_out_where_the_customers_own_were_made():
    others = Record(Kind.EXCHANGE, Location("access", "line", line=9), {**logged(401).fields, "correlation.ids": (f"x-request-id={IDS[9]}",)}, START)
    joins = facts([numbered(1, 502), line(1, request_id=IDS[1]), others, line(9, request_id=IDS[9])])
    assert [(j.location.artifact, j.also[0].line) for j in joins] == [("har", 2)]
    assert len(facts([others, line(9, request_id=IDS[9])])) == 1


def test_a_message_stands_for_the_failed_request_that_carried_it():
    number = "9a8b7c6d" * 4
    post = client(3, 403, path="/acs")
    message = Record(Kind.ASSERTION, post.location, {"saml.in_response_to": (f"_{number}",)}, post.at)
    refused = line(3, path="/nowhere", event__text=f"InResponseTo _{number} is unknown", signal__firm=("saml/in-response-to-unknown",))
    (join,) = facts([post, message, refused])
    assert (join.location, join.also[0].artifact, join.fields["join.here.status"], join.fields["join.by"]) == (post.location, "log", 403, "saml-message")
