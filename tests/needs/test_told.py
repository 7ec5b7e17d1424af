"""Which symptom classes apply, and whose word counts."""

import pytest

from tests.needs.conftest import exchange
from triagekit.casefile import CaseFile, Said
from triagekit.needs.told import answers, classes


@pytest.mark.parametrize(
    ("cause", "status", "wanted"),
    [
        ("auth/token-expired", 401, ("401",)),
        ("jwt/scope-missing", 403, ("403", "oidc")),
        ("throttle/rate-limit-exceeded", 429, ("429",)),
        ("gateway/upstream-refused", 502, ("5xx",)),
        ("gateway/upstream-refused", 200, ("5xx",)),
        ("x509/leaf-expired", 200, ("tls",)),
        ("saml/audience-mismatch", 200, ("saml",)),
        ("request/route-not-found", 404, ()),
        ("", 429, ("429",)),
        ("", 200, ()),
    ],
)
def test_a_class_applies_by_the_finding_and_by_what_was_seen(make, cause, status, wanted):
    assert classes(make(exchange(status), cause=cause)) == wanted


def of(case, name):
    return next(a for a in answers(case) if a.need.name == name)


def test_what_the_case_file_says_counts_before_what_the_artifacts_show(make):
    told = make(exchange(), cause="auth/x", file=CaseFile(facts={"401.challenge": Said("seen on screen"), "impact.scope": Said("one_user")}))
    assert of(told, "401.challenge").told.value == "seen on screen"
    assert of(told, "impact.scope").settled


def test_unknown_is_an_answer_only_with_how_it_was_tried(make):
    def told(said):
        return of(make(exchange(), file=CaseFile(facts={"impact.workaround": said})), "impact.workaround")

    assert told(Said("", "unknown", "asked twice")).settled
    assert not told(Said("", "unknown")).settled
    assert not of(make(exchange()), "impact.workaround").settled


def test_an_unknown_without_reason_does_not_hide_what_the_artifacts_show(make):
    told = make(exchange(**{"response__headers__www-authenticate": ("Bearer",)}), cause="auth/x", file=CaseFile(facts={"401.challenge": Said("", "unknown")}))
    assert of(told, "401.challenge").told.value == "Bearer"
