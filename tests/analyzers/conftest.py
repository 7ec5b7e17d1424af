"""What the tests of readers share: bytes as a source, and the records an analyzer makes of them."""

import io
from dataclasses import dataclass
from datetime import datetime

import pytest

from triagekit.errors import CATALOGUE
from triagekit.model import Defect
from triagekit.reading.bytesource import memory_source
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Coverage, Record, Type
from triagekit.roles import Context, Head


@dataclass
class Bytes:
    """An artifact in memory."""

    data: bytes
    name: str = "artifact.txt"
    artifact: str = "a0001"

    @property
    def head(self):
        data = self.data[:65536]
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        return Head(data, len(self.data), self.name, data.decode("utf-16" if wide else "utf-8-sig", errors="replace").replace("\0", ""))

    def open(self):
        return io.BytesIO(self.data)

    def read(self, limit):
        return self.data[:limit]


@pytest.fixture
def source():
    """Make a source of text or bytes."""
    return lambda text: Bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def items(source):
    """Everything an analyzer yields for a text."""
    return lambda analyzer, text, **context: list(analyzer.read(source(text), Context(**context)))


@pytest.fixture
def records(items):
    """The records an analyzer yields for a text, of one kind or of all."""

    def read(analyzer, text, kind=None, **context):
        return [i for i in items(analyzer, text, **context) if isinstance(i, Record) and (kind is None or i.kind == kind)]

    return read


@pytest.fixture
def sure(source):
    """How sure an analyzer is that it can read a text."""
    return lambda analyzer, text: analyzer.recognises(source(text).head)


TYPES = {Type.TEXT: str, Type.NUMBER: (int, float), Type.FLAG: bool, Type.TIME: datetime, Type.LIST: tuple}


def published(analyzer, record):
    """Every field has a published name and its type: what a rule is promised."""
    known = {**SHARED[record.kind], **analyzer.fields}
    for name, value in record.fields.items():
        parts = name.split(".")
        spec = known.get(name) or next((known[f] for n in range(len(parts) - 1, 0, -1) if (f := ".".join(parts[:n]) + ".*") in known), None)
        assert spec is not None, f"{name} is not published for {record.kind}"
        fits = isinstance(value, TYPES[spec.type]) and (spec.type is Type.FLAG or not isinstance(value, bool))
        assert fits or name.startswith("log."), f"{name} is {type(value).__name__}, published as {spec.type}"
        assert not isinstance(value, datetime) or value.tzinfo is not None
    assert record.at is None or record.at.tzinfo is not None


def through(analyzer, data, name="artifact.txt"):
    """Everything it yields for these bytes, with what always holds checked."""
    source = memory_source(data, name)
    assert 0 <= analyzer.recognises(source.head) <= 100
    found = list(analyzer.read(source, Context()))
    assert sum(i.examined + i.skipped for i in found if isinstance(i, Coverage)) <= len(data)
    assert all(i.code in CATALOGUE for i in found if isinstance(i, Defect))
    for record in (i for i in found if isinstance(i, Record)):
        published(analyzer, record)
        assert record.location.artifact == source.artifact
        assert record.location.offset < max(1, len(data))
    return [i for i in found if isinstance(i, Record)]


def mangled(data):
    """The artifact cut off, with foreign bytes, with a very long line, or not there at all."""
    yield from (data[: len(data) * n // 13] for n in range(13))
    for n in (0, 1, 3, 5):
        at = len(data) * n // 6
        yield data[:at] + b"\x00\xff\xfe\x1b]0;x\x07{[\"\\u12\xed\xa0\x80" + data[at:]
        yield data[:at] + data[at + 7 :]
    yield data + b"\n" + b"A" * 1_000_000 + b"\n" + data
    yield bytes(range(256)) * 8
    yield data.replace(b"1", b"99999999999999999999").replace(b":", b"::")


@pytest.fixture
def assert_total():
    """Hold that an analyzer is total on a mangled artifact, and that neither line ends nor encodings change what it reads."""

    def hold(analyzer, text, encodings=True, name="artifact.txt"):
        data = text if isinstance(text, bytes) else text.encode()
        whole = through(analyzer, data, name)
        assert whole, "the sample itself must give records"
        for bad in mangled(data):
            through(analyzer, bad, name)
        if encodings:
            for other in (data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data, data.decode().encode("utf-16")):
                again = through(analyzer, other, name)
                assert [r.at for r in again] == [r.at for r in whole]
                assert [r.get("event.message") or r.get("request.url") for r in again] == [r.get("event.message") or r.get("request.url") for r in whole]
        return whole

    return hold
