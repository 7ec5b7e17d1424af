"""SAML files are known by their content, in every form they are pasted."""

import base64
import io
import zlib
from urllib.parse import quote, quote_plus

import pytest

from analyzers.saml import SamlFile, analyzer, examiner, materials
from triagekit.reading.texts import decode_head
from triagekit.records import Coverage, Kind, Material, Record
from triagekit.roles import Context, Head

XML = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><a>>>>???</a></samlp:Response>'
META = '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"></EntityDescriptor>'
B64 = base64.b64encode(XML.encode()).decode()


def deflated(text):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(machine.compress(text.encode()) + machine.flush()).decode()


class Given:
    artifact = "a0001"

    def __init__(self, text):
        self.data = text if isinstance(text, bytes) else text.encode()
        self.head = Head(self.data[:65536], len(self.data), "x", decode_head(self.data[:65536]))

    def open(self):
        return io.BytesIO(self.data)

    def read(self, limit):
        return self.data[:limit]


def read(text):
    return [i for i in analyzer.read(Given(text), Context()) if not isinstance(i, Coverage)]


KNOWN = {
    "xml": XML, "declared": f'<?xml version="1.0"?>\n<!-- x -->\n{XML}', "metadata": META, "base64": B64, "folded": base64.encodebytes(XML.encode()).decode(), "quoted": f'"{B64}"',
    "percent": quote(B64), "deflated": deflated(XML), "form": f"SAMLResponse={quote_plus(B64)}&RelayState=x", "url": f"https://idp.example/sso?SAMLRequest={quote_plus(deflated(XML))}",
    "page": f'<html><form><input type="hidden" name="SAMLResponse" value="{B64}"></form></html>', "escaped": XML.replace("<", "&lt;"), "cut": B64[:100] + "…" + B64[120:],
    "posted": f"POST /acs HTTP/1.1\n\nSAMLResponse={quote_plus(B64)}", "doctype": f'<!DOCTYPE r [<!ENTITY a "b">]>{XML}',
}  # fmt: skip


@pytest.mark.parametrize("form", KNOWN)
def test_known_forms(form):
    assert analyzer.recognises(Given(KNOWN[form]).head) >= 60


@pytest.mark.parametrize("text", ["", "hello", "<html><body>no</body></html>", "<svg/>", '{"a": 1}', "eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln", base64.b64encode(b"something else altogether, long enough").decode(), "A" * 500])
def test_other_texts_are_left_to_others(text):
    assert analyzer.recognises(Given(text).head) == 0


def test_each_form_yields_the_message_with_what_stood_beside_it():
    (form,) = read(KNOWN["form"])
    assert (form.data, form.hints["binding"], form.hints["relay_state"]) == (B64.encode(), "post", "x")
    (url,) = read(KNOWN["url"])
    assert url.hints["binding"] == "redirect"
    (page,) = read(KNOWN["page"])
    assert page.data == B64.encode()
    (meta,) = read(META)
    assert meta.kind == "metadata"
    (xml,) = read(XML)
    assert xml.data == XML.encode()


def test_several_urls_give_several_messages():
    lines = "\n".join(f"https://idp.example/sso?SAMLRequest={quote_plus(deflated(XML.replace('_1', f'_{n}')))}" for n in range(3))
    assert len(read(lines)) == 3


def test_a_pasted_request_is_an_exchange():
    (made,) = read("POST /saml/acs HTTP/1.1\n\nRelayState=%2Fhome")
    assert isinstance(made, Record)
    assert made.kind is Kind.EXCHANGE
    assert made.fields["request.params.RelayState"] == ("/home",)
    assert "request.params.SAMLResponse" not in made.fields


def test_every_byte_is_accounted_for():
    items = list(analyzer.read(Given(XML), Context()))
    assert sum(i.examined + i.skipped for i in items if isinstance(i, Coverage)) == len(XML)


def test_any_bytes_give_materials_or_a_defect():
    for data in (b"\x00\xff" * 50, b"<", b"SAMLResponse=", b"https://x/?SAMLRequest=", b"POST / HTTP/1.1\n\nSAML=1"):
        assert all(isinstance(i, (Coverage, Material, Record)) or i.code == "TK-IO-014" for i in analyzer.read(Given(data), Context()))
    assert list(materials(b"", "a0001")) == []


def test_the_examiner_judges_what_the_analyzer_found():
    (record,) = examiner.examine(read(XML), Context())
    assert record.kind is Kind.ASSERTION
    assert isinstance(analyzer, SamlFile)


def test_a_page_that_only_speaks_of_a_message_is_none_and_one_with_its_field_is(sure):
    page = "<!DOCTYPE html>\n<html><body>{}</body></html>"
    assert sure(analyzer, page.format("Request missing SAMLRequest or SAMLResponse form parameter.")) == 0
    assert sure(analyzer, page.format('<input type="hidden" name="SAMLResponse" value="PHNhbWxwOlJlc3BvbnNl"/>')) >= 90
