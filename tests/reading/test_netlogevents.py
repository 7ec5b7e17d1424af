"""NetLog events of one source are put together to one request."""

import json
import math

import msgspec

from triagekit.model import Location
from triagekit.reading.netlogevents import NetEvent, Requests, constants
from triagekit.records import Material, Record

TYPES = ["REQUEST_ALIVE", "URL_REQUEST_START_JOB", "HTTP_TRANSACTION_SEND_REQUEST_HEADERS", "HTTP_TRANSACTION_READ_RESPONSE_HEADERS", "FAILED", "PAC_FILE_DECIDER_FETCH_PAC_SCRIPT", "PAC_JAVASCRIPT_ERROR"]
KNOWN = constants({"logEventTypes": {name: n for n, name in enumerate(TYPES)}, "logSourceType": {"URL_REQUEST": 1}, "logEventPhase": {"PHASE_BEGIN": 1, "PHASE_END": 2}, "netError": {"ERR_NAME_NOT_RESOLVED": -105}, "timeTickOffset": 1795422500000})


def event(name, phase=0, source=1, time=15000, **params):
    return msgspec.json.decode(json.dumps({"type": TYPES.index(name), "phase": phase, "time": str(time), "source": {"id": source, "type": 1}, "params": params}).encode(), type=NetEvent)


def run(*events):
    requests = Requests("a0001", KNOWN)
    found = [i for n, e in enumerate(events) for i in requests.see(e, Location("a0001", pointer=f"/events/{n}"))]
    return [*found, *requests.finish()], requests


def start(url, source=1):
    return event("URL_REQUEST_START_JOB", 1, source, url=url, method="GET", initiator="https://app.example")


def test_headers_and_answer_belong_to_their_source():
    found, _ = run(
        start("https://a.example/1", 1), start("https://a.example/2", 2), event("HTTP_TRANSACTION_SEND_REQUEST_HEADERS", 0, 2, headers=["x-a: 2"]), event("HTTP_TRANSACTION_READ_RESPONSE_HEADERS", 0, 1, headers=["HTTP/1.1 404 Not Found", "server: nginx"]),
        event("REQUEST_ALIVE", 2, 1), event("REQUEST_ALIVE", 2, 2),
    )  # fmt: skip
    one, two = (i for i in found if isinstance(i, Record))
    assert (one.get("request.url"), one.get("response.status"), one.get("response.server")) == ("https://a.example/1", 404, "nginx")
    assert (two.get("request.headers.x-a"), two.get("response.status")) == (("2",), None)


def test_the_error_is_named_by_the_files_own_numbers():
    found, _ = run(start("https://no.example/"), event("FAILED", 0, 1, net_error=-105), event("REQUEST_ALIVE", 2, 1))
    assert found[0].get("error.kind") == "dns"


def test_requests_still_open_at_the_end_are_given_as_they_stand():
    found, _ = run(start("https://a.example/"))
    assert [i.get("request.url") for i in found if isinstance(i, Record)] == ["https://a.example/"]


def test_without_constants_nothing_is_guessed():
    empty = constants(None)
    assert math.isnan(empty.offset_ms)
    assert empty.when(event("FAILED")) is None
    assert constants({"logEventTypes": 5, "netError": [], "timeTickOffset": "x"}).types == {}


def test_odd_events_are_stepped_over():
    found, _ = run(event("URL_REQUEST_START_JOB", 1, 1, url=5), event("HTTP_TRANSACTION_READ_RESPONSE_HEADERS", 0, 1, headers=[5, None]), event("FAILED", 0, 9), event("REQUEST_ALIVE", 2, 77))
    assert not [i for i in found if isinstance(i, Material)]


def fetching_script():
    params = {"source": "Custom PAC URL: http://corp.example/proxy.pac"}
    return msgspec.json.decode(json.dumps({"type": TYPES.index("PAC_FILE_DECIDER_FETCH_PAC_SCRIPT"), "phase": 1, "time": "15000", "source": {"id": 7, "type": 1}, "params": params}).encode(), type=NetEvent)


def test_a_proxy_script_that_cannot_be_loaded_is_told_once():
    """The browser goes on without it; nothing else in the log says so."""
    end = event("PAC_FILE_DECIDER_FETCH_PAC_SCRIPT", 2, 7, net_error=-105)
    found, _ = run(fetching_script(), end, fetching_script(), end)
    (script,) = found
    assert (script.get("request.url"), script.get("error.kind"), script.get("error.code")) == ("http://corp.example/proxy.pac", "pac", "net::ERR_NAME_NOT_RESOLVED")


def test_a_proxy_script_that_was_loaded_and_fails_is_told_too():
    """Loading went well, running did not."""
    begin = fetching_script()
    loaded = event("PAC_FILE_DECIDER_FETCH_PAC_SCRIPT", 2, 7, net_error=0)
    assert run(begin, loaded)[0] == []
    (script,) = run(begin, loaded, event("PAC_JAVASCRIPT_ERROR", 0, 8, message="x is not defined"))[0]
    assert (script.get("error.kind"), script.get("error.code")) == ("pac", "net::ERR_PAC_SCRIPT_FAILED")
