"""HAR files of every dialect become exchanges: broken ones in part, entry by entry, and never taken on trust."""

import gzip
import io
import json
import zipfile

import pytest

from analyzers.har import analyzer
from triagekit.intake import expand
from triagekit.model import Defect
from triagekit.records import About, Coverage, Record
from triagekit.roles import Context


def entry(n=0, **changes):
    return {
        "startedDateTime": f"2026-11-23T08:28:{35 + n}.123Z", "time": 120.5, "pageref": "page_1",
        "request": {"method": "GET", "url": f"https://shop.example/api/{n}?x=1", "httpVersion": "HTTP/2.0", "headers": [{"name": "x-request-id", "value": f"abcd123{n}"}], "cookies": [], "queryString": [], "headersSize": -1, "bodySize": 0},
        "response": {"status": 401, "statusText": "", "httpVersion": "HTTP/2.0", "headers": [{"name": "www-authenticate", "value": 'Bearer error="invalid_token"'}], "cookies": [], "content": {"size": 19, "mimeType": "application/json", "text": '{"error":"expired"}'}, "redirectURL": "", "headersSize": -1, "bodySize": 19},
        "cache": {}, "timings": {"blocked": 1, "dns": 2, "connect": 30, "ssl": 20, "send": 1, "wait": 80, "receive": 6.5},
        **changes,
    }  # fmt: skip


def har(*entries, creator="WebInspector", **more):
    pages = [{"id": "page_1", "title": "https://shop.example/", "startedDateTime": "2026-11-23T08:28:35.000Z", "pageTimings": {"onLoad": 1234.5}}]
    return {"log": {"version": "1.2", "creator": {"name": creator, "version": "537.36"}, "pages": pages, "entries": list(entries), **more}}


TEXT = json.dumps(har(entry(0), entry(1), entry(2)), indent=2)


def test_it_is_recognised_with_and_without_its_log(sure):
    assert sure(analyzer, TEXT) >= 95
    assert sure(analyzer, json.dumps([entry()])) >= 80
    assert sure(analyzer, json.dumps(entry())) >= 80
    assert sure(analyzer, '{"level": "info"}') == 0


def test_an_entry_is_an_exchange(records, items):
    first = records(analyzer, TEXT)[0]
    assert (first.get("request.url"), first.get("response.status"), first.get("response.body.error"), first.get("auth.challenge.error")) == ("https://shop.example/api/0?x=1", 401, "expired", "invalid_token")
    assert (first.get("timing.wait_ms"), first.get("correlation.ids"), first.get("dialect"), first.location.pointer) == (80.0, ("x-request-id=abcd1230",), "chrome", "/log/entries/0")
    about = [i for i in items(analyzer, TEXT) if isinstance(i, About)]
    assert (about[0].producer, [a.timezone for a in about if a.timezone]) == ("WebInspector 537.36", ["+00:00"])


def test_its_pages_are_summed_up(records, items):
    first, second, _ = records(analyzer, TEXT)
    assert (first.get("page.requests"), first.get("page.load_ms"), second.get("page.requests")) == (3, 1234, None)
    assert any("3 requests" in i.note and "loaded in 1.2 s" in i.note for i in items(analyzer, TEXT) if isinstance(i, About))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"_error": "net::ERR_NAME_NOT_RESOLVED", "response": {"status": 0}}, "dns"),
        ({"_error": {"message": "connect ECONNREFUSED", "code": "ECONNREFUSED"}, "response": {"status": 0}}, "refused"),
        ({"response": {"status": -1, "_failureText": "net::ERR_CERT_DATE_INVALID"}}, "cert-date"),
    ],
)
def test_a_failure_is_told_in_one_word_whatever_the_dialect(records, changes, kind):
    (failed,) = records(analyzer, json.dumps(har(entry(**changes), creator="Playwright" if "-1" in str(changes) else "WebInspector")))
    assert (failed.get("error.kind"), failed.get("response.status")) == (kind, None)


def test_a_har_cut_anywhere_keeps_every_entry_that_is_whole(source):
    for at in range(400, len(TEXT), 97):
        found = list(analyzer.read(source(TEXT[:at]), Context()))
        whole = TEXT[:at].count('"receive": 6.5\n      }\n    }')
        assert sum(isinstance(i, Record) for i in found) >= whole
        assert at > len(TEXT) - 12 or any(isinstance(i, Defect) for i in found)


def test_an_entry_that_cannot_be_read_is_refused_and_the_next_is_read(items, records):
    text = json.dumps(har(entry(0), 7, entry(2)))
    assert [r.get("request.url") for r in records(analyzer, text)] == ["https://shop.example/api/0?x=1", "https://shop.example/api/2?x=1"]
    assert sum(i.refused for i in items(analyzer, text) if isinstance(i, Coverage)) == 1


def test_two_documents_in_a_row_are_both_read_and_said(items, records):
    assert len(records(analyzer, TEXT + TEXT)) == 6
    assert any(isinstance(i, Defect) and "several JSON documents" in i.detail for i in items(analyzer, TEXT + TEXT))


def test_a_login_page_saved_as_a_har_is_said_to_be_one(tmp_path):
    (tmp_path / "capture.har").write_text("<!DOCTYPE html><html><title>Sign in</title></html>")
    (found,) = expand([str(tmp_path / "capture.har")])
    assert any(isinstance(i, Defect) and i.detail == "looks like html" for i in analyzer.read(found.source, Context()))


def test_a_playwright_archive_gives_its_bodies_back(tmp_path):
    inside = entry(0)
    inside["response"]["content"] = {"size": 19, "mimeType": "application/json", "_file": "a" * 40 + ".json"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("har.har", json.dumps(har(inside, creator="Playwright")))
        out.writestr("a" * 40 + ".json", '{"error":"from file"}')
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    (found,) = expand([str(tmp_path / "a.zip")])
    (exchange,) = (i for i in analyzer.read(found.source, Context()) if isinstance(i, Record))
    assert exchange.get("response.body.error") == "from file"


def test_a_gzipped_har_is_opened_by_intake(tmp_path):
    (tmp_path / "a.har").write_bytes(gzip.compress(TEXT.encode()))
    sources = [f.source for f in expand([str(tmp_path / "a.har")]) if f.source]
    assert sum(isinstance(i, Record) for s in sources for i in analyzer.read(s, Context())) == 3


def test_it_stays_total(assert_total):
    assert_total(analyzer, TEXT)
    assert_total(analyzer, json.dumps(har(entry(0), entry(1))))
