"""A Playwright archive is one capture: its HAR with the bodies beside it."""

import io
import json
import zipfile

import pytest

from triagekit.model import Defect
from triagekit.reading import harzip
from triagekit.reading.bytesource import memory_source
from triagekit.records import Coverage, Record

BODY = "0" * 40 + ".json"


def archive(**extra):
    entry = {"startedDateTime": "2026-11-23T08:28:35Z", "request": {"method": "GET", "url": "https://a.example/", "headers": []}, "response": {"status": 500, "headers": [], "content": {"mimeType": "application/json", "_file": BODY}}}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("har.har", json.dumps({"log": {"creator": {"name": "Playwright", "version": "1"}, "entries": [entry]}}))
        for name, data in extra.items():
            out.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("names", "is_it"),
    [(["har.har", BODY], True), (["a.har"], True), (["a.har", "notes.txt"], False), (["a.har", "b.har"], False), ([BODY], False), ([], False)],
)
def test_one_har_and_nothing_but_bodies_beside_it(names, is_it):
    assert harzip.is_har(names) is is_it


def test_bodies_are_given_back_to_their_entries():
    found = list(harzip.items(memory_source(archive(**{BODY: '{"error": "from beside"}'}))))
    (exchange,) = (i for i in found if isinstance(i, Record))
    assert exchange.get("response.body.error") == "from beside"


def test_a_body_that_is_not_there_leaves_the_entry_readable():
    (exchange,) = (i for i in harzip.items(memory_source(archive())) if isinstance(i, Record))
    assert exchange.get("response.body.text") is None


def test_the_whole_archive_is_accounted_for():
    data = archive(**{BODY: "x"})
    assert sum(i.examined + i.skipped for i in harzip.items(memory_source(data)) if isinstance(i, Coverage)) == len(data)


def test_damage_gives_a_defect_and_no_exception():
    data = archive(**{BODY: "x" * 500})
    for n in range(0, len(data), 23):
        list(harzip.items(memory_source(data[:n])))
        list(harzip.items(memory_source(data[:n] + b"\xff" + data[n + 1 :])))
    assert any(isinstance(i, Defect) for i in harzip.items(memory_source(data[:40])))
