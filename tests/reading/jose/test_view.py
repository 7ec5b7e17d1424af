"""Outcomes of checks: a failure is not weakened by a remark, and what the receiver took is tolerated."""

import pytest

from triagekit.model import Location
from triagekit.reading.jose.view import TOLERABLE, Findings, State, Usage
from triagekit.records import Use

ACCEPTED, REFUSED = Usage(accepted=True), Usage(refused=True)


def test_a_remark_never_weakens_a_failure_and_a_pass_never_hides_either():
    found = Findings(REFUSED)
    found.fail("expired")
    found.note("expired")
    found.settle("expired", False)
    assert found.states["expired"] is State.FAILED


def test_a_pass_is_replaced_by_what_is_found_later():
    found = Findings(REFUSED)
    found.settle("expired", False)
    found.note("expired")
    assert found.states["expired"] is State.NOTED


def test_what_the_receiver_accepted_is_tolerated_unless_it_is_dangerous_all_the_same():
    found = Findings(ACCEPTED)
    for check in ("expired", "algorithm-none"):
        found.fail(check)
    assert "algorithm-none" not in TOLERABLE
    assert (found.states["expired"], found.states["algorithm-none"]) == (State.TOLERATED, State.FAILED)


@pytest.mark.parametrize(("status", "state"), [(502, State.NOTED), (429, State.NOTED), (404, State.NOTED), (401, State.FAILED), (500, State.FAILED)])
def test_a_failure_that_lies_before_any_judgement_of_the_token_leaves_a_remark(status, state):
    found = Findings(Usage(Use(None, None, Location("a"), status=status, place="header", role="request")))
    found.fail("algorithm-none")
    assert found.states["algorithm-none"] is state


def test_a_need_is_named_once():
    found = Findings(REFUSED)
    found.lack("keys")
    found.lack("keys")
    assert found.needs == ["keys"]


def test_only_a_request_header_calls_a_service():
    def bearer(**more):
        return Usage(Use(None, None, Location("a"), **more)).bearer

    assert bearer(place="header", role="request")
    assert not bearer(place="header", role="response")
    assert not bearer(place="cookie", role="request")
