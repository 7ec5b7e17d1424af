"""What is kept of a record for a join: the fields that tell a story, short, and whether it failed."""

from datetime import UTC, datetime

from triagekit.correlate import _sides
from triagekit.model import Location
from triagekit.records import Kind, Record

AT = datetime(2026, 1, 1, tzinfo=UTC)


def side(kind=Kind.EVENT, **fields):
    return _sides.of(Record(kind, Location("a"), {k.replace("__", "."): v for k, v in fields.items()}, AT))


def test_what_failed_is_known_by_status_error_level_or_exception():
    assert side(Kind.EXCHANGE, response__status=500).failed
    assert side(Kind.EXCHANGE, error__kind="refused").failed
    assert side(event__level="error").failed
    assert not side(event__level="warn").failed
    assert side(event__exception="ValueError").failed
    assert not side(Kind.EXCHANGE, response__status=304).failed
    assert not side(event__level="info").failed


def test_the_client_comes_before_the_logs_and_those_before_what_was_carried():
    sides = [side(Kind.TOKEN), side(), side(Kind.EXCHANGE, source="access-log"), side(Kind.EXCHANGE, source="har")]
    assert [s.depth for s in sides] == [3, 2, 1, 0]


def test_a_log_line_that_names_a_url_is_known_by_its_path():
    assert side(event__method="GET", event__url="https://api.test/v1/x?token=1").request == "GET /v1/x"
    assert side(event__method="GET", event__url="/v1/x?token=1").request == "GET /v1/x"
    assert side(event__method="GET").request == ""


def test_long_texts_are_cut_and_every_field_fits_its_published_type():
    made = side(event__message="x" * 5000, signal__firm=("a", "b"), auth__present=True, event__status=502)
    assert len(made.fields["message"]) == 300
    assert made.fields["signals"] == ("a", "b")
    assert made.fields["credential"] == "yes"
    assert {f"join.here.{name}" for name in made.fields} <= set(_sides.specs("here"))


def test_what_is_proven_by_vendor_signals_goes_before_what_they_only_suggest():
    assert side(signal__firm=("a",), signal__causes=("a", "b")).fields["signals"] == ("a",)
    assert side(signal__causes=("b",)).fields["signals"] == ("b",)
