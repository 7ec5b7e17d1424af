"""The descriptive fields."""

from triagekit.reading.saml.facts import worst
from triagekit.reading.saml.verify import Word
from triagekit.reading.saml.words import FIELDS
from triagekit.records import Type


def test_every_field_of_every_sort_of_message_is_published_with_its_type(lab, good):
    samples = [good, lab.request(), lab.logout(), lab.response(inner=lab.sealed("<x/>")), b"", lab.response().replace("_a1", "_p1"), lab.assertion(end="soon")]
    python = {Type.TEXT: str, Type.NUMBER: (int, float), Type.FLAG: bool, Type.LIST: tuple}
    for sample in samples:
        for name, value in lab.record(sample, lab.expect(want_signed="both", registered_acs_urls=["x"])).fields.items():
            assert name in FIELDS, name
            kind = FIELDS[name].type
            assert kind is Type.TIME or isinstance(value, python[kind]), name


def test_facts_of_a_login(lab, good):
    fields = lab.record(good).fields
    assert fields["saml.sort"] == "response"
    assert fields["saml.status"] == "Success"
    assert fields["saml.signed"] == ("Assertion",)
    assert fields["saml.signature.covers"] == ("/Response/Assertion",)
    assert fields["saml.signature.made_by"] == ("the case file",)
    assert fields["saml.attributes"] == ("mail",)
    assert fields["saml.nameid.format"].endswith("unspecified")


def test_the_users_name_is_in_no_field(lab, good):
    assert "ann@app.example" not in str(lab.record(good).fields.values())


def test_facts_of_a_request(lab):
    fields = lab.record(lab.request(more='IsPassive="true"', inner='<samlp:NameIDPolicy Format="urn:f"/>'), {"registered_acs_urls": ["https://app.example/saml/ACS"]}).fields
    assert fields["saml.request.passive"] is True
    assert fields["saml.request.nameid_format"] == "urn:f"
    assert fields["saml.request.acs.differs_by"] == "case"


def test_of_several_verdicts_the_first_in_the_order_of_speaking_is_told():
    assert worst([Word.OK_TRUSTED, Word.DIGEST]) is Word.DIGEST
    assert worst([Word.MALFORMED, Word.DIGEST]) is Word.MALFORMED
    assert worst([]) is Word.NOT_ASSESSED


def test_two_checks_that_disagree_say_so(lab, good, monkeypatch):
    from triagekit.reading.saml import second

    monkeypatch.setattr(second, "ask", lambda *_: second.Voice.DIGEST)
    assert lab.record(good).fields["saml.signature.disagreement"] == ("second-rejects",)
    monkeypatch.setattr(second, "ask", lambda *_: second.Voice.ACCEPTS)
    assert lab.record(good.replace(b"ann@app", b"eve@app")).fields["saml.signature.disagreement"] == ("second-accepts",)
    monkeypatch.setattr(second, "ask", lambda *_: second.Voice.ABSTAINS)
    assert "saml.signature.disagreement" not in lab.record(good).fields


def test_when_a_message_was_handed_out_and_first_passed_on_is_told_by_the_clients_clock(lab, good):
    """Between these its issuer's clock wrote IssueInstant."""
    from datetime import timedelta

    from triagekit.model import Location
    from triagekit.records import Use

    def use(second, role, place, **more):
        return Use(lab.now + timedelta(seconds=second), None, Location("a0001"), place=place, role=role, **more)

    made = lab.material(good, use=use(1, "response", "body", ended=lab.now + timedelta(seconds=2)))
    made.uses += [use(5, "request", "form"), use(3, "request", "form"), use(0, "request", "log")]
    fields = lab.records(made)[0].fields
    assert [(fields[f"saml.{n}"] - lab.now).total_seconds() for n in ("handed_out.from", "handed_out.to", "passed_on")] == [1, 2, 3]
    assert not [n for n in lab.record(good).fields if n.startswith(("saml.handed_out", "saml.passed_on"))]
