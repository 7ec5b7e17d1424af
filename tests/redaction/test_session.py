"""A case: one key, one name for one value in every artifact; what the verifier still finds has no copy."""

import io

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
