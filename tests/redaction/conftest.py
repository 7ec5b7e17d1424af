"""What tests of redaction share: one text, one value under a name, one whole artifact."""

import io
from dataclasses import dataclass

import pytest

from redaction.audit import Audit
from redaction.session import Session
from triagekit.reading.bytesource import memory_source


@dataclass(frozen=True)
class Redacted:
    """A copy and its audit."""

    data: bytes
    audit: Audit

    @property
    def text(self):
        return self.data.decode("utf-8", "replace")


@pytest.fixture
def cleaner():
    """A cleaner that knows nothing yet."""
    return Session(key=b"k" * 32).cleaner


@pytest.fixture
def redact():
    """Redact a whole artifact: bytes in, copy and audit out."""

    def run(data, name="artifact", session=None, **settings):
        session = session or Session(**settings)
        source, out = memory_source(data if isinstance(data, bytes) else data.encode(), name), io.BytesIO()
        session.learn(source)
        session.propagate()
        audit = session.artifact(source, "test", out)
        return Redacted(out.getvalue(), audit)

    return run
