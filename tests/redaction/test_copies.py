"""Whole artifacts of every form: encodings, ends and line counts stay; each of the cases that sank other tools."""

import base64
import json

import pytest

SECRET = "hunter2xyz99"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_of_the_original_stays(redact, encoding):
    made = redact(f"first line\npassword={SECRET}\nlast line".encode(encoding))
    assert made.data == "first line\npassword=redacted-password\nlast line".encode(encoding)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_line_ends_and_the_missing_last_one_stay(redact, end):
    assert redact(f"a\r\npassword={SECRET}{end}").text == f"a\r\npassword=redacted-password{end}"


def test_a_line_of_10_mb_is_read_through(redact):
    made = redact("x=1 " * 2_500_000 + f"password={SECRET}")
    assert SECRET not in made.text and made.audit.bytes_examined == made.audit.bytes_received


def test_one_value_137_times_goes_137_times_under_one_name(redact):
    made = redact(f"login username=kowalski88 password={SECRET}\n" * 137)
    assert "kowalski88" not in made.text and len({line for line in made.text.splitlines()}) == 1


def test_a_line_of_a_log_that_begins_with_a_bracket_is_no_json(redact):
    text = "[Mon Nov 23 08:54:40 2026] [core:info] [pid 30880] AH00129: Attempt to serve directory: /srv\n[10] x\n"
    assert redact(text).text == text


def test_json_lines_are_cleaned_each_by_structure(redact):
    made = redact("".join(json.dumps({"n": n, "user": {"email": f"u{n}@customer.example"}}) + "\n" for n in range(20)))
    rows = [json.loads(line) for line in made.text.splitlines()]
    assert [r["n"] for r in rows] == list(range(20)) and all(r["user"]["email"].endswith("@redacted.invalid") for r in rows)


def test_a_har_that_is_cut_off_keeps_its_entries_and_loses_its_secrets(redact):
    entry = {"request": {"headers": [{"name": "authorization", "value": f"Bearer {SECRET}abc"}]}, "response": {"status": 401}}
    text = json.dumps({"log": {"entries": [entry, entry]}}, indent=2)[:-60]
    made = redact(text)
    assert SECRET not in made.text and made.text.count("redacted-credential-") == 2 and made.text.count('"authorization"') == 2


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_a_document_that_only_lenient_readers_take_keeps_its_numbers(redact, number):
    made = redact(f'{{"t": {number}, "password": "{SECRET}"}}')
    assert made.text == f'{{"t": {number}, "password": "redacted-password"}}'


def test_a_masked_export_that_still_holds_the_whole_assertion(redact):
    saml = base64.b64encode(b'<samlp:Response xmlns:samlp="p" xmlns:saml="s"><saml:NameID>jane.doe@customer.example</saml:NameID></samlp:Response>').decode()
    made = redact(json.dumps({"requests": [{"url": "https://app.example.com/acs", "post": [["SAMLResponse", "*****"]], "saml": saml}]}))
    inner = json.loads(made.text)["requests"][0]["saml"]
    assert b"jane" not in base64.b64decode(inner) and b"NameID" in base64.b64decode(inner)


def test_secrets_in_titles_error_texts_and_keys_go(redact):
    made = redact(json.dumps({"log": {"pages": [{"title": f"https://app.example.com/?token={SECRET}abcd"}], "entries": [{"response": {"_error": f"bad password={SECRET}"}}], "mail jane.doe@customer.example": 1}}))
    assert SECRET not in made.text and "jane.doe" not in made.text


def test_binary_is_withheld_and_said_to_be_so(redact):
    made = redact(bytes(range(32)) * 300)
    assert made.data == b"" and made.audit.not_examined[0][0] == 9600 and made.audit.withheld
