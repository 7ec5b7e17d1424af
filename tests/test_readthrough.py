"""Every byte accounted for, a reader's fault contained, duplicates read once, clocks set before the last word."""

import json
import zipfile
from datetime import datetime, timedelta

from minting import CLAIMS, EPOCH, b64
from runs import START, entry, har, run

from triagekit import evidence as ev
from triagekit import plugins, walk
from triagekit.model import SPEAKING
from triagekit.report.text import TextReport
from triagekit.run import Options


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


def dated(n, status, off, host="api.test", token="", with_date=True):
    """An entry of a client whose clock stands `off` seconds ahead of the servers'."""
    made = entry(n, status)
    made["startedDateTime"] = (START + timedelta(seconds=10 * n, milliseconds=100)).isoformat()
    made["request"]["url"] = f"https://{host}/v1/{n}"
    if token:
        made["request"]["headers"].append({"name": "Authorization", "value": f"Bearer {token}"})
    if with_date:
        said = START + timedelta(seconds=10 * n + 0.3 - off)
        made["response"]["headers"].append({"name": "Date", "value": said.strftime("%a, %d %b %Y %H:%M:%S GMT")})
    return made


def minted(**claims):
    return f"{b64({'alg': 'RS256', 'typ': 'JWT', 'kid': 'k1'})}.{b64({**CLAIMS, **claims})}.{b64(bytes(range(256)))}"


def test_a_verdict_that_the_clients_wrong_clock_made_is_judged_again_and_the_evidence_and_the_report_say_so(tmp_path):
    """The client is 4000 s ahead: by its clock the token had ended, by the servers' it had not, and the refusal bears no Date."""
    token = minted(iat=EPOCH - 4600, nbf=EPOCH - 4600, exp=EPOCH - 2000)
    calls = [dated(n, 200, 4000, f"{'ab'[n % 2]}.test") for n in range(8)]
    path = har(tmp_path / "a.har", *calls, dated(9, 401, 4000, "a.test", token, with_date=False))
    done = run(path)
    assert done.decided_by_clock["jwt/expired"] == "confirmed"
    evidence = json.loads(ev.encode(done.evidence()))
    cause = next(c for c in evidence["causes"] if c["id"] == "jwt/expired")
    assert (cause["verdict"], cause["x_before_clock"]) == ("not supported", "confirmed")
    clock = [k for k in evidence["clock"] if k["x_applied"]]
    assert clock and all("jwt/expired is not supported and no longer confirmed" in k["basis"] for k in clock)
    assert all(k["offset_low_s"] <= -4000 <= k["offset_high_s"] for k in clock)
    assert "jwt/expired is not supported and no longer confirmed" in " ".join(TextReport().render(done.evidence()).split())
    rows = [m for m in evidence["timeline"] if m.get("x_original")]
    assert rows and all(datetime.fromisoformat(m["x_original"]) - datetime.fromisoformat(m["at"]) >= timedelta(seconds=3998) for m in rows)


def test_a_verdict_that_holds_on_either_clock_is_not_said_to_be_decided_by_one(tmp_path):
    token = minted(iat=EPOCH - 9600, nbf=EPOCH - 9600, exp=EPOCH - 8000)
    calls = [dated(n, 200, 4000, f"{'ab'[n % 2]}.test") for n in range(8)]
    done = run(har(tmp_path / "a.har", *calls, dated(9, 401, 4000, "a.test", token, with_date=False)))
    assert next(c for c in done.judgement.causes if c.id == "jwt/expired").verdict == "confirmed"
    assert "jwt/expired" not in done.decided_by_clock
    assert all(k.applied for k in done.evidence().clock if k.kind == "host")


def test_a_clock_set_in_the_middle_of_a_log_is_corrected_apart_before_and_after(tmp_path):
    """Its lines before and after fall back to the moments of their requests, whichever way it was set."""
    har(tmp_path / "a.har", *[entry(n, 502 if n % 2 else 200, x_request_id=f"req-7f3a91bc{n:02}") for n in range(16)])
    rows = []
    for n in range(16):
        when = START + timedelta(seconds=10 * n + 0.2 + (30 if n < 8 else -600))
        rows.append(json.dumps({"time": when.isoformat(), "level": "error", "message": f"upstream failed for {n}", "request_id": f"req-7f3a91bc{n:02}"}) + "\n")
    (tmp_path / "app.log.json").write_text("".join(rows))
    done = run(tmp_path)
    (note,) = (k for k in done.evidence().clock if k.kind == "artifact")
    assert [(s.offset_low_s <= 30 <= s.offset_high_s, s.until, s.after) for s in note.steps] == [(True, "2026-03-01T12:01:10.100Z", "2026-03-01T12:01:20.100Z")]
    assert note.offset_low_s <= -600 <= note.offset_high_s and note.applied
    shown = [r for r in walk.timeline(done, Options()) if r.kind == "event"]
    assert len(shown) == 16
    for n, row in enumerate(shown):
        assert abs((datetime.fromisoformat(row.at) - START).total_seconds() - 10 * n - 0.2) <= row.uncertainty_s + 0.01
        assert datetime.fromisoformat(row.original) == START + timedelta(seconds=10 * n + 0.2 + (30 if n < 8 else -600))


def test_a_log_without_a_zone_is_placed_by_agreement_and_says_so_everywhere(tmp_path):
    har(tmp_path / "a.har", *[entry(n, 502, x_request_id=f"req-7f3a91bc{n:02}") for n in range(6)])
    rows = [f"{START + timedelta(seconds=10 * n + 0.2, hours=2):%Y-%m-%d %H:%M:%S},200 ERROR shop request_id=req-7f3a91bc{n:02} upstream failed\n" for n in range(6)]
    (tmp_path / "app.log").write_text("".join(rows))
    done = run(tmp_path)
    evidence = done.evidence()
    log = next(a for a in evidence.artifacts if a.name.endswith("app.log"))
    assert any("placed by agreement" in note and "UTC+02:00" in note for note in log.notes)
    assert [k.zone_assumed for k in evidence.clock if k.kind == "artifact"] == [True]
    assert all(m.zone_assumed == (m.artifact == log.id) for m in evidence.timeline)
    assert [r.zone_assumed for r in walk.timeline(done, Options())] == [r.artifact == log.name for r in walk.timeline(done, Options())]


def test_clocks_that_contradict_each_other_are_said_to_and_nothing_is_moved(tmp_path):
    """Half of what both saw says that the log is 500 s ahead, the other half that it is not, at the same time."""
    har(tmp_path / "a.har", *[entry(n, 502, x_request_id=f"req-7f3a91bc{n:02}") for n in range(12)])
    rows = [json.dumps({"time": (START + timedelta(seconds=10 * n + 0.2 + 500 * (n % 2))).isoformat(), "level": "error", "message": "upstream failed", "request_id": f"req-7f3a91bc{n:02}"}) + "\n" for n in range(12)]
    (tmp_path / "app.log.json").write_text("".join(rows))
    done = run(tmp_path)
    (note,) = (k for k in done.evidence().clock if k.kind == "artifact")
    assert (note.contradicted, note.applied) == (True, False)
    assert any("contradict each other" in n for a in done.evidence().artifacts for n in a.notes)
    assert not any(o.seconds for o in done.offsets.values())


def test_last_nights_log_of_a_job_that_repeats_itself_is_no_clock_a_day_off(tmp_path):
    har(tmp_path / "a.har", *[entry(n, 502) for n in range(9)])
    rows = [f'10.0.0.1 - - [{START + timedelta(seconds=10 * n + 0.4) - timedelta(days=1):%d/%b/%Y:%H:%M:%S} +0000] "GET /v1/{n} HTTP/1.1" 502 150 "-" "job/1.0"\n' for n in range(9)]
    (tmp_path / "access.log").write_text("".join(rows))
    done = run(tmp_path)
    assert not [k for k in done.evidence().clock if k.kind == "artifact"]
    assert not [f for f in done.derived if f.get("fact") == "join"]


def test_a_certificate_that_only_a_wrong_clock_calls_over_is_not_and_what_that_clock_says_of_itself_stays(tmp_path):
    """The client is 40 days ahead; the failed host sent no Date, two others did."""
    off = 40 * 86_400
    failed = dated(9, 0, off, "c.test", with_date=False)
    failed["_securityDetails"] = {"subjectName": "c.test", "validFrom": EPOCH - off - 86_400 * 80, "validTo": EPOCH - 86_400 * 10}
    failed["_securityState"] = "insecure"
    path = har(tmp_path / "a.har", *[dated(n, 200, off, f"{'ab'[n % 2]}.test") for n in range(8)], failed)
    done = run(path)
    verdicts = {c.id: str(c.verdict) for c in done.judgement.causes}
    assert done.decided_by_clock["x509/leaf-expired"] == "confirmed"
    assert verdicts["x509/leaf-expired"] in {"not supported", "ruled out"}
    assert verdicts["clock/client-ahead"] in {"likely", "confirmed"}


def spoken(tmp_path, lines):
    """Identifiers of the causes that speak, first one first, of a refused request and a log of these lines."""
    refused = entry(2, 401, X_Request_Id="8f31c2aa90e17b44")
    refused["request"]["headers"] = [{"name": "Authorization", "value": "Bearer 6d0f2b9c41a8e7f35b1d"}]
    har(tmp_path / "a.har", entry(1), refused)
    rows = [{"timestamp": (START + timedelta(seconds=n)).isoformat(), "level": "ERROR", "method": "GET", "path": "/v1/2", "status": 401, "request_id": number, "message": said} for n, number, said in lines]
    (tmp_path / "app.log.json").write_text("".join(json.dumps(r) + "\n" for r in rows))
    return {c.id: (c.rank, c.concerns) for c in run(tmp_path).judgement.causes if c.verdict in SPEAKING}


def test_the_failure_of_the_customers_own_request_stands_before_those_of_all_others_in_the_log(tmp_path):
    others = [(n, f"{n:02d}ab31c2aa90e17b", "jwt.exceptions.InvalidAudienceError: Audience doesn't match") for n in range(10)]
    causes = spoken(tmp_path, [*others, (20.2, "8f31c2aa90e17b44", "Token rejected: account is locked")])
    assert causes["auth/account-locked"] == (1, "own")
    assert causes["auth/audience-mismatch"][0] > 1


def test_without_the_customers_number_in_the_log_nobody_knows_whose_its_failures_are(tmp_path):
    causes = spoken(tmp_path, [(n, f"{n:02d}ab31c2aa90e17b", "jwt.exceptions.InvalidAudienceError: Audience doesn't match") for n in range(100, 104)])
    assert causes["auth/audience-mismatch"][1] == ""


def test_the_user_of_the_case_file_is_followed_through_a_log_of_many(tmp_path):
    rows = [("bob", "InvalidAudienceError: Audience doesn't match"), ("ann", "InvalidAudienceError: Audience doesn't match"), ("jane", "ExpiredSignatureError: Signature has expired")]
    (tmp_path / "app.log.json").write_text("".join(json.dumps({"timestamp": START.isoformat(), "level": "ERROR", "user": user, "message": f"jwt.exceptions.{said}"}) + "\n" for user, said in rows))
    (tmp_path / "case.yaml").write_text("case: {id: CS-1, user: Jane}\n")
    causes = {c.id: c.concerns for c in run(tmp_path).judgement.causes if c.verdict in SPEAKING}
    assert (causes["auth/token-expired"], causes["auth/audience-mismatch"]) == ("own", "others")
    assert next(iter(causes)) == "auth/token-expired"
