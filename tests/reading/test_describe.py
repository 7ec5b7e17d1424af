"""An excerpt lets a reader recognise the record."""

import pytest

from triagekit.model import Location
from triagekit.reading.describe import excerpt
from triagekit.records import Kind, Record


def record(kind, **fields):
    return Record(kind, Location("a0001"), {k.replace("__", "."): v for k, v in fields.items()})


def test_an_exchange_shows_request_answer_and_what_tells():
    shown = excerpt(record(Kind.EXCHANGE, request__method="GET", request__url="https://a.test/x", response__status=401, response__body__error="invalid_token"))
    assert shown == "GET https://a.test/x → 401; body: invalid_token"


def test_an_exchange_without_an_answer_says_so():
    assert "no answer; net::ERR_FAILED" in excerpt(record(Kind.EXCHANGE, request__method="GET", request__url="https://a.test/", error__text="net::ERR_FAILED"))


def test_an_event_shows_its_level_message_and_innermost_cause():
    shown = excerpt(record(Kind.EVENT, event__level="error", event__message="boom", event__cause="ConnectException", event__cause__message="refused"))
    assert shown == "error: boom (ConnectException: refused)"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_bounded_excerpt(kind):
    assert 0 < len(excerpt(record(kind, request__url="u" * 9000, event__text="t" * 9000, defect__detail="d" * 9000))) <= 400


def test_a_join_shows_both_of_its_sides_and_another_fact_its_figures():
    both = {"join.here.source": "har", "join.here.method": "GET", "join.here.path": "/x", "join.here.status": 502, "join.there.source": "nginx-error", "join.there.message": "connect() failed"}
    shown = excerpt(record(Kind.FACT, fact="join", **{"join.by": "request", **both}))
    assert shown == "har: GET /x → 502  =  nginx-error: connect() failed  (by request)"
    assert excerpt(record(Kind.FACT, fact="burst", **{"burst.count": 3})) == "fact=burst; burst.count=3"
