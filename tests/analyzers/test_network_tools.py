"""What dig, nslookup, host, ping, nc and Test-NetConnection print becomes one event for each outcome."""

import pytest

from analyzers.network_tools import analyzer

DIG = """
; <<>> DiG 9.18.28 <<>> @10.0.0.2 {name} A
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: {status}, id: 4242
;; flags: qr rd ra; QUERY: 1, ANSWER: {count}, AUTHORITY: 1, ADDITIONAL: 1

;; QUESTION SECTION:
;{name}.		IN	{kind}

{answer};; Query time: 23 msec
;; SERVER: 10.0.0.2#53(10.0.0.2) (UDP)
;; WHEN: Sat Nov 28 10:00:00 UTC 2026
;; MSG SIZE  rcvd: 106
"""
ANSWER = ";; ANSWER SECTION:\nwww.shop.example.\t300\tIN\tCNAME\tedge.shop.example.\nedge.shop.example.\t60\tIN\tA\t203.0.113.7\n\n"
SILENT = "; <<>> DiG 9.18.28 <<>> @10.0.0.9 www.shop.example +time=1\n;; communications error to 10.0.0.9#53: timed out\n;; no servers could be reached\n"
UNIX = "Server:\t\t10.0.0.2\nAddress:\t10.0.0.2#53\n\nNon-authoritative answer:\nName:\twww.shop.example\nAddress: 203.0.113.7\nName:\twww.shop.example\nAddress: 2001:db8::7\n\n"
LOST = "Server:\t\t10.0.0.2\nAddress:\t10.0.0.2#53\n\n** server can't find api.shop.example: {code}\n\n"
WINDOWS = r"""C:\Users\a>nslookup www.shop.example
Server:  dc1.corp.example
Address:  10.0.0.2

Name:    www.shop.example
Addresses:  203.0.113.7
          203.0.113.8

C:\Users\a>nslookup api.shop.example
Server:  dc1.corp.example
Address:  10.0.0.2

*** dc1.corp.example can't find api.shop.example: Non-existent domain

C:\Users\a>ping login.shop.example
Ping request could not find host login.shop.example. Please check the name and try again.

PS C:\> Test-NetConnection www.shop.example -Port 443
WARNING: TCP connect to (203.0.113.7 : 443) failed

ComputerName           : www.shop.example
RemoteAddress          : 203.0.113.7
RemotePort             : 443
TcpTestSucceeded       : False
"""
PORTS = "nc: connect to 10.1.2.3 port 8443 (tcp) failed: Connection refused\nConnection to 10.1.2.4 443 port [tcp/https] succeeded!\n"
PING = "PING www.shop.example (203.0.113.7) 56(84) bytes of data.\n\n--- www.shop.example ping statistics ---\n5 packets transmitted, 0 received, 100% packet loss, time 4090ms\n"


def dig(name="www.shop.example", status="NOERROR", count=0, kind="A", answer=""):
    return DIG.format(name=name, status=status, count=count, kind=kind, answer=answer)


@pytest.mark.parametrize("text", [dig(), SILENT, UNIX, LOST, WINDOWS, PORTS, PING], ids=range(7))
def test_each_tool_is_recognised(sure, text):
    assert sure(analyzer, text) >= 90


def test_a_log_that_speaks_of_servers_is_none(sure):
    assert sure(analyzer, "2026-11-28 10:00:00 INFO Server: started\n" * 30) == 0


def outcome(record):
    return record.get("dns.name"), record.get("dns.status"), record.get("error.kind")


def test_a_name_that_is_found_tells_its_addresses_who_was_asked_and_when(records):
    (found,) = records(analyzer, dig(count=2, answer=ANSWER))
    assert outcome(found) == ("www.shop.example", "found", None)
    assert (found.get("dns.addresses"), found.get("dns.server"), found.at.isoformat()) == (("203.0.113.7",), "10.0.0.2", "2026-11-28T10:00:00+00:00")
    (unix,) = records(analyzer, UNIX)
    assert unix.get("dns.addresses") == ("203.0.113.7", "2001:db8::7")


@pytest.mark.parametrize("status", ["NXDOMAIN", "SERVFAIL", "REFUSED"])
def test_a_name_that_is_not_found_is_a_failure_of_name_resolution(records, status):
    assert [outcome(r) for r in records(analyzer, dig(status=status))] == [("www.shop.example", status, "dns")]
    assert [outcome(r) for r in records(analyzer, LOST.format(code=status))] == [("api.shop.example", status, "dns")]


def test_a_name_without_an_ipv4_address_fails_and_one_without_an_ipv6_address_does_not(records):
    assert [outcome(r)[1:] for r in records(analyzer, dig() + dig(kind="AAAA"))] == [("NODATA", "dns"), ("found", None)]


def test_a_resolver_that_does_not_answer_is_told_apart_from_a_name_that_does_not_exist(records):
    (silent,) = records(analyzer, SILENT)
    assert outcome(silent) == ("www.shop.example", "timeout", "dns") and "Try again" in silent.get("error.text")


def test_a_paste_of_several_tools_with_prompts_gives_each_its_outcome(records):
    found, lost, unpinged, port = records(analyzer, WINDOWS)
    assert [outcome(r) for r in (found, lost, unpinged)] == [("www.shop.example", "found", None), ("api.shop.example", "NXDOMAIN", "dns"), ("login.shop.example", "NXDOMAIN", "dns")]
    assert (found.get("dns.addresses"), lost.get("dns.server")) == (("203.0.113.7", "203.0.113.8"), "dc1.corp.example")
    assert (port.get("event.message"), port.get("event.level"), port.get("error.kind")) == ("TCP connection to www.shop.example:443 failed", "error", None)


def test_a_port_that_refuses_is_a_refused_connection_and_an_open_one_is_not(records):
    refused, opened = records(analyzer, PORTS)
    assert (refused.get("error.kind"), opened.get("error.kind"), opened.get("event.url.host")) == ("refused", None, "10.1.2.4")


def test_a_lost_ping_is_told_and_proves_nothing(records):
    (ping,) = records(analyzer, PING)
    assert (ping.get("event.url.host"), ping.get("error.kind"), ping.get("event.level")) == ("www.shop.example", None, "info")


@pytest.mark.parametrize("text", [dig(count=2, answer=ANSWER), UNIX + LOST.format(code="NXDOMAIN"), WINDOWS, PORTS + PING], ids=range(4))
def test_it_stays_total(assert_total, text):
    assert_total(analyzer, text)
