"""Every byte accounted for, a reader's fault contained, duplicates read once, clocks set before the last word."""

import json
import zipfile
from datetime import timedelta

from runs import START, entry, har, run

from triagekit import plugins
from triagekit.model import SPEAKING


def test_every_byte_of_every_artifact_is_examined_or_skipped_with_a_reason(tmp_path):
    har(tmp_path / "a.har", entry(1), entry(2, 500))
    (tmp_path / "b.log").write_text("2026-03-01 12:00:00,000 ERROR app failed\n")
    (tmp_path / "c.bin").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "d.har").write_text('{"log":{"entries":[' + json.dumps(entry(1)) + ", {")
    for artifact in run(tmp_path).artifacts:
        assert artifact.examined + sum(n for n, _ in artifact.skipped) == artifact.size, artifact.name
        assert all(why for _, why in artifact.skipped)


def test_the_same_file_given_twice_is_read_once_and_said_so(tmp_path):
    har(tmp_path / "a.har", *[entry(n, 500) for n in range(4)])
    (tmp_path / "copy.har").write_bytes((tmp_path / "a.har").read_bytes())
    first, second = run(tmp_path).artifacts
    assert (first.records, second.records, second.kind) == (4, 0, "har")
    assert second.skipped == [(second.size, f"the same bytes as {first.id}, which was read")]
    counts = [h.count for h in run(tmp_path).judgement.hits]
    assert max(counts) <= 4


def test_a_readers_fault_ends_that_artifact_only_and_shows_nothing_of_it(tmp_path, monkeypatch):
    har(tmp_path / "a.har", entry(1))
    (tmp_path / "b.log").write_text("2026-03-01 12:00:00,000 ERROR app failed\n" * 3)
    reader = next(a for a in plugins.find("analyzer") if a.name == "har")
    monkeypatch.setattr(type(reader), "read", lambda *_: (_ for _ in ()).throw(ValueError("SECRET")))
    done = run(tmp_path)
    broken, fine = done.artifacts
    assert [(d.code, "SECRET" in d.detail) for d in broken.defects] == [("TK-INT-001", False)]
    assert fine.records == 3
    assert done.partial


def test_a_window_leaves_out_what_lies_outside_it(tmp_path):
    path = har(tmp_path / "a.har", *[entry(n, 500) for n in range(6)])
    done = run(path, since=START + timedelta(seconds=15), until=START + timedelta(seconds=45))
    assert done.artifacts[0].captured_from >= START + timedelta(seconds=15)
    assert max(h.count for h in done.judgement.hits) <= 3


def test_a_log_two_hours_ahead_is_joined_and_its_clock_set(tmp_path):
    har(tmp_path / "a.har", *[entry(n, 502 if n == 3 else 200, x_request_id=f"req-7f3a91bc{n}{n}") for n in range(6)])
    rows = []
    for n in range(6):
        when = START + timedelta(seconds=10 * n + 0.2, hours=2)
        said = "[error] 9#9: *1 connect() failed (111: Connection refused) while connecting to upstream" if n == 3 else "[warn] 9#9: *1 a client request body is buffered to a temporary file"
        rows.append(f'{when:%Y/%m/%d %H:%M:%S} {said}, client: 10.0.0.1, server: api.test, request: "GET /v1/{n} HTTP/1.1", host: "api.test", request_id: req-7f3a91bc{n}{n}\n')
    (tmp_path / "error.log").write_text("".join(rows))
    done = run(tmp_path)
    (offset,) = (o for o in done.offsets.values() if o.seconds)
    assert abs(offset.seconds + 7200) <= offset.uncertainty + 1
    assert [f.get("join.by") for f in done.derived if f.get("fact") == "join"] == ["correlation-id"]
    assert next(c.id for c in done.judgement.causes if c.verdict in SPEAKING) == "gateway/upstream-refused"
    assert any(r.get("source.zone_quarters") == 8 for r in done.clock)


def test_the_surest_reader_reads_and_a_faulty_recogniser_is_passed_over(tmp_path, monkeypatch):
    path = har(tmp_path / "a.har", entry(1))
    for analyzer in plugins.find("analyzer"):
        if analyzer.name != "har":
            monkeypatch.setattr(type(analyzer), "recognises", lambda *_: (_ for _ in ()).throw(KeyError), raising=False)
    assert run(path).artifacts[0].kind == "har"


def test_what_compares_artifacts_keeps_nothing_of_a_case_of_one_also_in_an_archive(tmp_path, monkeypatch):
    seen = []

    class Comparing:
        name, fields, compares = "comparing", {}, True

        def see(self, record):
            seen.append(record.location.artifact)

        def conclude(self, context):
            yield from ()

    monkeypatch.setattr(plugins, "find", lambda role, find=plugins.find: (Comparing,) if role == "correlator" else find(role))
    one = har(tmp_path / "one.har", entry(1, 500))
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as made:
        made.write(one, "inner.har")
    assert run(one).artifacts and run(tmp_path / "one.zip").artifacts and seen == []
    run(one, har(tmp_path / "two.har", entry(2)))
    assert set(seen) == {"a0001", "a0002"}
