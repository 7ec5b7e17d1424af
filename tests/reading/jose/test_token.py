"""A token is taken apart whatever was copied along with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minting import CLAIMS, b64

from triagekit.reading.jose.token import Form, read

HEAD, BODY, SIGNATURE = b64({"alg": "RS256", "typ": "JWT"}), b64(CLAIMS), b64(b"\x01" * 256)
PLAIN = f"{HEAD}.{BODY}.{SIGNATURE}"


def test_three_segments_with_a_header_are_a_signed_token():
    found = read(PLAIN.encode())
    assert (found.form, found.head["alg"], found.claims["sub"], len(found.signature_code.data), found.repairs) == (Form.JWS, "RS256", "u1", 256, ())
    assert found.signing_input == f"{HEAD}.{BODY}".encode()


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        (f"Bearer {PLAIN}", "bearer-prefix"),
        (f"Authorization: Bearer {PLAIN}", "bearer-prefix"),
        (f'"access_token": "{PLAIN}",', "name"),
        (f"'{PLAIN}'", "quotes"),
        (f"{HEAD}.\n{BODY}.\n{SIGNATURE}", "line-breaks"),
        (f"{HEAD} . {BODY}.{SIGNATURE}", "spaces"),
        (PLAIN.replace(".", "%2E"), "percent-encoding"),
        (PLAIN.replace(".", ".\\n", 1), "backslashes"),
    ],
)
def test_what_was_copied_along_is_taken_away_and_said(text, repair):
    found = read(text.encode())
    assert found.text == PLAIN
    assert repair in found.repairs


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"{b64({'alg': 'dir', 'enc': 'A256GCM'})}..{b64(b'iv')}.{b64(b'text')}.{b64(b'tag')}", Form.JWE),
        ('{"payload":"e30","signatures":[{"protected":"e30","signature":"AA"}]}', Form.JWS_JSON),
        ('{"ciphertext":"AA","protected":"e30"}', Form.JWE_JSON),
        ("gho_" + "x" * 36, Form.OPAQUE),
        ("2YotnFZFEjr1zCsicMWpAA", Form.OPAQUE),
        ("redacted-token-abcdefghijklm", Form.OPAQUE),
        (f"{HEAD}.{BODY}", Form.MALFORMED),
        (f"{HEAD}.{BODY}.x.y", Form.MALFORMED),
    ],
)
def test_each_form_is_told(text, form):
    assert read(text.encode()).form is form


def test_a_text_that_is_no_jose_header_is_opaque_unless_its_receiver_expects_a_jwt():
    assert read(b"abcd.efgh.ijkl", certain=False).form is Form.OPAQUE
    assert read(b"abcd.efgh.ijkl").form is Form.JWS


def test_the_verdict_left_by_redaction_is_read_back():
    found = read(f"{HEAD}.{BODY}.redacted-signature-ok-other-key".encode())
    assert (found.form, found.redacted_signature) == (Form.JWS, "ok-other-key")


@given(st.binary(max_size=300))
def test_any_bytes_have_a_form(data):
    assert read(data).form in Form


@given(st.integers(1, len(PLAIN) - 1))
def test_a_token_cut_anywhere_has_a_form(at):
    assert read(PLAIN[:at].encode()).form in {Form.JWS, Form.MALFORMED, Form.OPAQUE}


def test_what_was_wrong_with_the_segments_is_read_back_from_the_word_that_redaction_left():
    found = read(f"{HEAD}.{BODY}.redacted-signature-invalid-and-leftover-bits-and-payload-standard-alphabet".encode())
    assert (found.signature_code.problems, found.payload_code.problems, found.header_code.problems) == (("leftover-bits",), ("standard-alphabet",), ())


def test_a_character_that_was_copied_into_the_signature_is_seen_beside_what_redaction_left():
    found = read(f"{HEAD}.{BODY}.*redacted-signature-invalid".encode())
    assert (found.redacted_signature, found.polluted) == ("invalid", True)
    assert not read(f"{HEAD}.{BODY}.AQredacted-signature-invalid".encode()).redacted_signature
