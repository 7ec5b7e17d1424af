"""Of what stands encoded, the placeholders in front of a host are cut out, and nothing else can hide behind that."""

import base64
import gzip

import pytest

from redaction import cuttings
from redaction.layers import layers
from redaction.verifier import inspect

HOST = "db.customer-one.example"
WHOLE = f"https://redacted-user-5xndl7dsjio6g:redacted-password@{HOST}/main and more of it"
LEAK = f"d@{HOST}"


def encoded(text, form="utf-8"):
    return base64.b64encode(text.encode(form))


def folded(data, width, mark=b"\n"):
    return mark.join(data[n : n + width] for n in range(0, len(data), width))


FORMS = {
    "base64": encoded(WHOLE),
    "base64 behind other words": b"abcde/" + encoded(WHOLE),
    "folded": folded(encoded(WHOLE), 64),
    "folded at an odd place": folded(encoded(WHOLE), 37, b"\\r\\n"),
    "folded, in JSON inside JSON": folded(encoded(WHOLE), 64, rb"\\r\\n"),
    "folded, in JSON inside JSON inside JSON": folded(encoded(WHOLE), 64, rb"\\\\n"),
    "folded, in an address inside an address": folded(encoded(WHOLE), 60, b"%250D%250A"),
    "folded, in XML": folded(encoded(WHOLE), 52, b"&#13;&#10;"),
    "folded, in XML inside XML": folded(encoded(WHOLE), 64, b"&amp;#xD;\n"),
    "UTF-16": encoded(WHOLE, "utf-16-le"),
    "the other UTF-16, folded": folded(encoded(WHOLE, "utf-16-be"), 76),
    "twice": encoded(folded(encoded(WHOLE), 60).decode()),
    "hex rows": b"".join(b"%04x: %s  |...\n" % (n, WHOLE.encode()[n : n + 16].hex(" ").encode()) for n in range(0, len(WHOLE), 16)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_end_of_a_placeholder_is_no_address(form):
    assert inspect([b"x: " + form + b" end"]).passed


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("leak", [encoded(f" {LEAK} "), encoded(f"mail {LEAK} now", "utf-16-le"), f"%20d%40{HOST}".encode()])
def test_an_address_beside_it_is_a_leak_however_alike_it_looks(form, leak):
    assert not inspect([b"x: " + form + b" y: " + leak]).passed
    assert not inspect([leak + b" " + form]).passed


@pytest.mark.parametrize("text", [f"{WHOLE} {LEAK} end", f"now {LEAK} and {WHOLE}", f"redacted-password@{HOST} {LEAK}"])
@pytest.mark.parametrize("fold", [60, 10_000])
def test_an_address_in_the_same_run_is_a_leak(text, fold):
    assert not inspect([folded(encoded(text), fold)]).passed


def test_a_run_behind_a_slash_is_kept_when_the_one_before_it_goes():
    data = encoded(WHOLE).rstrip(b"=") + b"/" + encoded(f" {LEAK} ")
    assert any(LEAK.encode() in layer for layer in layers(cuttings.without(data)))


def test_what_holds_no_such_placeholder_stays_to_the_octet():
    for data in (b"", b"plain words", encoded("redacted-password alone"), base64.b64encode(gzip.compress(WHOLE.encode())), folded(encoded("nothing of the kind here, only words and words"), 40)):
        assert cuttings.without(data) == data


def test_pairs_of_hex_near_a_soft_sign_are_read_from_their_beginning():
    pairs = WHOLE.encode().hex(":").encode()
    for width in range(100, 170, 7):
        assert inspect([b"q=68:" + pairs + b" " * (width % 5) + b"x" * width + b"\nnote=61:70:69 end"]).passed


def test_a_long_run_of_hex_near_a_soft_sign_is_read_from_its_beginning():
    for width in range(100, 170, 7):
        assert inspect([b"q " + WHOLE.encode().hex().encode() + b" " * (width % 5) + b"x" * width + b"\nnote=61:70:69 end=20=3D"]).passed
        assert inspect([b"q " + WHOLE.encode().hex().encode()[:-80] + b" " + b"x" * (width - 60) + b"\nnote=61:70:69 end=20=3D"]).passed
