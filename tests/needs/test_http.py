"""What a receiver needs of refused and failed requests, from the artifacts alone."""

from datetime import timedelta

import pytest

from tests.needs.conftest import AT, exchange
from triagekit.casefile import CaseFile
from triagekit.needs import http
from triagekit.records import Kind, Record


def test_a_credential_is_present_absent_or_stripped_never_mixed_up(make):
    present = make(exchange(auth__present=True, auth__scheme="bearer", auth__place="header", auth__token__form="jwt"))
    assert http.credential("401")(present).value == "present: bearer jwt in the header"
    assert http.credential("401")(make(exchange(auth__absence="stripped"))).value == "stripped"
    assert http.credential("401")(make(exchange(auth__absence="absent"))).value == "absent"
    assert http.credential("401")(make(exchange())) is None


def test_no_challenge_is_known_only_where_the_headers_were_recorded(make):
    assert http.challenge("401")(make(exchange())).value.startswith("none")
    assert http.challenge("401")(make(exchange(response__header_names=()))) is None
    assert http.challenge("401")(make(exchange(**{"response__headers__www-authenticate": ("Bearer error=x",)}))).value == "Bearer error=x"


def test_the_tokens_times_stand_beside_the_answers_date(make):
    told = http.token_times(make(exchange(auth__token__exp=AT, response__date=AT + timedelta(seconds=125))))
    assert told.value == "exp 2026-11-03 09:14:00 UTC, Date of the answer 2026-11-03 09:16:05 UTC"
    assert http.token_times(make(exchange(auth__absence="absent"))).status == "not_applicable"
    assert http.token_times(make(exchange(auth__absence="stripped"))) is None


def test_the_last_success_of_the_same_credential_is_found_anywhere_in_the_case(make):
    seen = make(exchange(200, 1, auth__token_hash="h1"), exchange(401, 5, auth__token_hash="h1"))
    assert http.last_success("401")(seen).value == "accepted by api.test at 2026-11-03 09:14:01 UTC"
    assert "never" in http.last_success("401")(make(exchange(200, 1, auth__token_hash="h2"), exchange(401, 5, auth__token_hash="h1"))).value


def test_scopes_held_and_asked_for_stand_side_by_side(make):
    told = http.scopes(make(exchange(403, auth__token__scopes=("read",), auth__challenge__scope=("write",))))
    assert told.value == "held: read; asked for: write"


@pytest.mark.parametrize(("fields", "value"), [({"answered_by": "waf", "answered_by__product": "cloudflare"}, "waf cloudflare"), ({"response__server": "nginx"}, "nginx"), ({}, None)])
def test_who_answered_is_said_as_far_as_it_is_known(make, fields, value):
    told = http.who("403")(make(exchange(403, **fields)))
    assert (told.value if told else None) == value


def test_a_missing_error_code_is_known_only_where_the_body_was_recorded(make):
    assert http.body_code("403")(make(exchange(403, response__body__state="present"))).value.startswith("none")
    assert http.body_code("403")(make(exchange(403, response__body__state="evicted"))) is None
    assert http.body_code("403")(make(exchange(403, response__body__error="forbidden"))).value == "forbidden"


def test_refusals_are_counted_over_their_time(make):
    seen = make(exchange(200), *(exchange(429, n) for n in (2, 3, 6)))
    assert http.count(seen).value == "3 refused of 4 requests within 4 s"
    assert http.mix("429")(seen).value == "/v1/me 3"
    assert http.count(make(exchange(200))) is None


def test_the_limit_comes_from_the_answers_else_from_the_case_file(make):
    policy = {"response__ratelimit__limit": 100, "response__headers__ratelimit-policy": ("100;w=60",)}
    assert http.window(make(exchange(429, **policy))).value == "100 requests per 60 s at api.test"
    told = http.window(make(exchange(429), file=CaseFile(expect={"rate_limit": {"limit": 50, "window": "10s"}})))
    assert (told.value, told.source) == ("50 per 10s", "associate")


def test_no_time_to_wait_means_that_nothing_could_be_kept(make):
    assert http.retry_after(make(exchange(429))).value.startswith("none")
    assert http.kept(make(exchange(429))).status == "not_applicable"
    fact = Record(Kind.FACT, exchange().location, {"fact": "retry-group", "retry.ignored": True, "retry.too_early": 65})
    assert http.kept(make(exchange(429), fact)).value.startswith("no: 65")


def test_timeouts_count_as_failures_of_the_server_side(make):
    seen = make(exchange(200), exchange(503, 1), exchange(None, 2, error__kind="response-timeout", error__text="timed out", timing__wait_ms=30000.0))
    assert http.share(seen).value == "2 of 3 requests"
    assert "wait 30000" in http.phases(seen).value
    assert "503" in http.request("5xx")(seen).value


def test_limits_fields_are_read_from_the_refusal(make):
    assert http.ratelimit(make(exchange(429, response__ratelimit__limit=100, response__ratelimit__remaining=0))).value == "limit 100, remaining 0"
