"""Who made an answer is said only where something in the answer proves it."""

import pytest

from triagekit.reading import signals
from triagekit.reading.who import answered_by

NGINX = "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>"


def who(**fields):
    known = {"source": "har", **{name.replace("__", "."): value for name, value in fields.items()}}
    return answered_by({**known, **signals.match(known)}).get("answered_by")


def test_presence_in_the_path_is_no_proof():
    """Server: cloudflare and cf-ray stand on the origin's own 403 too."""
    told = answered_by({"source": "har", "response.status": 403, "response.server": "cloudflare", "response.headers.cf-ray": ("1",)})
    assert told["answered_by"] == "unknown"
    assert told["path.products"] == ("cloudflare",)


@pytest.mark.parametrize(
    ("fields", "party"),
    [
        ({"response__status": 403, "response__body__text": NGINX, "response__body__kind": "html"}, "gateway"),
        ({"response__status": 503, "response__headers__x-squid-error": ("ERR_DNS_FAIL 0",)}, "forward-proxy"),
        ({"response__status": 407}, "forward-proxy"),
        ({"response__status": 511}, "captive-portal"),
        ({"response__status": 403, "response__headers__cf-mitigated": ("challenge",)}, "waf"),
        ({"response__status": 403, "response__body__kind": "json", "response__body__error": "FORBIDDEN"}, "origin"),
        ({"response__status": 401, "auth__challenge__schemes": ("bearer",)}, "origin"),
        ({"response__status": 200, "from_service_worker": True}, "service-worker"),
        ({"error__kind": "blocked-client"}, "browser"),
        ({"response__status": 504, "log__upstream_status": "-"}, "gateway"),
        ({"response__status": 500, "log__upstream_status": "500"}, "origin"),
        ({"response__status": 502, "log__upstream_status": "502", "dialect": "access-combined"}, "unknown"),
        ({"response__status": 502, "log__upstream_status": "502", "dialect": "cloudflare"}, "origin"),
        ({"response__status": 503, "dialect": "aws-load-balancer"}, "gateway"),
        ({"response__status": 502, "response__body__kind": "html", "response__body__text": "<p>bad</p>"}, "unknown"),
    ],
)
def test_each_party_by_its_mark(fields, party):
    """One mark for each party, and unknown where there is none."""
    assert who(**fields) == party


def test_the_mark_nearest_to_the_client_decides():
    """A forward proxy that shows a cached gateway page made the answer."""
    assert who(response__status=503, response__headers__x_squid="", **{"response__headers__x-squid-error": ("ERR_DNS_FAIL 0",)}, response__body__text=NGINX) == "forward-proxy"


def test_without_an_answer_there_is_no_answerer():
    """A request without a response says nothing about who answered."""
    assert who(error__kind="refused") is None
