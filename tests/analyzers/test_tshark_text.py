"""Packets printed as text become exchanges and transport failures."""

import pytest

from analyzers.tshark_text import analyzer

LIST = """    4 0.000081    192.0.2.1 → 192.0.2.7    HTTP 163 GET /a HTTP/1.1
    6 0.027463    192.0.2.7 → 192.0.2.1    HTTP/JSON 161 HTTP/1.1 401 Unauthorized , JSON (application/json)
    7 0.030000    192.0.2.7 → 192.0.2.1    TLSv1.2 73 Alert (Level: Fatal, Description: Unknown CA)
    8 0.031000    192.0.2.7 → 192.0.2.1    TCP 54 443 → 51000 [RST, ACK] Seq=1 Ack=1 Win=0 Len=0
    9 0.032000    192.0.2.2 → 192.0.2.1    DNS 90 Standard query response 0x1a2b No such name A no.example
"""
VERBOSE = r"""Frame 4: 163 bytes on wire (1304 bits), 163 bytes captured
    Arrival Time: Nov 23, 2026 09:11:26.671326778 UTC
    Epoch Time: 1795425086.500000000 seconds
Transmission Control Protocol, Src Port: 38322, Dst Port: 29000, Seq: 1, Ack: 1, Len: 97
    [Stream index: 0]
Hypertext Transfer Protocol
    GET /a HTTP/1.1\r\n
        Request Method: GET
    Host: app.example:29000\r\n
    \r\n
    [Full request URI: http://app.example:29000/a]

Frame 8: 161 bytes on wire (1288 bits), 161 bytes captured
    Epoch Time: 1795425086.600000000 seconds
Transmission Control Protocol, Src Port: 29000, Dst Port: 38322, Seq: 1, Ack: 98, Len: 95
    [Stream index: 0]
Hypertext Transfer Protocol
    HTTP/1.1 401 Unauthorized\r\n
        Status Code: 401
    WWW-Authenticate: Bearer realm="x"\r\n
    \r\n
    [Time since request: 0.100000000 seconds]
JavaScript Object Notation: application/json
    Object
        Member: error
            String value: unauthorized
"""


def test_both_outputs_are_recognised(sure):
    assert min(sure(analyzer, LIST), sure(analyzer, VERBOSE)) >= 90
    assert sure(analyzer, "Frame 1: a picture\n") == 0


def test_the_packet_list_gives_pairs_and_troubles(records):
    found = records(analyzer, LIST)
    assert sorted(str(r.get("error.kind")) for r in found) == ["None", "dns", "refused", "tls-alert"]
    exchange = next(r for r in found if r.kind == "exchange")
    assert (exchange.get("request.method"), exchange.get("response.status")) == ("GET", 401)


def test_the_details_give_headers_body_and_time(records):
    (exchange,) = records(analyzer, VERBOSE)
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("auth.challenge.realm"), exchange.get("response.body.error")) == ("http://app.example:29000/a", 401, "x", "unauthorized")
    assert (exchange.get("timing.total_ms"), exchange.at is not None) == (100.0, True)


@pytest.mark.parametrize("text", [VERBOSE[:300], "Frame 4: 163 bytes on wire\nHypertext Transfer Protocol\n    x\n", LIST.replace("→", "")])
def test_broken_output_is_read_without_complaint(records, text):
    assert isinstance(records(analyzer, text), list)
