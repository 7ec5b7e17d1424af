"""Time is judged at the use."""

from datetime import timedelta

import pytest

TIMED = {"assertion-expired", "subject-confirmation-expired", "assertion-not-yet-valid", "issued-in-future", "idp-session-expired"}


def timed(lab, at, **more):
    return lab.failed(lab.response(), lab.expect(**more), at=at) & TIMED


def test_in_its_window_a_login_is_in_time(lab):
    assert timed(lab, lab.now) == set()


def test_at_the_very_end_it_has_expired_and_a_skew_moves_the_end(lab):
    end = lab.now + timedelta(minutes=5)
    assert timed(lab, end - timedelta(seconds=1)) == set()
    assert timed(lab, end) == {"assertion-expired", "subject-confirmation-expired"}
    assert timed(lab, end, clock_skew="60s") == set()
    assert timed(lab, end + timedelta(seconds=60), clock_skew="60s") == {"assertion-expired", "subject-confirmation-expired"}


def test_before_its_window_it_is_not_valid_and_far_before_it_was_issued_in_the_future(lab):
    assert timed(lab, lab.now - timedelta(seconds=61)) == {"assertion-not-yet-valid"}
    assert timed(lab, lab.now - timedelta(seconds=61), clock_skew="60s") == set()
    assert timed(lab, lab.now - timedelta(minutes=6)) == {"assertion-not-yet-valid", "issued-in-future"}


def test_without_a_time_of_use_nothing_is_judged(lab):
    record = lab.record(lab.response(), at=None)
    assert set(record.fields["saml.unjudged"]) >= {"assertion-expired", "assertion-not-yet-valid", "issued-in-future"}
    assert "saml.use.time" not in record.fields


def test_how_late_and_how_old_are_given(lab):
    fields = lab.record(lab.response(), at=lab.now + timedelta(minutes=7)).fields
    assert fields["saml.late_by_s"] == 120
    assert fields["saml.age_s"] == 420
    assert fields["saml.lifetime_s"] == 300
    assert fields["saml.use.clock"] == "incident"


def test_the_session_of_the_identity_provider(lab):
    text = lab.response(inner=lab.assertion(authn='<saml:AuthnStatement AuthnInstant="2025-03-04T10:00:00Z" SessionNotOnOrAfter="2025-03-04T09:00:00Z"><saml:AuthnContext/></saml:AuthnStatement>'))
    assert "idp-session-expired" in lab.failed(text)


@pytest.mark.parametrize(("told", "check"), [
    ({"conditions": ""}, "conditions-missing"), ({"conditions": "<saml:Conditions><saml:OneTimeUse/></saml:Conditions>"}, "validity-window-missing"),
    ({"conditions": "<saml:Conditions><saml:OneTimeUse/></saml:Conditions>"}, "use-restriction-present"), ({"not_before": "2025-03-04T10:05:00Z"}, "validity-window-inverted"),
    ({"end": "2025-03-04T10:05:00+02:00"}, "timestamp-malformed"), ({"end": "soon"}, "timestamp-malformed"),
])  # fmt: skip
def test_windows_and_their_spelling(lab, told, check):
    assert check in lab.failed(lab.response(inner=lab.assertion(**told)))


def test_an_offset_of_zero_is_let_pass(lab):
    assert "timestamp-malformed" not in lab.failed(lab.response(inner=lab.assertion(end="2025-03-04T10:05:00+00:00")))


def test_a_start_of_delivery_is_a_remark_until_it_lies_ahead(lab):
    data = f'<saml:SubjectConfirmationData Recipient="{lab.acs}" InResponseTo="_r1" NotBefore="{{}}" NotOnOrAfter="2025-03-04T10:05:00Z"/>'
    past, ahead = (lab.record(lab.response(inner=lab.assertion(data=data.format(f"2025-03-04T{t}:00Z")))) for t in ("09:00", "10:02"))
    assert "subject-confirmation-start-present" in past.fields["saml.failed"]
    assert past.fields["saml.delivery_starts_later"] is False
    assert ahead.fields["saml.delivery_starts_later"] is True


def test_ages_need_to_be_told(lab):
    late = lab.now + timedelta(hours=3)
    assert {"message-too-old", "authentication-too-old"} <= set(lab.record(lab.response(), at=late).fields["saml.unjudged"])
    told = lab.expect(message_lifetime="5m", max_authentication_age="2h")
    assert {"message-too-old", "authentication-too-old"} <= lab.failed(lab.response(), told, at=late)
    assert not {"message-too-old", "authentication-too-old"} & lab.failed(lab.response(), told)


def test_a_sign_out_request_can_come_too_late(lab):
    assert "logout-request-expired" in lab.failed(lab.logout(), at=lab.now + timedelta(minutes=5))
    assert "logout-request-expired" not in lab.failed(lab.logout())
