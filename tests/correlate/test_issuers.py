"""The clock of whoever issues messages and tokens is bounded by when the client was handed them, asked for them and passed them on."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triagekit.correlate._issuers import Issuers, Reference
from triagekit.correlate.clocks import Clocks
from triagekit.model import Location
from triagekit.records import Kind, Record

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
RIGHT = Reference(checked=True)


def at(second):
    return START + timedelta(seconds=second)


def message(issued, sort="response", issuer="https://idp.test", whole=True, **more):
    when = at(issued).replace(microsecond=0) if whole else at(issued)
    fields = {"saml.sort": sort, "saml.issuer": (issuer,), "saml.issue_instant": when, **{f"saml.{k.replace('__', '.')}": v for k, v in more.items()}}
    return Record(Kind.ASSERTION, Location("har"), fields)


def handed(issued, begun, ended, **more):
    return message(issued, handed_out__from=at(begun), handed_out__to=at(ended), **more)


def token(issued, **more):
    fields = {"jwt.sort": "access-token", "jwt.iss": "https://idp.test", "jwt.iat": at(issued).replace(microsecond=0), **{f"jwt.{k.replace('__', '.')}": v for k, v in more.items()}}
    return Record(Kind.TOKEN, Location("har"), fields)


def facts(*records, reference=RIGHT):
    issuers = Issuers()
    for record in records:
        issuers.see(record)
    found = list(issuers.conclude(reference))
    assert all(set(f.fields) <= {*Clocks.fields, "fact"} for f in found)
    return found


@given(st.floats(-3600, 3600), st.lists(st.floats(0, 5000), min_size=1, max_size=8), st.floats(0.05, 5), st.floats(0, 1))
def test_the_true_offset_lies_between_what_was_handed_out_and_what_was_begun(offset, seconds, took, share):
    (fact,) = facts(*(handed(s + share * took + offset, s, s + took) for s in seconds))
    assert fact.get("idp.offset_low_s") - 0.01 <= offset <= fact.get("idp.offset_high_s") + 0.01
    assert fact.get("idp.agreeing") == len(seconds)


@given(st.floats(-3600, 3600), st.floats(0.1, 100), st.floats(0, 100))
def test_a_message_that_is_only_passed_on_lies_between_the_request_it_answers_and_that(offset, work, rest):
    asked = message(0, "authn-request", "https://sp.test", id="_r1", passed_on=at(1))
    told = message(1 + work + offset, in_response_to=("_r1",), passed_on=at(1 + work + rest))
    (fact,) = (f for f in facts(told, asked) if f.get("idp.role") == "identity-provider")
    assert fact.get("idp.offset_low_s") - 0.01 <= offset <= fact.get("idp.offset_high_s") + 0.01


def test_without_the_request_it_answers_it_is_bounded_from_below_alone():
    (fact,) = facts(message(500, passed_on=at(100)))
    assert (fact.get("idp.offset_low_s"), fact.get("idp.offset_high_s"), fact.get("idp.direction")) == (399.95, None, "issuer-ahead")
    (fact,) = facts(message(-500, passed_on=at(100)))
    assert (fact.get("idp.off"), fact.get("idp.direction")) == (False, "in-step")


def test_a_token_that_is_dated_back_never_says_that_its_issuer_is_behind_and_a_message_does():
    """Some issuers date tokens back by minutes on purpose."""
    (fact,) = facts(*(token(s - 300, handed_out__from=at(s), handed_out__to=at(s + 1)) for s in (0, 50, 90)))
    assert (fact.get("idp.off"), fact.get("idp.backdated"), fact.get("idp.by")) == (False, True, "iat of its tokens")
    (fact,) = facts(*(handed(s - 300, s, s + 1) for s in (0, 50, 90)))
    assert (fact.get("idp.direction"), fact.get("idp.backdated"), round(fact.get("idp.apart_s"))) == ("issuer-behind", False, 299)


def test_a_token_from_before_it_was_handed_out_again_is_bounded_by_its_first_use():
    (fact,) = facts(token(100, handed_out__from=at(500), handed_out__to=at(501), passed_on=at(120)))
    assert (fact.get("idp.offset_low_s"), fact.get("idp.offset_high_s")) == (-20.05, None)


@pytest.mark.parametrize(("reference", "off", "direction"), [(RIGHT, True, "issuer-ahead"), (Reference(299.0, 301.0, checked=True), False, "in-step"), (Reference(), True, "issuer-ahead")])
def test_it_is_off_by_the_servers_clocks_where_these_say_that_the_client_is(reference, off, direction):
    (fact,) = facts(handed(300.4, 0, 1), reference=reference)
    assert (fact.get("idp.off"), fact.get("idp.direction"), fact.get("idp.checked")) == (off, direction, reference.checked)


def test_what_the_client_itself_signs_and_what_names_nobody_is_no_issuers():
    proof = token(0, handed_out__from=at(0), handed_out__to=at(1))
    proof.fields["jwt.sort"] = "dpop-proof"
    nobody = handed(0, 0, 1)
    nobody.fields["saml.issuer"] = ()
    assert facts(proof, nobody, message(0)) == []
