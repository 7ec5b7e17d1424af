"""The small questions answer None or empty for what is absent or odd."""

from triagekit.correlate import _seen


def test_values_of_another_type_are_absent(exchange):
    """A number where a text is meant, a flag where a number is meant."""
    record = exchange(request__url__host=5, timing__total_ms=True, response__status="200")
    assert _seen.text(record, "request.url.host") == ""
    assert _seen.number(record, "timing.total_ms") is None
    assert _seen.status(record) is None


def test_a_tunnel_and_a_data_entry_are_no_requests(exchange):
    """CONNECT and data: are not asked of a host."""
    assert _seen.is_request(exchange())
    assert not _seen.is_request(exchange(request__method="CONNECT"))
    assert not _seen.is_request(exchange(request__url__scheme="data"))


def test_an_absurd_duration_does_not_move_the_end(exchange):
    """A duration of a year is not believed."""
    record = exchange(timing__total_ms=4e10)
    assert _seen.ended(record) == record.at


def test_a_store_stops_growing():
    """Known keys go on, new ones are refused when it is full."""
    store = {"a": 1, "b": 2}
    assert _seen.room(store, "a", 2)
    assert not _seen.room(store, "c", 2)
