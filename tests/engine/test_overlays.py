"""Later packs: overlays, suppressions, minimum engine, and the list of what they changed."""

from datetime import date

import pytest

from triagekit.engine.load import load
from triagekit.engine.run import Engine
from triagekit.model import Verdict
from triagekit.reading.vocabulary import SHARED


@pytest.fixture
def base(pack):
    pack.observation("http/many", {"s": {"response.status": 429}, "condition": "s"}, correlate={"type": "event_count", "within": "60s", "at_least": 3})
    pack.observation("http/denied", {"s": {"response.status": 403}})
    pack.cause("throttle/limit", [{"sees": "http/many", "proves": True}])
    return pack


@pytest.fixture
def site(tmp_path, base):
    return type(base)(tmp_path / "site").write("pack.yaml", {"name": "our desk", "version": "3"})


def judged(base, site, records, today=date(2024, 5, 1)):
    book = load([base.folder, site.folder], SHARED, today)
    engine = Engine(book)
    for one in records:
        engine.feed(one)
    return book, engine.judge()


def overlay(site, **fields):
    return site.write("overlays/one.yaml", {"reason": "our gateway retries", **fields})


def test_an_overlay_changes_named_fields_only_and_is_listed(base, site, record):
    overlay(site, overlay="http/many", set={"correlate.at_least": 5})
    site.write("overlays/two.yaml", {"overlay": "throttle/limit", "reason": "harmless here", "set": {"severity": "low", "title": "Too fast"}})
    records = [record({"response.status": 429}, n) for n in range(4)]
    book, judgement = judged(base, site, records)
    assert judgement.causes[0].verdict is Verdict.NOT_SUPPORTED
    assert (judgement.causes[0].severity, judgement.causes[0].title, judgement.causes[0].owner) == ("low", "Too fast", "customer")
    assert judgement.changed_by_packs == (
        "our desk changed http/many: correlate.at_least '3' -> '5' (our gateway retries)",
        "our desk changed throttle/limit: severity 'high' -> 'low'; title 'Cause throttle/limit' -> 'Too fast' (harmless here)",
    )
    assert book.errors == []


def test_a_filter_leaves_records_out(base, site, record):
    overlay(site, overlay="http/denied", filter={"request.url.host|endswith": ".internal"})
    _, judgement = judged(base, site, [record({"response.status": 403, "request.url.host": "x.internal"}), record({"response.status": 403, "request.url.host": "y"})])
    assert [h.count for h in judgement.hits] == [1]


def test_a_disabled_observation_is_missing_evidence_not_a_fault(base, site, record):
    overlay(site, overlay="http/many", disable=True)
    book, judgement = judged(base, site, [record({"response.status": 429}, n) for n in range(4)])
    assert book.errors == []
    assert judgement.causes[0].not_assessed_because == "its rule was switched off by a rule pack"
    assert judgement.changed_by_packs == ("our desk disabled http/many (our gateway retries)",)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"overlay": "http/meny", "disable": True}, "no rule is called 'http/meny' (did you mean http/many?)"),
        ({"overlay": "http/many", "set": {"correlate.at_least": "soon"}}, "at_least must be a whole number"),
        ({"overlay": "throttle/limit", "set": {"severity": "enormous"}}, "severity must be one of"),
        ({"overlay": "throttle/limit", "set": {"id": "x/y"}}, "an overlay cannot change 'id'"),
        ({"overlay": "throttle/limit", "set": {"correlate.within": "5m"}}, "names nothing in throttle/limit"),
        ({"overlay": "throttle/limit", "filter": {"response.status": 1}}, "only an observation takes a filter"),
        ({"overlay": "http/many"}, "the overlay changes nothing"),
        ({"overlay": "http/many", "redaction": "off", "disable": True}, "unknown key 'redaction'"),
    ],
)
def test_a_bad_overlay_is_listed_and_the_rule_runs_as_it_was(base, site, fields, says):
    overlay(site, **fields)
    book = base.load(site.folder)
    assert says in str(book.errors[0])
    assert "our desk/overlays/one.yaml:1:" in str(book.errors[0])
    assert "http/many" in book.observations
    assert book.causes["throttle/limit"].severity == "high"


def test_a_pack_that_needs_a_newer_engine_is_refused_by_name(base, site):
    site.write("pack.yaml", {"name": "new", "minimum_engine": "99.1"}).observation("http/new", {"s": {"response.status": 1}})
    book = base.load(site.folder)
    assert "this pack needs triagekit '99.1' or newer" in str(book.errors[0])
    assert "http/new" not in book.observations
    assert "http/many" in book.observations


def test_a_rule_of_the_same_id_replaces_the_earlier_one_and_that_is_listed(base, site):
    site.observation("http/denied", {"s": {"response.status": 418}}, title="Teapot")
    book = base.load(site.folder)
    assert book.observations["http/denied"].title == "Teapot"
    assert book.changes == ["our desk replaced http/denied of pack as a whole"]


def suppress(site, **fields):
    return site.write("suppressions.yaml", {"suppressions": [{"reason": "known", "expires": "2024-06-30", **fields}]})


def test_a_suppression_silences_within_its_scope_and_is_counted(base, site, record):
    suppress(site, rule="http/denied", scope={"request.url.host": "*.internal"})
    _, judgement = judged(base, site, [record({"response.status": 403, "request.url.host": h}) for h in ("a.internal", "b.internal", "c")])
    assert [h.count for h in judgement.hits] == [1]
    assert judgement.suppressed == {"http/denied": 2}


def test_a_suppressed_cause_is_counted_when_it_would_have_spoken(base, site, record):
    suppress(site, rule="throttle/limit")
    _, judgement = judged(base, site, [record({"response.status": 429}, n) for n in range(4)])
    assert (judgement.causes, judgement.suppressed) == ((), {"throttle/limit": 1})


def test_a_scope_that_does_not_hold_silences_no_cause(base, site, record):
    suppress(site, rule="throttle/limit", scope={"request.url.host": "other"})
    _, judgement = judged(base, site, [record({"response.status": 429, "request.url.host": "mine"}, n) for n in range(4)])
    assert judgement.causes[0].verdict is Verdict.CONFIRMED


def test_a_suppression_past_its_day_speaks_again_and_says_so(base, site, record):
    suppress(site, rule="throttle/limit")
    _, judgement = judged(base, site, [record({"response.status": 429}, n) for n in range(4)], date(2024, 7, 1))
    assert judgement.causes[0].verdict is Verdict.CONFIRMED
    assert judgement.changed_by_packs == ("our desk no longer suppresses throttle/limit: that ended on 2024-06-30",)


@pytest.mark.parametrize(("fields", "says"), [({"rule": "x"}, "rule names one rule"), ({"rule": "a/b", "expires": "soon"}, "expires is a day"), ({"rule": "a/b", "scope": {"nope": 1}}, "unknown field 'nope'"), ({}, "rule is missing")])
def test_a_bad_suppression_is_listed_with_its_place(base, site, fields, says):
    suppress(site, **fields)
    assert says in " ".join(str(e) for e in base.load(site.folder).errors)
