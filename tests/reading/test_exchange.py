"""One exchange means the same by a field whoever read it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.model import Location
from triagekit.reading.exchange import Parts, build
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind

AT = datetime(2026, 11, 23, 8, 28, 35, tzinfo=UTC)


def parts(**changes):
    made = Parts(Location("a0001"), "har", "chrome", "GET", "https://shop.example/api/5?x=1&x=2", started=AT, request_headers=[("Host", "shop.example")], status=200, response_headers=[("Date", "Mon, 23 Nov 2026 08:28:40 GMT")])
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def test_the_address_is_taken_apart_and_the_route_groups_ids():
    record = build(parts())
    assert (record.get("request.url.host"), record.get("request.url.port"), record.get("request.params.x"), record.get("request.route")) == ("shop.example", 443, ("1", "2"), "GET shop.example/api/:id")
    assert (record.at, record.get("response.date")) == (AT, AT + timedelta(seconds=5))


def test_a_bare_path_gets_its_host_from_the_host_header():
    record = build(parts(url="/a", request_headers=[("Host", "shop.example:8080")]))
    assert (record.get("request.url.host"), record.get("request.url.port")) == ("shop.example", 8080)
    assert build(parts(url="/a", request_headers=None)).get("request.url.host") is None


def test_connect_names_host_and_port():
    record = build(parts(method="CONNECT", url="api.example:443"))
    assert (record.get("request.url.host"), record.get("request.url.port")) == ("api.example", 443)


@pytest.mark.parametrize(
    ("changes", "absence"),
    [({}, "absent"), ({"request_headers": None}, "unknown"), ({"provisional": True}, "unknown"), ({"sanitized": True}, "stripped")],
)
def test_a_missing_credential_means_what_the_capture_allows(changes, absence):
    assert build(parts(**changes)).get("auth.absence") == absence


def test_a_redirect_is_resolved_against_its_request():
    record = build(parts(status=302, response_headers=[("Location", "../login?next=1")]))
    assert (record.get("response.location"), record.get("response.location.host")) == ("../login?next=1", "shop.example")


def test_no_answer_leaves_the_status_absent_but_keeps_what_was_recorded():
    record = build(parts(status=None, status_recorded=0, response_headers=None, error_text="net::ERR_CONNECTION_REFUSED"))
    assert (record.get("response.present"), record.get("response.status"), record.get("response.status_recorded"), record.get("error.kind")) == (False, None, 0, "refused")


def test_negative_phases_are_unknown():
    record = build(parts(timings={"total": 5.0, "dns": -1.0}))
    assert (record.get("timing.total_ms"), record.get("timing.dns_ms")) == (5.0, None)


def test_what_the_reader_knows_directly_wins():
    assert build(parts(extra={"request.params.x": ("mine",)})).get("request.params.x") == ("mine",)


@given(method=st.text(max_size=20), url=st.text(max_size=200), name=st.text(max_size=30), value=st.text(max_size=100), body=st.text(max_size=200), status=st.integers(-5, 1200))
def test_any_parts_make_a_record_of_published_fields(method, url, name, value, body, status):
    record = build(parts(method=method, url=url, request_headers=[(name, value)], response_headers=[(name, value)], body=body, request_body=body, status=status if 100 <= status <= 999 else None, status_recorded=status, error_text=value))
    known = SHARED[Kind.EXCHANGE]
    families = tuple(f[:-1] for f in known if f.endswith(".*"))
    assert all(n in known or n.startswith(families) for n in record.fields)
