"""Carried items are found once, with every use."""

from datetime import UTC, datetime

from triagekit.model import Location
from triagekit.reading import carried
from triagekit.records import Kind, Material, Record, Use

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln"


def item(data=b"x", status=200, kind="jwt", **hints):
    return Material(kind, data, [Use(datetime(2024, 1, 1, tzinfo=UTC), None, Location("a", offset=status), status=status)], hints)


def test_an_exchange_gives_its_token():
    record = Record(Kind.EXCHANGE, Location("a"), {"request.headers.authorization": (f"Bearer {TOKEN}",)})
    assert [m.data.decode() for m in carried.find(record)] == [TOKEN]


def test_records_of_other_kinds_carry_nothing():
    assert list(carried.find(Record(Kind.FACT, Location("a"), {"fact": TOKEN}))) == []


def test_equal_items_become_one_with_both_uses():
    known = {}
    assert carried.merge(known, item(status=200), 10)
    assert carried.merge(known, item(status=401), 10)
    (only,) = known.values()
    assert [u.status for u in only.uses] == [200, 401]


def test_items_of_another_kind_stay_apart():
    known = {}
    carried.merge(known, item(kind="jwt"), 10)
    carried.merge(known, item(kind="saml"), 10)
    assert len(known) == 2


def test_beyond_the_limit_an_item_is_dropped_and_said_so():
    known = {}
    assert carried.merge(known, item(b"1"), 1)
    assert not carried.merge(known, item(b"2"), 1)
    assert carried.merge(known, item(b"1", 401), 1)


def test_uses_are_bounded_and_refused_ones_still_find_room():
    known = {}
    for n in range(carried.USES + 50):
        carried.merge(known, Material("jwt", b"x", [Use(None, None, Location("a", offset=n), status=200)]), 10)
    carried.merge(known, item(status=401), 10)
    (only,) = known.values()
    assert len(only.uses) == carried.USES + 1
    assert only.uses[-1].status == 401


def test_what_a_refusal_says_replaces_what_was_said_before():
    known = {}
    carried.merge(known, item(status=200, challenge_error="old", sni="first"), 10)
    carried.merge(known, item(status=401, challenge_error="invalid_token", sni="second"), 10)
    (only,) = known.values()
    assert only.hints == {"challenge_error": "invalid_token", "sni": "first"}


def test_what_is_context_in_one_place_and_evidence_in_another_is_evidence():
    known = {}
    named = item()
    named.context = True
    carried.merge(known, named, 10)
    carried.merge(known, item(), 10)
    assert next(iter(known.values())).context is False
