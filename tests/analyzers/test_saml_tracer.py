"""SAML-tracer exports become exchanges, and carry the messages they decoded."""

import base64
import json

from analyzers.saml_tracer import analyzer
from triagekit.model import Defect
from triagekit.records import Material

MESSAGE = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"/>'
POST = {
    "requestId": "1", "method": "POST", "url": "https://sp.example/acs", "timestamp": "2026-11-23T08:28:35.123Z", "requestHeaders": [{"name": "Host", "value": "sp.example"}],
    "responseHeaders": [{"name": "Server", "value": "nginx"}, {"name": "x-request-id", "value": "abcd1234"}], "responseStatus": 403, "responseStatusText": "HTTP/1.1 403 Forbidden", "post": [["SAMLResponse", base64.b64encode(MESSAGE.encode() * 2).decode()], ["RelayState", "r"]], "saml": MESSAGE,
}  # fmt: skip
MASKED = {**POST, "post": [["SAMLResponse", "*****"]]}
EXPORT = json.dumps({"requests": [POST, {**POST, "method": "GET", "url": "https://idp.example/sso", "post": [], "saml": None}], "timestamp": "2026-11-23T08:30:00Z"}, indent=1)


def test_it_is_recognised(sure):
    assert sure(analyzer, EXPORT) >= 90
    assert sure(analyzer, '{"requests": []}') == 0


def test_a_request_is_an_exchange_with_its_form(records):
    post, got = records(analyzer, EXPORT)
    assert (post.get("request.url"), post.get("response.status"), post.get("request.params.RelayState"), post.get("correlation.ids")) == ("https://sp.example/acs", 403, ("r",), ("x-request-id=abcd1234",))
    assert (post.at.isoformat(), got.get("request.method")) == ("2026-11-23T08:28:35.123000+00:00", "GET")


def test_the_decoded_copy_is_carried_only_where_the_form_is_masked(items):
    assert not [i for i in items(analyzer, EXPORT) if isinstance(i, Material)]
    (copy,) = (i for i in items(analyzer, json.dumps({"requests": [MASKED]})) if isinstance(i, Material))
    assert (copy.kind, copy.data.decode(), copy.hints) == ("saml", MESSAGE, {"copied": "true"})


def test_an_export_cut_off_keeps_what_is_whole(items, records):
    assert len(records(analyzer, EXPORT[:-500])) == 1
    assert any(isinstance(i, Defect) for i in items(analyzer, EXPORT[:-500]))


def test_it_stays_total(assert_total):
    assert_total(analyzer, EXPORT)
