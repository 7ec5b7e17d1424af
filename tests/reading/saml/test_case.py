"""The materials of a case tell about each other."""

from triagekit.reading.saml import case as cases
from triagekit.roles import Context


def read(lab, *materials, **saml):
    made = [m if not isinstance(m, str) else lab.material(m) for m in materials]
    return cases.read(made, Context(incident_time=lab.now, expect={"saml": saml} if saml else {}))


def test_the_request_that_is_answered_names_application_and_address(lab):
    made = read(lab, lab.request(), lab.response())
    wanted = cases.expectations(made.entries[1], made)
    assert wanted.sp_entity_ids == (lab.sp,)
    assert wanted.acs_urls == (lab.acs,)
    assert wanted.sources["acs_urls"] == "the sign-in request"


def test_the_case_file_goes_before_metadata_and_request(lab):
    made = read(lab, lab.request(), lab.response(), lab.material(lab.metadata(lab.sp_role(), entity="https://meta.example"), "metadata"), sp_entity_id="https://told.example")
    assert cases.expectations(made.entries[1], made).sp_entity_ids == ("https://told.example",)


def test_metadata_of_the_issuer_gives_its_certificates(lab):
    made = read(lab, lab.response(), lab.material(lab.metadata(lab.idp_role(lab.own)), "metadata"))
    wanted = cases.expectations(made.entries[0], made)
    assert wanted.idp_entity_ids == (lab.idp,)
    assert [c.der for c in wanted.certificates] == [lab.own.der]


def test_of_several_providers_only_the_one_that_speaks_counts(lab):
    others = [lab.metadata(lab.idp_role(lab.other), entity=f"https://idp{n}.example") for n in range(3)]
    made = read(lab, lab.response(), *[lab.material(o, "metadata") for o in others])
    assert cases.expectations(made.entries[0], made).idp_entity_ids == ()


def test_a_single_other_provider_is_the_one_that_was_expected(lab):
    made = read(lab, lab.response(), lab.material(lab.metadata(lab.idp_role(lab.other), entity="https://else.example"), "metadata"))
    assert cases.expectations(made.entries[0], made).idp_entity_ids == ("https://else.example",)


def test_metadata_named_in_the_case_file_counts_too(lab):
    made = read(lab, lab.response(), metadata=lab.metadata(lab.idp_role(lab.own)).encode())
    assert cases.expectations(made.entries[0], made).idp_entity_ids == (lab.idp,)


def test_sessions_of_logins_are_noted(lab):
    assert read(lab, lab.response()).known.sessions == {"_s1"}


def test_an_artifact_is_not_decoded(lab):
    made = read(lab, lab.material("AAQAADWNEw5VT47", binding="artifact"))
    assert made.entries[0].message is None
    assert made.entries[0].decoded.fault == ""


def test_at_most_so_many_messages_are_read(lab, monkeypatch):
    monkeypatch.setattr(cases, "MESSAGES", 2)
    assert len(read(lab, *[lab.request(id=f"_{n}") for n in range(5)]).entries) == 2
