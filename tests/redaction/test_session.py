"""A case: one key, one name for one value in every artifact; what the verifier still finds has no copy."""

import io
import json

import pytest

from redaction import session as room
from redaction.session import Session
from triagekit.reading.bytesource import memory_source


def copies(*texts, session=None):
    session = session or Session()
    sources = [memory_source(t.encode(), f"{n}.log", f"a{n:04d}") for n, t in enumerate(texts)]
    for source in sources:
        session.learn(source)
    session.propagate()
    made = []
    for source in sources:
        out = io.BytesIO()
        made.append((session.artifact(source, "log", out), out.getvalue().decode()))
    return made


def test_a_value_learnt_in_one_artifact_goes_in_those_before_and_after_it():
    made = copies("first: kowalski88 was here\n", "login username=kowalski88\n", "third: kowalski88 too\n")
    names = {text.split("redacted-")[1].split()[0] for _, text in made}
    assert len(names) == 1 and not any("kowalski88" in text for _, text in made)


def test_two_cases_give_two_names():
    (_, one), = copies("username=kowalski88\n")
    (_, two), = copies("username=kowalski88\n")
    assert one != two


def test_what_the_verifier_finds_again_has_no_copy(monkeypatch):
    monkeypatch.setattr(room, "STRUCTURES", ())
    session = Session()
    session.cleaner.scanner = type("Blind", (), {"scan": lambda self, text: []})()
    monkeypatch.setattr(type(session.vault), "known", lambda self, text: [])
    ((audit, text),) = copies("key ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8\n", session=session)
    assert text == "" and "verifier" in audit.withheld and not audit.verified


def test_an_excerpt_is_clean_by_the_name_of_its_value():
    session = Session()
    assert session.text("hunter2xyz", "password") == "redacted-password"
    assert session.text("status 503 for jane.doe@customer.example").startswith("status 503 for user-")


@pytest.mark.parametrize("term", ["Acme", "acme.example"])
def test_terms_of_the_case_go_everywhere(term):
    ((_, text),) = copies(f"{term} and {term.upper()} wrote\n", session=Session(case_terms=(term,)))
    assert term.lower() not in text.lower()


def test_the_key_is_in_no_output():
    session = Session(key=b"topsecretkey" * 3)
    ((audit, text),) = copies("username=kowalski88\n", session=session)
    assert "topsecret" not in text + audit.encode().decode() + repr(session.vault)


def test_a_header_quoted_in_a_query_is_no_secret_and_its_copy_is_not_withheld(redact):
    entry = {"request": {"method": "GET", "url": "https://x.example/get?h=Set-Cookie%3A%20session%3D8c1d7f20a4%3B%20Path%3D%2F%3B%20Secure", "headers": []}, "response": {"headers": [{"name": "Set-Cookie", "value": "session=8c1d7f20a4; Path=/; Secure"}]}}
    made = redact(json.dumps({"log": {"entries": [entry]}}).encode())
    assert not made.audit.withheld
    assert b'"Set-Cookie"' in made.data and b"Path=/; Secure" in made.data and b"8c1d7f20a4" not in made.data
    assert b"h=Set-Cookie%3A%20session%3Dredacted-cookie-" in made.data


def test_arrays_in_arrays_do_not_overrun_the_stack(redact):
    for depth in (100, 500, 990, 20_000):
        assert not redact(b"[" * depth + b"]" * depth).audit.withheld


def test_a_value_split_by_an_invisible_character_is_replaced_once(redact):
    made = redact("saw oleksii%u002Eszymanski623%u0040customer-xtub2%u002Eexample%u0020 while\nnote: j\u200bane.roe@customer.example\n".encode())
    assert made.data.count(b"@redacted.invalid") + made.data.count(b"%40redacted.invalid") == 2 and b"40redacted.invalid40" not in made.data
    assert redact(made.data).data == made.data


def test_what_one_line_teaches_goes_from_the_lines_before_and_behind_it_too(redact):
    made = redact(b"cache hit for kowalskij in region eu\nlogin ok username=kowalskij status=200\nprofile kowalskij loaded\n")
    assert "kowalskij" not in made.text
    assert "region eu" in made.text


def test_a_file_beside_the_case_becomes_what_its_copy_would_be():
    session = Session(key=b"k" * 32, case_terms=("Acme",))
    assert b"Acme" not in session.file(b"<md:EntityDescriptor entityID='https://Acme.example/sp'/>")
    key = b"-----BEGIN PRIVATE KEY-----\nAcme\n-----END PRIVATE KEY-----"
    assert session.file(key) == key
