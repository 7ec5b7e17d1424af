"""Chrome's NetLog becomes the requests of its pages, also when the browser never closed it."""

import json

from analyzers.netlog import analyzer
from triagekit.model import Defect
from triagekit.records import Record

TYPES = {"REQUEST_ALIVE": 1, "URL_REQUEST_START_JOB": 2, "HTTP_TRANSACTION_SEND_REQUEST_HEADERS": 3, "HTTP_TRANSACTION_READ_RESPONSE_HEADERS": 4, "FAILED": 5}
CONSTANTS = {
    "logEventTypes": TYPES, "logEventPhase": {"PHASE_BEGIN": 1, "PHASE_END": 2, "PHASE_NONE": 0}, "logSourceType": {"URL_REQUEST": 1, "NONE": 0}, "netError": {"ERR_CONNECTION_REFUSED": -102, "ERR_NAME_NOT_RESOLVED": -105},
    "timeTickOffset": 1795422500000, "clientInfo": {"name": "Chrome", "version": "156"}, "loadFlag": {}, "addressFamily": {},
}  # fmt: skip


def event(kind, source, time, phase=0, **params):
    return {"type": TYPES[kind], "source": {"id": source, "type": 1}, "time": str(time), "phase": phase, "params": params}


EVENTS = [
    event("REQUEST_ALIVE", 7, 15000, 1), event("URL_REQUEST_START_JOB", 7, 15001, 1, url="https://api.example/x", method="GET", initiator="https://app.example", load_flags=0),
    event("FAILED", 7, 15050, 0, net_error=-102), event("REQUEST_ALIVE", 7, 15051, 2),
    event("REQUEST_ALIVE", 8, 16000, 1), event("URL_REQUEST_START_JOB", 8, 16001, 1, url="https://api.example/y", method="GET", initiator="https://app.example"),
    event("HTTP_TRANSACTION_READ_RESPONSE_HEADERS", 8, 16100, 2, headers=["HTTP/1.1 403 Forbidden", "x-request-id: abcd1234", "server: nginx"]), event("REQUEST_ALIVE", 8, 16101, 2),
]  # fmt: skip
CLOSED = json.dumps({"constants": CONSTANTS, "events": EVENTS, "polledData": {}})
OPEN = '{"constants":' + json.dumps(CONSTANTS) + ',\n"events": [\n' + ",\n".join(json.dumps(e) for e in EVENTS) + ",\n"


def test_it_is_recognised_by_its_constants(sure):
    assert sure(analyzer, CLOSED) >= 95
    assert sure(analyzer, '{"constants": 1}') == 0


def test_requests_have_their_net_error_or_their_answer(records):
    failed, denied = records(analyzer, CLOSED)
    assert (failed.get("request.url"), failed.get("error.kind"), failed.get("error.code"), failed.at.isoformat()) == ("https://api.example/x", "refused", "net::ERR_CONNECTION_REFUSED", "2026-11-23T08:28:35.001000+00:00")
    assert (denied.get("response.status"), denied.get("correlation.ids")) == (403, ("x-request-id=abcd1234",))


def test_a_log_that_was_never_closed_gives_the_same_and_says_so(items):
    found = items(analyzer, OPEN)
    assert [r.get("request.url") for r in found if isinstance(r, Record)] == ["https://api.example/x", "https://api.example/y"]
    assert any(isinstance(i, Defect) and "was not closed" in i.detail for i in found)


def test_it_stays_total(assert_total):
    assert_total(analyzer, CLOSED)
    assert_total(analyzer, OPEN)
