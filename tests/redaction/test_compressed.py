"""One compressed file comes out redacted in its own form: the same for the same content, with every byte accounted for."""

import bz2
import gzip
import io
import json
import lzma
import zipfile

import pytest

from redaction import compressed
from redaction.session import Session
from redaction.verifier import inspect

FORMS = {"gz": (gzip.compress, gzip.decompress), "bz2": (bz2.compress, bz2.decompress), "xz": (lzma.compress, lzma.decompress)}
LOG = b"Nov  3 09:14:00 web01 app[311]: login user=kowalski88 password=hunter2xyz99 from 85.214.3.7\n" * 40
HAR = json.dumps({"log": {"version": "1.2", "entries": [{"request": {"url": "https://a.example/x", "headers": [{"name": "Cookie", "value": "sid=Zx81kQ4mPz7vB2n"}]}}]}}).encode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "plain"), [("app.log", LOG), ("page.har", HAR)])
def test_it_is_read_as_what_is_in_it_and_packed_again(redact, form, name, plain):
    pack, unpack = FORMS[form]
    made = redact(pack(plain), f"{name}.{form}", session=Session(key=b"k" * 32))
    alone = redact(plain, name, session=Session(key=b"k" * 32))
    assert not made.audit.withheld and unpack(made.data) == alone.data != plain
    assert made.audit.items == alone.audit.items and made.audit.canaries["planted"] > 0
    assert all(p.startswith("unpacked ") for row in made.audit.ledger.rows.values() for p in row.places)


@pytest.mark.parametrize("form", FORMS)
def test_a_second_pass_changes_nothing_and_the_time_of_packing_does_not_show(redact, form):
    pack, _ = FORMS[form]
    once = redact(pack(LOG))
    assert redact(once.data).data == once.data
    early, late = (redact(gzip.compress(LOG, mtime=t), session=Session(key=b"k" * 32)).data for t in (1, 2))
    assert early == late and early[4:8] == bytes(4)


def account(audit):
    return audit.bytes_examined + sum(n for n, _ in audit.not_examined), audit.bytes_examined


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (gzip.compress(LOG)[:-30], "ends before its end"),
        (gzip.compress(LOG)[:20] + b"\xff" * 40, "damaged"),
        (gzip.compress(bytes(range(32)) * 90), "binary"),
        (gzip.compress(b""), "nothing"),
    ],
)
def test_what_cannot_be_read_has_no_copy_and_says_why(redact, data, why):
    made = redact(data)
    assert why in made.audit.withheld and made.data == b""
    assert account(made.audit) == (len(data), 0)


def test_bytes_behind_its_end_are_left_out_and_counted(redact):
    data = gzip.compress(LOG) + b"trailing words of another file"
    made = redact(data)
    assert gzip.decompress(made.data).count(b"\n") == 40
    assert made.audit.not_examined[0][0] == 30 and sum(account(made.audit)[:1]) == len(data)


def test_what_unpacks_to_more_than_the_budget_or_lies_too_deep_has_no_copy(redact, monkeypatch):
    deep = LOG
    for _ in range(compressed.DEPTH + 1):
        deep = gzip.compress(deep)
    assert "deeper" in redact(deep).audit.withheld
    monkeypatch.setattr(compressed, "BUDGET", 1000)
    assert "more than" in redact(gzip.compress(LOG)).audit.withheld


def test_the_verifier_looks_into_it_however_it_lies():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner.xz", lzma.compress(b"x" * 99 + b" ghp_" + b"a1B2" * 9))
    seen = inspect([])
    seen.look_into(io.BytesIO(bz2.compress(out.getvalue())))
    assert not seen.passed


def test_a_compressed_member_of_an_archive_is_clean_too(redact):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("app.log.gz", gzip.compress(LOG))
        archive.writestr("page.har", HAR)
    made = redact(out.getvalue())
    with zipfile.ZipFile(io.BytesIO(made.data)) as opened:
        assert b"hunter2" not in gzip.decompress(opened.read("app.log.gz"))
