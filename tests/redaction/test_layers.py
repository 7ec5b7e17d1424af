"""The verifier's own eyes: whatever is encoded, in any order, is read."""

import base64
import gzip
import html
import json
import zlib
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction.layers import layers

VALUE = "Hunter2Zq9xW4v"


def deflated(text):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(machine.compress(text.encode()) + machine.flush()).decode()


ENCODINGS = {
    "percent": lambda t: quote(t, safe=""), "every octet": lambda t: "".join(f"%{b:02X}" for b in t.encode()), "entities": lambda t: "".join(f"&#{ord(c)};" for c in t), "escapes": lambda t: "".join(f"\\u{ord(c):04x}" for c in t),
    "JSON": lambda t: json.dumps({"a": t}), "base64": lambda t: base64.b64encode(t.encode()).decode(), "base64url": lambda t: base64.urlsafe_b64encode(t.encode()).decode().rstrip("="), "hex": lambda t: t.encode().hex(),
    "gzip": lambda t: base64.b64encode(gzip.compress(t.encode())).decode(), "deflate": deflated, "html": html.escape, "base32": lambda t: base64.b32encode(t.encode()).decode(), "UTF-16": lambda t: base64.b64encode(t.encode("utf-16-le")).decode(),
}  # fmt: skip


@pytest.mark.parametrize("outer", ENCODINGS)
@pytest.mark.parametrize("inner", ENCODINGS)
def test_a_value_in_two_encodings_is_read(inner, outer):
    text = ENCODINGS[outer](ENCODINGS[inner](f"the value is {VALUE} and more words stand here"))
    data = f"line one\nprefix {text} suffix\n".encode()
    assert any(VALUE.encode() in layer for layer in layers(data))


@given(st.binary(max_size=600))
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_taken_and_come_first(data):
    assert next(iter(layers(data))) == data
    list(layers(data))


def test_a_bomb_stays_within_its_budget():
    bomb = base64.b64encode(gzip.compress(b"a" * (40 << 20)))
    assert sum(map(len, layers(bomb))) < (120 << 20)


def test_octets_of_a_compressed_stream_are_read_where_they_stand():
    data = b"12:" + gzip.compress(f"password is {VALUE}".encode()) + b",tail"
    assert any(VALUE.encode() in layer for layer in layers(data))


def test_what_was_decoded_at_different_places_is_never_joined():
    first, second = base64.b64encode(b"GET /?JSESSIONID="), base64.b64encode(b"@db.internal.example/main")
    seen = list(layers(b"see " + first + b" and " + second + b" there"))
    assert any(b"JSESSIONID=" in layer for layer in seen)
    assert any(b"@db.internal.example" in layer for layer in seen)
    assert not any(b"JSESSIONID@" in layer for layer in seen)
