"""Fiddler's session archives become exchanges, one for each numbered session."""

import io
import zipfile

import pytest

from analyzers.fiddler_saz import analyzer
from triagekit.intake import expand
from triagekit.model import Defect
from triagekit.records import Record
from triagekit.roles import Context

ASKED = b"GET https://shop.example/api?x=1 HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer abc\r\n\r\n"
ANSWERED = b"HTTP/1.1 503 Service Unavailable\r\nServer: nginx\r\nRetry-After: 5\r\nContent-Length: 4\r\n\r\nbusy"
TIMERS = b"""<?xml version="1.0" encoding="utf-8"?>
<Session SID="1"><SessionTimers ClientConnected="2026-11-23T08:28:35.0000000+01:00" ClientBeginRequest="2026-11-23T08:28:35.1230000+01:00" ServerGotRequest="2026-11-23T08:28:35.2230000+01:00" ServerBeginResponse="2026-11-23T08:28:36.2230000+01:00" ClientDoneResponse="2026-11-23T08:28:36.3230000+01:00" DNSTime="7" TCPConnectTime="20" HTTPSHandshakeTime="30"/>
<PipeInfo Reused="true"/><SessionFlags><SessionFlag N="x-hostip" V="198.51.100.4"/><SessionFlag N="x-egressport" V="50123"/></SessionFlags></Session>"""


def archive(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("_index.htm", "<html></html>")
        for name, data in members.items():
            number, kind = name.split("_")
            out.writestr(f"raw/{number[1:]}_{kind}.{'xml' if kind == 'm' else 'txt'}", data)
    return made.getvalue()


WHOLE = archive(n1_c=ASKED, n1_s=ANSWERED, n1_m=TIMERS, n2_c=b"", n2_s=b"")


@pytest.fixture
def read(tmp_path):
    def run(data, name="a.saz"):
        (tmp_path / name).write_bytes(data)
        (found,) = expand([str(tmp_path / name)])
        return analyzer.recognises(found.source.head), list(analyzer.read(found.source, Context()))

    return run


def test_a_session_archive_is_recognised_whatever_its_name(read):
    assert read(WHOLE, "a.zip")[0] >= 95


def test_a_session_has_its_timers_flags_and_answer(read):
    _, items = read(WHOLE)
    (exchange,) = (i for i in items if isinstance(i, Record))
    assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("response.retry_after_s"), exchange.get("server.ip")) == ("https://shop.example/api?x=1", 503, 5.0, "198.51.100.4")
    assert (exchange.get("timing.total_ms"), exchange.get("timing.wait_ms"), exchange.get("timing.dns_ms"), exchange.get("connection.reused")) == (1200.0, 1000.0, 7.0, True)
    assert exchange.at.isoformat() == "2026-11-23T08:28:35.123000+01:00"


def test_a_session_without_a_request_is_said(read):
    assert [i.code for i in read(WHOLE)[1] if isinstance(i, Defect)] == ["TK-IO-023"]


def test_damage_within_the_archive_is_no_exception(read):
    for n in range(60, len(WHOLE) - 60, 37):
        read(WHOLE[:n] + b"\xff" + WHOLE[n + 1 :])


def test_its_own_answers_are_errors_and_not_the_servers(read):
    said = b"HTTP/1.1 502 Fiddler - DNS Lookup Failed\r\nContent-Length: 60\r\n\r\n[Fiddler] DNS Lookup for \"no.example\" failed. No such host is known"
    (exchange,) = (i for i in read(archive(n1_c=ASKED, n1_s=said, n1_m=TIMERS))[1] if isinstance(i, Record))
    assert exchange.get("error.kind") == "dns"
