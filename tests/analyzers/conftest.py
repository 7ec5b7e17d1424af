"""What the tests of readers share: bytes as a source, and the records an analyzer makes of them."""

import io
from dataclasses import dataclass

import pytest

from triagekit.records import Record
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
