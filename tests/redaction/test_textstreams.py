"""Text in blocks of whole lines: what belongs together over lines is never cut apart."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import textstreams
from redaction.copies import Copying
from redaction.session import Session

KEY = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefghijk\n" * 12 + "-----END RSA PRIVATE KEY-----\n"


@pytest.mark.parametrize("data", [b"", b"a", b"a\n", b"\n\n", b"\xff\xfe\xfd\n", "ü\n€".encode(), b"a\r\nb\rc\n"])
def test_octets_come_back(data):
    assert textstreams.encode(textstreams.decode(data)) == data


def test_a_key_over_the_border_of_two_blocks_goes_whole(redact, monkeypatch):
    monkeypatch.setattr(textstreams, "BLOCK", 400)
    made = redact("line\n" * 70 + KEY + "line\n" * 70)
    assert "MIIEp" not in made.text and made.text.startswith("line\n" * 70) and made.text.endswith("line\n" * 70)


@pytest.mark.parametrize("block", [100, 333, 4096])
def test_the_size_of_blocks_changes_nothing(redact, monkeypatch, block):
    text = "".join(f"2026-11-03T09:14:{n % 60:02d}Z user=kowalski{n % 7}8 password=hunter{n}xyz\n" for n in range(80))
    from redaction.session import Session

    whole = redact(text, session=Session(key=b"k" * 32))
    monkeypatch.setattr(textstreams, "BLOCK", block)
    assert redact(text, session=Session(key=b"k" * 32)).data == whole.data


def test_a_stretch_without_any_gap_goes_as_a_whole_and_is_said(redact, monkeypatch):
    monkeypatch.setattr(textstreams, "LONGEST_LINE", 2000)
    monkeypatch.setattr(textstreams, "BLOCK", 500)
    made = redact("start of it\n" + "A" * 9000 + "\nend of it\n")
    assert made.audit.not_examined and "AAAAAAAA" not in made.text[2000:6000]


def test_memory_is_a_stream():
    assert isinstance(textstreams.memory(b"x"), io.BytesIO)


ROWS = ['{"level":"info","msg":"order 17 shipped","by":"jane.doe@customer.example"}', '{"password":"Abcdef1234567890","note":"a late parcel"}', "plain line with token=Abcdef1234567890", '{"broken": ', "{}", '{"a":1,"a":"jane.doe@customer.example"}', '{"deep":{"er":["one","two","three",{"email":"x.y@customer.example"}]}}', ""]


@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=12), st.sampled_from([1, 60, 1 << 19]))
def test_rows_looked_at_together_are_cleaned_as_each_alone(rows, together):
    def clean(data):
        copying = Copying(Session(key=b"k" * 32).cleaner)
        return b"".join(textstreams.blocks(copying, textstreams.memory(data)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textstreams, "BLOCK", together)
        made = clean("\n".join(rows).encode())
    assert made == b"\n".join(clean(row.encode()) for row in rows)
