"""Secrets in plans and notes go, cookies that are listed go, and a machine that greets keeps its domain."""

from redaction.detecting import Scanner
from redaction.detectors.plans_and_notes import detectors

ALONE = Scanner(detectors)


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_a_password_that_a_plan_made_goes_and_one_that_it_hides_does_not():
    assert found('resource "random_password" "db" {\n  + length = 12\n  + result = "Zx9kQ2pL0v77"\n}') == ["Zx9kQ2pL0v77"]
    assert found('resource "random_password" "db" {\n  + result = (sensitive value)\n}') == []


def test_a_password_in_a_note_goes_and_a_sentence_stays():
    assert found("# pw for deploy is Herbst-2291k\n# pass for build is unstable\n") == ["Herbst-2291k"]


def test_every_listed_cookie_goes():
    assert found("$_COOKIE['cart'] => zz81kq0ap3x\n$_COOKIE['lang'] is not set\n") == ["zz81kq0ap3x"]


def test_the_machine_that_greets_goes_and_its_domain_stays():
    assert found("EHLO laptop-jroe.corp.customer.example\nEHLO mx1.vendor.example\n") == ["laptop-jroe"]
