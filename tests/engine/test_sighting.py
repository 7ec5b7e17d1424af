"""Sightings and the texts that show them."""

from datetime import UTC, datetime

from triagekit.engine.sighting import Sighting, order, show, slim
from triagekit.verdicts import Hit


def test_seen_is_assessed_and_a_reason_is_not():
    assert Sighting((Hit("a", "a", "a", ()),)).assessed
    assert Sighting().assessed
    assert not Sighting((), "needs a HAR").assessed


def test_a_show_text_is_filled_in_one_pass_so_that_a_value_is_never_a_template(record):
    filled = show("{count} at {request.url.host}, {first.time}, {missing}, {list}", record({"request.url.host": "{count}", "list": ("a", "b")}), {"count": 3, "first.time": datetime(2024, 5, 1, tzinfo=UTC)})
    assert filled == "3 at {count}, 2024-05-01 00:00:00 UTC, (not recorded), a, b"


def test_numbers_are_shown_short_and_texts_are_cut(record):
    assert show("{a} {b} {c}", record({"a": 0.123456, "b": 123456.7, "c": "x" * 500}), {}) == "0.1235 123457 " + "x" * 300


def test_long_texts_are_cut_from_kept_records_and_short_ones_keep_the_record_itself(record):
    short, long = record({"a": "x"}), record({"a": "x" * 9000, "b": 1}, 5)
    assert slim(short) is short
    assert slim(long) is slim(long), "the many rules that keep a record share one copy"
    assert (len(slim(long).fields["a"]), slim(long).fields["b"], slim(long).at, slim(long).location) == (2000, 1, long.at, long.location)


def test_records_sort_by_time_then_place_and_those_without_a_time_last(record):
    late, early, timeless = record({}, 9), record({}, 1), record({})
    assert sorted([timeless, late, early], key=lambda r: order(r, r.at)) == [early, late, timeless]


def test_a_sentence_that_two_fields_share_is_said_once_and_names_are_repeated(record):
    made = record({"auth.challenge.description": "The access token expired", "response.body.error_description": "The access token expired", "request.url.host": "api.test"})
    assert show("{request.url.host} said: {auth.challenge.description} {response.body.error_description}", made, {}) == "api.test said: The access token expired"
    assert show("{request.url.host} and {request.url.host}", made, {}) == "api.test and api.test"
