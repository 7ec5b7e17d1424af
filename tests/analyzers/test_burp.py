"""Burp's saved items become exchanges, base64 or plain."""

import base64

from analyzers.burp import analyzer
from triagekit.model import Defect
from triagekit.records import About, Coverage

REQUEST = b"GET /api?x=1 HTTP/1.1\r\nHost: shop.example\r\nX-Request-Id: abcd1234\r\n\r\n"
ANSWER = b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error="invalid_token"\r\nContent-Length: 2\r\n\r\n{}'


def item(request=REQUEST, answer=ANSWER, coded=True):
    def wrap(data):
        return base64.b64encode(data).decode() if coded else data.decode()

    return f"""  <item>
    <time>Mon Nov 23 08:28:35 CET 2026</time>
    <url><![CDATA[https://shop.example/api?x=1]]></url>
    <host ip="198.51.100.4">shop.example</host>
    <port>443</port>
    <protocol>https</protocol>
    <request base64="{str(coded).lower()}"><![CDATA[{wrap(request)}]]></request>
    <status>401</status>
    <response base64="{str(coded).lower()}"><![CDATA[{wrap(answer)}]]></response>
  </item>
"""


def document(*items):
    return '<?xml version="1.0"?>\n<!DOCTYPE items [\n<!ELEMENT items (item*)>\n]>\n<items burpVersion="2026.1" exportTime="Mon Nov 23 08:30:00 CET 2026">\n' + "".join(items) + "</items>\n"


def test_it_is_recognised_behind_its_document_type(sure):
    assert sure(analyzer, document(item())) >= 95
    assert sure(analyzer, "<items><item/></items>") == 0


def test_an_item_is_an_exchange_in_either_coding(records, items):
    for coded in (True, False):
        (exchange,) = records(analyzer, document(item(coded=coded)))
        assert (exchange.get("request.url"), exchange.get("response.status"), exchange.get("server.ip"), exchange.get("server.port")) == ("https://shop.example/api?x=1", 401, "198.51.100.4", 443)
        assert (exchange.get("auth.challenge.error"), exchange.get("correlation.ids"), exchange.at.isoformat()) == ("invalid_token", ("x-request-id=abcd1234",), "2026-11-23T08:28:35+01:00")
    assert [i.producer for i in items(analyzer, document(item())) if isinstance(i, About)] == ["Burp Suite 2026.1"]


def test_an_item_that_is_no_http_is_said_and_the_next_is_read(items):
    found = items(analyzer, document(item(request=b""), item()))
    assert [i.code for i in found if isinstance(i, Defect)] == ["TK-IO-014"]
    assert sum(i.refused for i in found if isinstance(i, Coverage)) == 1


def test_a_file_that_ends_within_an_item_says_so(items):
    found = items(analyzer, document(item(), item())[:-200])
    assert any(isinstance(i, Defect) and "ends within" in i.detail for i in found)


def test_it_stays_total(assert_total):
    assert_total(analyzer, document(item(), item()), encodings=False)
