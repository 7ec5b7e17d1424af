"""Small rule packs made on the spot, and records by the handful."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from triagekit.engine.load import load
from triagekit.engine.run import Engine
from triagekit.model import Location
from triagekit.reading.vocabulary import SHARED
from triagekit.records import Kind, Record

START = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


class Pack:
    """A folder of rules that grows by calls; `load` reads it."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, path, content):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode())
        return self

    def observation(self, name, detect, **more):
        rule = {"id": name, "title": f"Saw {name}", "reads": ["exchange"], "detect": detect, **more}
        return self.write(f"observations/{name}.yaml", rule)

    def cause(self, name, evidence, **more):
        rule = {
            "id": name, "title": f"Cause {name}", "differential": "d", "severity": "high", "owner": "customer",
            "evidence": evidence, "next_steps": [{"do": "look", "risk": "none"}], "ask_customer": f"ask {name}", **more,
        }  # fmt: skip
        return self.write(f"causes/{name}.yaml", rule)

    def load(self, *others):
        return load([self.folder, *others], SHARED)


@pytest.fixture
def pack(tmp_path):
    return Pack(tmp_path / "pack")


@pytest.fixture
def record():
    lines = iter(range(1, 1_000_000))

    def make(fields, at=None, kind="exchange", artifact="a"):
        when = None if at is None else START + timedelta(seconds=at)
        return Record(Kind(kind), Location(artifact, "line", line=next(lines)), dict(fields), when)

    return make


@pytest.fixture
def see(pack):
    """What the pack's observations make of these records: id to sighting."""

    def run(records, paranoid=True):
        book = pack.load()
        assert not book.errors, [str(e) for e in book.errors]
        engine = Engine(book, paranoid=paranoid)
        for one in records:
            engine.feed(one)
        return engine.sightings()

    return run
