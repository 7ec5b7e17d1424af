"""Whatever wraps a message is taken off, and what should not have been necessary is named."""

import base64
import hashlib
import json
import re
import zlib
from urllib.parse import quote

import pytest

from triagekit.reading.saml.decode import LIMIT, decode, looks_like_xml

XML = b'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><a>>>>???</a>  </samlp:Response>'
B64 = base64.b64encode(XML)


def deflated(data=XML):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(data) + machine.flush()


@pytest.mark.parametrize(("given", "steps"), [
    (XML, []), (B64, ["base64"]), (base64.b64encode(deflated()), ["base64", "deflate"]), (quote(B64).encode(), ["percent", "base64"]),
    (base64.urlsafe_b64encode(XML), ["base64url"]), (B64.rstrip(b"="), ["base64"]), (base64.encodebytes(XML), ["base64"]), (base64.b64encode(zlib.compress(XML)), ["base64", "zlib"]),
])  # fmt: skip
def test_every_encoding_of_the_bindings_and_of_pasting_is_read(given, steps):
    made = decode(given)
    assert made.xml == XML
    assert made.steps == steps
    assert not made.fault


@pytest.mark.parametrize(("given", "repair"), [
    (B64.replace(b"+", b" "), "spaces-for-plus"), (quote(quote(B64)).encode(), "percent-twice"), (XML.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;"), "html-escaped"),
    (base64.b64encode(B64), "base64-twice"), (json.dumps(B64.decode()).encode(), "quotes"), (b" ".join(B64[i : i + 60] for i in range(0, len(B64), 60)), "spaces-removed"),
])  # fmt: skip
def test_what_an_intact_transport_never_needs_is_a_repair(given, repair):
    made = decode(given)
    assert made.xml == XML
    assert repair in made.repairs


def test_plus_signs_stand_in_the_sample_so_that_losing_them_matters():
    assert b"+" in B64


@pytest.mark.parametrize(("given", "fault"), [
    (b"", "missing"), (b"  \r\n", "missing"), (B64[:60] + b"..." + B64[70:], "truncated"), (B64[:60] + "…".encode(), "truncated"), (b"hello there", "no-xml"),
    (B64[:40] + b"*" + B64[40:], "not-base64"), (base64.b64encode(deflated(XML * 50)[:-20]), "truncated"),
])  # fmt: skip
def test_what_holds_no_whole_message_says_why(given, fault):
    assert decode(given).fault == fault


def test_the_beginning_of_a_cut_message_is_kept():
    assert decode(B64[:60] + b"..." + B64[70:]).xml.startswith(b"<samlp:Response")


def test_a_small_text_that_inflates_to_a_flood_is_stopped():
    bomb = base64.b64encode(deflated(b"<a>" + b"0" * (LIMIT + 10)))
    made = decode(bomb)
    assert made.fault == "inflates-too-far"
    assert len(made.xml) <= LIMIT


def test_xml_is_recognised_behind_marks_and_in_utf_16():
    assert looks_like_xml(b"\xef\xbb\xbf \n<a/>")
    assert looks_like_xml("<a/>".encode("utf-16"))
    assert not looks_like_xml(b"a<")


def test_deflated_and_plain_are_told_apart():
    assert decode(base64.b64encode(deflated())).deflated
    assert decode(XML).plain
    assert not decode(B64).plain


def test_compressed_bytes_that_look_like_a_percent_escape_are_no_escape():
    made = (f"<Response ID='_{n}'>{hashlib.sha256(str(n).encode()).hexdigest() * 8}</Response>".encode() for n in range(600))
    packed = [(xml, zlib.compress(xml, wbits=-15)) for xml in made]
    unlucky = [(xml, data) for xml, data in packed if re.search(rb"%[0-9A-Fa-f]{2}", data)]
    assert unlucky
    for xml, data in unlucky[:5]:
        text = base64.b64encode(data)
        for form in (text, quote(text, safe="").encode()):
            got = decode(form)
            assert (got.xml, got.repairs, got.fault) == (xml, [], "")
