"""A copy is what redaction leaves as it is: what shows only in the copy goes too, and a second run finds nothing to do."""

import base64
import gzip
import json

import pytest

from redaction import settling
from redaction.session import Session

CUT = base64.b64encode(gzip.compress(b"card and password=hunter2xyz99 here 400160000", mtime=0)).decode() + "@mail.customer.example"
"""A compressed value of which an address takes the checksum, behind a slash, for its name."""


TEXTS = {
    "a compressed value cut by an address": f"X-Note: {CUT}\n",
    "pairs of hex digits in an escape": "a " + "".join(f"\\u003a{b:02x}" for b in b"card_number=4150755843388121") + " b password=hunter2xyz\n",
    "hidden characters between digits": "id-" + b"JSESSIONID=zxgh1T4MNuaSnNEAFZJSSGrxf2&".hex(":") + "\u200b:" + b"api_key=q5adJd9kw9XuwPOJo4".hex(":") + " user=kowalski88\n",
    "a token with text in its middle": json.dumps({"t": "eyJhbGciOiJSUzI1NiJ9." + base64.urlsafe_b64encode(b'{"sub":"user-42","jti":"90f8372d933d4fd8"}').decode().rstrip("=")[:50] + "IiwiaWF0IjoxNzk1NDE5MDAwfQ.c2ln"}),
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_second_run_with_another_key_changes_nothing(redact, text):
    once = redact(text, session=Session(key=b"a" * 32))
    again = redact(once.data, session=Session(key=b"b" * 32))
    assert again.data == once.data != text.encode() and not again.audit.withheld and not again.audit.items


def test_what_the_further_reading_finds_is_counted_with_the_rest(redact, monkeypatch):
    text = TEXTS["a compressed value cut by an address"]
    both = redact(text).audit.items
    monkeypatch.setattr(settling, "ROUNDS", 0)
    assert sum(both.values()) > sum(redact(text).audit.items.values())


def test_a_copy_in_which_nothing_was_replaced_or_that_is_long_is_not_read_again(redact, monkeypatch):
    monkeypatch.setattr(settling, "SHORT", 10)
    read = []
    monkeypatch.setattr(settling, "_read", lambda *_: read.append(1))
    redact("password=hunter2xyz and more words\n")
    monkeypatch.setattr(settling, "SHORT", 1 << 20)
    redact("nothing to see\n")
    assert not read
    redact("password=hunter2xyz and more words\n")
    assert read
