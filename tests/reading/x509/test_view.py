"""Outcomes: a failure stands, advice gives way."""

import pytest

from triagekit.reading.x509.view import ADVICE, MILD, Findings, State
from triagekit.reading.x509.words import CHECKS


@pytest.fixture
def found():
    return Findings()


def test_a_note_does_not_weaken_a_failure_and_the_first_reason_stays(found):
    found.fail("leaf-expired", "ended")
    found.note("leaf-expired", "perhaps")
    assert (found.states["leaf-expired"], found.why["leaf-expired"]) == (State.FAILED, "ended")


def test_settled_without_a_reason_is_passed_unless_something_was_found(found):
    found.settle("leaf-expired", "")
    found.note("rsa-key-weak", "short")
    found.settle("rsa-key-weak", "")
    assert found.states == {"leaf-expired": State.PASSED, "rsa-key-weak": State.NOTED}


def test_advice_gives_way_to_what_explains_a_failure(found):
    found.fail("hostname-mismatch")
    found.fail("rsa-key-weak")
    found.fail("root-certificate-sent")
    found.weigh()
    assert found.states == {"hostname-mismatch": State.FAILED, "rsa-key-weak": State.NOTED, "root-certificate-sent": State.NOTED}


def test_what_is_mild_gives_way_to_advice_and_stands_alone(found):
    found.fail("certificate-expiring")
    found.weigh()
    assert found.states["certificate-expiring"] is State.FAILED
    found.fail("serial-number-invalid")
    found.weigh()
    assert found.states == {"certificate-expiring": State.NOTED, "serial-number-invalid": State.FAILED}


def test_every_weight_is_of_a_check_and_a_need_is_listed_once(found):
    assert set(CHECKS) >= ADVICE | MILD
    assert not ADVICE & MILD
    found.lack("a host")
    found.lack("a host")
    assert found.needs == ["a host"]


def test_a_rule_that_no_program_enforces_stands_behind_everything_else():
    found = Findings()
    found.fail_on_paper("key-usage-unsuitable", "it may sign")
    found.weigh()
    assert found.states["key-usage-unsuitable"] is State.FAILED
    found.fail("lifetime-excessive", "too long")
    found.weigh()
    assert (found.states["key-usage-unsuitable"], found.states["lifetime-excessive"]) == (State.NOTED, State.FAILED)


def test_a_check_that_failed_in_earnest_is_not_weakened_by_a_rule_on_paper():
    found = Findings()
    found.fail("name-constraint-violation", "outside")
    found.fail_on_paper("name-constraint-violation", "no authority")
    found.fail("hostname-mismatch", "another host")
    found.weigh()
    assert found.states["name-constraint-violation"] is State.FAILED


def test_what_only_follows_from_another_failure_stands_behind_it():
    found = Findings()
    for check in ("certificate-revoked", "revocation-list-unusable"):
        found.fail(check, "so")
    found.weigh()
    assert found.states == {"certificate-revoked": State.FAILED, "revocation-list-unusable": State.NOTED}
