"""The use by which a token is judged: the one that was refused, else one outside its time, and whose clock says so."""

from datetime import timedelta

from minting import EPOCH, NOW

from triagekit.model import Location
from triagekit.reading.jose.claims import times
from triagekit.reading.jose.usage import usage
from triagekit.records import Material, Use
from triagekit.roles import Context

VALID = times({"exp": EPOCH + 600, "nbf": EPOCH - 600})


def use(seconds=0, status=200, server=0, **more):
    at = NOW + timedelta(seconds=seconds)
    return Use(at, at + timedelta(seconds=server) if server is not None else None, Location("a"), "api.test", "/", status, "header", "authorization", "request", **more)


def told(*uses, context=None, moments=VALID):
    return usage(Material("jwt", b"x", list(uses)), moments, context or Context())


def test_a_refused_use_is_the_telling_one():
    found = told(use(0, 200), use(5, 401), use(9, 200))
    assert (found.use.status, found.refused, found.accepted) == (401, True, False)


def test_among_the_refused_one_outside_the_tokens_time_tells_more():
    found = told(use(5, 401), use(700, 401))
    assert found.at == NOW + timedelta(seconds=700)


def test_the_servers_clock_goes_before_the_clients_and_what_was_told_before_both():
    assert told(use(0, 401, server=30)).clock == "server"
    assert told(use(0, 401, server=None)).clock == "client"
    assert told(use(0, 401), context=Context(at=NOW)).clock == "told"


def test_a_token_without_a_time_of_its_own_is_judged_at_the_incident_or_not_at_all():
    bare = Use(None, None, Location("a"), place="bare")
    assert (told(bare, context=Context(incident_time=NOW)).clock, told(bare).at) == ("incident", None)
    assert told(bare).bare


def test_what_was_delivered_was_not_used():
    found = told(Use(NOW, NOW, Location("a"), "login.test", "/", 200, "body", "access_token", "response"))
    assert (found.delivered, found.accepted, found.refused) == (True, False, False)
