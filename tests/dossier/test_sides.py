"""A side of the failure that nobody sent is named, with the artifact that would show it."""

import pytest
from rawcase import clean, found

from triagekit.dossier import sides
from triagekit.model import Clean, Location
from triagekit.records import Kind, Record


def extent(name, *where, shows=(), failed=1):
    fields = {"fact": "extent", "extent.sides": where, "extent.failed": failed}
    return Record(Kind.FACT, Location(name), fields | ({"extent.shows": shows} if shows else {}))


def lacking(*extents, tokens=(), strange=()):
    raw = found()
    raw.extents, raw.strange = extents, frozenset(strange)
    raw.witness.identity[Kind.TOKEN] = list(tokens)
    return [s.name for s in sides.missing(raw)]


HAR = extent("har", "client", shows=("gateway-error",))


@pytest.mark.parametrize(
    ("extents", "names"),
    [
        ([HAR], ["side/gateway-log"]),
        ([HAR, extent("log", "gateway")], []),
        ([HAR, extent("log", "gateway", shows=("upstream-failure",))], ["side/application-log"]),
        ([HAR, extent("log", "gateway", shows=("upstream-failure",)), extent("app", "application")], []),
        ([extent("log", "gateway", shows=("upstream-failure",))], ["side/client-capture", "side/application-log"]),
        ([extent("har", "client", shows=("refused", "sign-in-refused"))], ["side/sign-in-log"]),
        ([extent("har", "client", shows=("server-error",))], ["side/application-log"]),
        ([extent("har", "client", shows=("refused",))], []),
        ([extent("log", "application", failed=0)], []),
        ([], []),
    ],
)
def test_the_side_that_would_say_why_is_missing(extents, names):
    assert lacking(*extents) == names


def test_a_log_of_another_incident_is_no_side_of_this_one():
    assert lacking(HAR, extent("log", "gateway"), strange=["log"]) == ["side/gateway-log"]


@pytest.mark.parametrize(("alg", "verdict", "names"), [("RS256", "not-assessed", ["side/key-set"]), ("HS256", "not-assessed", []), ("RS256", "ok", [])])
def test_a_token_without_its_issuers_keys_lacks_them(alg, verdict, names):
    token = Record(Kind.TOKEN, Location("token"), {"jwt.alg": alg, "jwt.signature.verdict": verdict})
    assert lacking(extent("token", "identity", failed=0), tokens=[token]) == names


def test_it_is_told_with_how_to_collect_it_and_how_long_that_takes_and_passes_redaction():
    raw = found()
    raw.extents = (HAR,)
    (item,) = sides.items(raw, lambda t: Clean(t))
    assert (item.what, item.how_to_collect, item.minutes) == ("side/gateway-log", sides.GATEWAY_LOG, 10)
    assert sides.items(raw, clean)[0].why == "CLEAN"
    assert {item.why, item.how_to_collect} <= set(sides.sentences())
    assert sides.log(raw) == sides.GATEWAY_LOG
