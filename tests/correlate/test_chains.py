"""From the customer's failing request along the joins to its lines, and to nobody else's."""

from dataclasses import dataclass
from types import SimpleNamespace

from triagekit.correlate import _chains
from triagekit.correlate._keys import Key


@dataclass(frozen=True)
class Pair:
    here: object
    there: object
    key: Key


def side(place, depth=1, failed=True):
    return SimpleNamespace(location=place, depth=depth, failed=failed)


def pair(here, there, sort="correlation-id"):
    return Pair(here, there, Key(sort, "x", ""))


MINE = pair(side("har 1", 0), side("gateway 7"), "request")
BEHIND = pair(side("gateway 7"), side("app 9", 2))
OTHERS = pair(side("gateway 1"), side("app 1", 2))


def test_what_the_gateway_and_the_application_share_of_other_people_is_left_out():
    assert _chains.own([MINE, BEHIND, OTHERS]) == [MINE, BEHIND]


def test_without_a_failing_request_of_the_clients_every_join_stays():
    healthy = pair(side("har 1", 0, failed=False), side("gateway 7"), "request")
    assert _chains.own([healthy, BEHIND, OTHERS]) == [healthy, BEHIND, OTHERS]


def test_a_token_or_a_certificate_that_many_bear_leads_nowhere():
    by_token = pair(side("gateway 7"), side("app 1", 2), "token")
    by_certificate = pair(side("gateway 7"), side("app 2", 2), "certificate")
    assert _chains.own([MINE, by_token, by_certificate]) == [MINE]


def test_a_long_chain_is_followed_to_its_end_in_any_order():
    links = [pair(side(f"log {n}"), side(f"log {n + 1}", 2)) for n in range(5_000)]
    first = pair(side("har 1", 0), side("log 0"))
    assert len(_chains.own([*reversed(links), first])) == 5_001
