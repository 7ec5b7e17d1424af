"""A HAR is read entry by entry, wherever its parts stand."""

import json

from triagekit.model import Defect
from triagekit.reading.bytesource import memory_source
from triagekit.reading.harstream import HarStream
from triagekit.records import About, Coverage, Record

ENTRY = {"startedDateTime": "2026-11-23T08:28:35+01:00", "request": {"method": "GET", "url": "https://a.example/", "headers": []}, "response": {"status": 200, "headers": []}}
LOG = {"version": "1.2", "creator": {"name": "Firefox", "version": "153"}, "entries": [ENTRY, ENTRY]}


def read(text):
    source = memory_source(text.encode() if isinstance(text, str) else text, "a.har")
    return list(HarStream(source, source.head, {}).items())


def records(found):
    return [i for i in found if isinstance(i, Record)]


def test_a_creator_behind_the_entries_is_found():
    late = {"log": {"entries": [ENTRY], "creator": {"name": "Firefox", "version": "153"}}}
    found = read(json.dumps(late))
    assert records(found)[0].get("dialect") == "firefox"
    assert [i.producer for i in found if isinstance(i, About) and i.producer] == ["Firefox 153"]


def test_a_log_that_does_not_stand_at_the_top_is_read_where_it_stands():
    found = read(json.dumps({"har": {"log": LOG}}))
    assert len(records(found)) == 2
    assert any("at the top" in i.detail for i in found if isinstance(i, Defect)), "it is read, and said to be no plain capture"
    assert not any(isinstance(i, Defect) for i in read(json.dumps({"log": LOG})))


def test_offsets_point_at_the_entry():
    text = json.dumps({"log": LOG})
    for record in records(read(text)):
        piece = text[record.location.offset : record.location.offset + record.location.length]
        assert json.loads(piece) == ENTRY


def test_in_utf_16_there_are_entries_but_no_offsets():
    found = records(read(json.dumps({"log": LOG}).encode("utf-16")))
    assert [r.location.offset for r in found] == [-1, -1]


def test_every_byte_is_examined_or_skipped():
    for text in (json.dumps({"log": LOG}), json.dumps({"log": LOG})[:-60], json.dumps({"log": LOG}) + " behind", "<html>", ""):
        total = sum(i.examined + i.skipped for i in read(text) if isinstance(i, Coverage))
        assert total == len(text)


def test_many_broken_entries_are_counted_but_not_told_one_by_one():
    found = read('{"log": {"entries": [' + ",".join(["5"] * 100) + "]}}")
    assert sum(i.refused for i in found if isinstance(i, Coverage)) == 100
    assert sum(isinstance(i, Defect) and "entry" in i.detail for i in found) <= 21


def test_an_empty_log_says_so():
    assert any(isinstance(i, Defect) and "no entries" in i.detail for i in read('{"log": {"version": "1.2"}}'))
