"""SAML inside exchanges and log lines."""

import base64
from datetime import UTC, datetime
from urllib.parse import quote_plus

from triagekit.model import Location
from triagekit.reading import carried_saml
from triagekit.reading.exchange import Parts, build
from triagekit.records import Kind, Record

XML = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><a>>>>???</a></samlp:Response>'
B64 = base64.b64encode(XML.encode()).decode()
WHEN = datetime(2025, 3, 4, 10, tzinfo=UTC)


def parts(**told):
    made = Parts(Location("a0001"), "har", "chrome", method="POST", url="https://app.example/acs?x=1", started=WHEN, request_headers=[], status=403,
                 response_headers=[("Date", "Tue, 04 Mar 2025 10:00:05 GMT")])  # fmt: skip
    for name, value in told.items():
        setattr(made, name, value)
    return build(made)


def found(**told):
    return list(carried_saml.find(parts(**told)))


def test_a_form_gives_message_use_and_receiving_address():
    (made,) = found(request_body=f"SAMLResponse={quote_plus(B64)}&RelayState=%2Fx", request_mime="application/x-www-form-urlencoded")
    (use,) = made.uses
    assert made.kind == "saml"
    assert made.data == B64.encode()
    assert made.hints == {"binding": "post", "parameter": "SAMLResponse", "url": "https://app.example/acs", "relay_state": "/x", "wire": "true"}
    assert (use.status, use.role, use.place, use.server_at) == (403, "request", "form", datetime(2025, 3, 4, 10, 0, 5, tzinfo=UTC))


def test_a_query_and_a_redirect_to_it_give_the_same_material():
    query = f"SAMLRequest={quote_plus(B64)}&SigAlg=a&Signature=b"
    (asked,) = found(method="GET", url=f"https://idp.example/sso?{query}")
    (told,) = found(method="GET", url="https://app.example/", status=302, response_headers=[("Location", f"https://idp.example/sso?{query}")])
    assert asked.data == told.data
    assert asked.hints["query"] == query
    assert told.uses[0].role == "response"
    assert told.hints["target"] == "https://idp.example/sso"


def test_a_page_that_posts_itself_is_read_as_handed_out():
    page = f'<html><form action="https://app.example/acs"><input name="SAMLResponse" value="{B64}"></form></html>'
    (made,) = found(status=200, body=page, body_mime="text/html")
    assert made.uses[0].role == "response"
    assert made.hints["target"] == "https://app.example/acs"


def test_metadata_and_soap_in_bodies():
    (made,) = found(method="GET", status=200, body='<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"></EntityDescriptor>', body_mime="application/xml")
    assert made.kind == "metadata"
    (soap,) = found(request_body=f"<e:Envelope xmlns:e='x'><e:Body>{XML}</e:Body></e:Envelope>", request_mime="text/xml")
    assert soap.data == XML.encode()


def test_a_form_longer_than_a_kept_body_is_whole():
    long = base64.b64encode((XML[:-17] + "<b>" + "y" * 90_000 + "</b></samlp:Response>").encode()).decode()
    (made,) = found(request_body=f"SAMLResponse={quote_plus(long)}", request_mime="application/x-www-form-urlencoded")
    assert made.data == long.encode()


def test_what_the_record_itself_cut_off_is_no_finding():
    page = '<html><form><input name="SAMLResponse" value="' + B64 + "A" * 90_000
    assert found(status=200, body=page, body_mime="text/html") == []


def test_log_lines_are_searched():
    record = Record(Kind.EVENT, Location("a0001"), {"event.text": f"SAMLResponse={B64}"}, WHEN)
    (made,) = carried_saml.find(record)
    assert made.uses[0].place == "log"
    assert list(carried_saml.find(Record(Kind.EVENT, Location("a0001"), {"event.text": "SAML is fine"}, WHEN))) == []


def test_a_field_of_a_structured_log_is_a_message_too():
    record = Record(Kind.EVENT, Location("a0001"), {"event.text": "login failed", "event.fields.http.samlresponse": B64, "event.fields.samlrequest": "none"}, WHEN)
    (made,) = carried_saml.find(record)
    assert (made.data, made.hints["parameter"]) == (B64.encode(), "SAMLResponse")


def test_xml_that_a_log_breaks_off_is_no_cut_message():
    whole = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><x/></samlp:Response>'
    cut, kept = (list(carried_saml.find(Record(Kind.EVENT, Location("a"), {"event.text": f"received: {text}"}, WHEN))) for text in (whole[:-30], whole))
    assert (len(cut), len(kept)) == (0, 1)


def test_an_address_without_a_host_is_not_the_receiving_one():
    (made,) = found(url="/acs", request_body=f"SAMLResponse={quote_plus(B64)}", request_mime="application/x-www-form-urlencoded")
    assert "url" not in made.hints
