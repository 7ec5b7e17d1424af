"""A body says its form and the error it names, in every vendor's shape."""

import json

import pytest

from triagekit.reading.bodies import fields, first_text, parse, sniff


@pytest.mark.parametrize(
    ("text", "mime", "kind"),
    [
        ('{"a":1}', "text/plain", "json"), ("[1]", "", "json"), ("{}", "application/javascript", "javascript"), ("<!DOCTYPE html><p>", "", "html"), ("<center>x", "", "html"), ('<?xml version="1.0"?><a/>', "text/html", "xml"),
        ("<Error><Code>x</Code></Error>", "", "xml"), ("plain", "", "text"), ("\x00\x01\x02", "", "binary"), ("GIF89a", "image/gif", "image"), ("var a", "text/javascript", "javascript"),
    ],
)  # fmt: skip
def test_content_goes_before_the_media_type(text, mime, kind):
    assert sniff(text, mime) == kind


@pytest.mark.parametrize(
    ("body", "error", "told"),
    [
        ({"error": "invalid_token", "error_description": "expired"}, "invalid_token", "expired"),  # RFC 6749 5.2
        ({"type": "https://x.example/out-of-credit", "title": "No credit", "detail": "30 short"}, "https://x.example/out-of-credit", "30 short"),  # RFC 9457
        ({"error": {"code": "InvalidAuthenticationToken", "message": "Access token has expired"}}, "InvalidAuthenticationToken", "Access token has expired"),
        ({"errors": [{"code": "E1", "message": "bad"}]}, "E1", "bad"),
        ({"errorCode": "E0000011", "errorSummary": "Invalid token provided"}, "E0000011", "Invalid token provided"),
        ({"__type": "AccessDenied", "Message": "no"}, "AccessDenied", "no"),
        ({"fault": {"faultstring": "Rate limit", "detail": {"errorcode": "policies.ratelimit"}}}, "policies.ratelimit", "Rate limit"),
        ({"message": "Forbidden"}, None, "Forbidden"),
    ],
)
def test_the_error_is_found_in_every_shape(body, error, told):
    found = fields(json.dumps(body), "application/json", failed=True)
    assert (found.get("response.body.error"), found.get("response.body.error_description")) == (error, told)


def test_a_success_is_searched_for_an_error_only_where_its_keys_say_one():
    assert "response.body.error" not in fields('{"status": "ok", "items": []}', "application/json", failed=False)
    assert fields('{"errors": [{"message": "boom"}], "data": null}', "application/json", failed=False)["response.body.error_description"] == "boom"


def test_codes_anywhere_in_the_body_are_listed_once():
    found = fields(json.dumps({"error": {"errors": [{"reason": "quotaExceeded"}, {"reason": "quotaExceeded"}], "code": 403}}), "application/json", failed=True)
    assert set(found["response.body.error_codes"]) == {"quotaExceeded", "403"}


def test_pages_have_titles_and_headings_and_xml_has_codes():
    page = fields("<html><title> 502 &amp; more </title><h1>Bad <b>Gateway</b></h1>", "text/html", failed=True)
    assert (page["response.body.title"], page["response.body.error_description"]) == ("502 & more", "Bad Gateway")
    xml = fields("<Error><Code>NoSuchKey</Code><Message>The key does not exist</Message></Error>", "application/xml", failed=True)
    assert (xml["response.body.error"], xml["response.body.error_description"]) == ("NoSuchKey", "The key does not exist")


def test_a_short_sentence_is_its_own_description_and_a_form_its_error():
    assert fields("upstream connect error", "text/plain", failed=True)["response.body.error_description"] == "upstream connect error"
    form = fields("error=invalid_grant&error_description=Bad+code", "text/plain", failed=True)
    assert (form["response.body.error"], form["response.body.error_description"]) == ("invalid_grant", "Bad code")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a":' * 50_000, "1" * 100_000, "nul", '{"error": ' + "9" * 5000 + "}", "<" * 50_000, "<title>" * 5000, "\ufeff{}"])
def test_any_body_gives_an_answer(text):
    fields(text, "", failed=True)
    parse(text)


def test_a_path_that_leads_nowhere_is_empty():
    assert first_text({"a": [{"b": True}]}, (("a", 0, "b"), ("a", 5), ("x",))) == ""
