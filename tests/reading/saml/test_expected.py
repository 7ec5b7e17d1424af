"""What the receiving side expects: the case file first, then what the case itself shows."""

from datetime import timedelta

from triagekit.reading.saml import expected
from triagekit.roles import Context


def told(**saml):
    return expected.from_case(Context(expect={"saml": saml}))


def test_an_empty_case_expects_nothing():
    made = expected.from_case(Context())
    assert made.sp_entity_ids == ()
    assert made.unsolicited is None
    assert not made.skew_known


def test_texts_lists_lengths_and_flags(lab):
    made = told(sp_entity_id="a", acs_url=["b", "c"], clock_skew="90s", idp_initiated=False, attributes=["mail"], max_authentication_age="2h", message_lifetime=300)
    assert made.sp_entity_ids == ("a",)
    assert made.acs_urls == ("b", "c")
    assert made.skew == timedelta(seconds=90)
    assert made.skew_known
    assert made.unsolicited is False
    assert made.max_authentication_age == timedelta(hours=2)
    assert made.message_lifetime == timedelta(minutes=5)


def test_what_must_be_signed_is_said_in_several_ways():
    assert told(want_signed="both").signed == {"response", "assertion"}
    assert told(want_signed=True).signed == {"assertion"}
    assert told(want_signed=["message", "requests"]).signed == {"response", "request"}
    assert told(want_encrypted=["assertion", "nameid"]).encrypted == {"assertion", "nameid"}


def test_certificates_and_keys_come_as_bytes(lab):
    made = told(idp_certificates=(lab.own.pem, lab.other.der), sp_key=lab.own.private)
    assert [c.label for c in made.certificates] == ["the case file, certificate 1", "the case file, certificate 2"]
    assert len(made.sp_keys) == 1


def test_odd_values_are_taken_as_not_given():
    made = told(clock_skew="soon", sp_entity_id={"a": 1}, want_signed=7, idp_initiated="maybe")
    assert made.sp_entity_ids == ()
    assert made.skew == timedelta(0)
    assert made.unsolicited is None
    assert made.signed == frozenset()


def test_others_fill_only_what_the_case_file_leaves_open():
    first = told(sp_entity_id="told")
    more = expected.Expected(sp_entity_ids=("seen",), acs_urls=("seen",), sources={"metadata": "the metadata of x"})
    made = expected.merged(first, [more])
    assert made.sp_entity_ids == ("told",)
    assert made.acs_urls == ("seen",)
    assert made.sources["acs_urls"] == "the metadata of x"
