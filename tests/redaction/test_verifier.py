"""The verifier finds values, pieces of random ones, and the forms of keys; it is silent on placeholders and clean tokens."""

import base64
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from redaction.verifier import Verifier, inspect

TOKEN = "Zx81kQ4mPz7vB2nLd93Tyw5R"


def seen(data, values, **settings):
    made = Verifier(values, **settings)
    made.feed(data)
    made.close()
    return made


@pytest.mark.parametrize("text", [TOKEN, TOKEN[6:20], base64.b64encode(TOKEN.encode()).decode(), TOKEN.encode().hex(), "%".join(("", *(f"{b:02x}" for b in TOKEN.encode())))])
def test_a_value_is_found_in_whole_in_pieces_and_encoded(text):
    assert not seen(f"x {text} y".encode(), {TOKEN: "token"}).passed


def test_a_value_over_the_border_of_two_pieces_is_found():
    made = Verifier({TOKEN: "token"})
    data = b"a" * ((1 << 20) - 10) + TOKEN.encode() + b"b" * (1 << 20)
    for n in range(0, len(data), 70_001):
        made.feed(data[n : n + 70_001])
    made.close()
    assert not made.passed


@pytest.mark.parametrize(("value", "category", "text"), [("kowalski88", "user", "kowalski881 x"), ("200", "user", "status 200"), ("12.12.12.12", "ip", "112.12.12.12"), ("admin", "user", "admin page")])
def test_numbers_and_words_that_stand_there_by_chance_prove_nothing(value, category, text):
    assert seen(text.encode(), {value: category}).passed


LEAKS = ["-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAsomething1234", "AKIAIOSFODNN7EXAMPLE", "ghp_" + "a1B2" * 9, "Authorization: Basic amFuZTpvcGVuc2VzYW1l", "postgres://svc:hunter2@db.example.com/x", "mail jane.doe@customer.com now"]
CLEAN = ["Authorization: Basic redacted-credential-abcdefghij234", "user-abcdefghij234@redacted.invalid", "logo@2x.png", "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.redacted-signature-ok-trusted", "https://host-abcdefghij234.redacted.invalid/x"]


@pytest.mark.parametrize("text", LEAKS)
def test_forms_are_known_without_the_original(text):
    assert not inspect([text.encode()]).passed


@pytest.mark.parametrize("text", CLEAN)
def test_what_redaction_leaves_is_no_leak(text):
    assert inspect([text.encode()]).passed


def test_categories_that_the_policy_keeps_are_not_looked_for():
    assert seen(b"to jane.doe@customer.com", {"jane.doe@customer.com": "email"}, kept=frozenset({"email"})).passed


def test_members_of_an_archive_are_looked_into():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", f"x {TOKEN}")
    made = Verifier({TOKEN: "token"})
    made.look_into(out)
    assert not made.passed


def test_its_report_and_its_hits_hold_no_value():
    made = seen(f"x {TOKEN}".encode(), {TOKEN: "token"})
    assert TOKEN not in str(made.report()) and TOKEN not in repr(made)


HOST = "db.customer-one.example"


@pytest.mark.parametrize("local", ["password", "word", "d", "acted-secret"])
def test_an_address_like_the_end_of_a_placeholder_is_a_leak_unless_that_placeholder_stands_before_the_same_host(local):
    encoded = base64.b64encode(f" {local}@{HOST} ".encode())
    assert not inspect([f"mail {local}@{HOST} now".encode()]).passed
    assert not inspect([encoded]).passed
    assert not inspect([encoded + b" https://svc:redacted-password@other.example/"]).passed


@pytest.mark.parametrize("before", ["x", "xy", "/v2/", "abcde/"])
def test_a_placeholder_that_a_decoding_cuts_is_no_leak(before):
    encoded = base64.b64encode(f"https://redacted-user-5xndl7dsjio6g:redacted-password@{HOST}/main".encode()).decode()
    assert inspect([f"GET {before}{encoded} done".encode()]).passed


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le"])
def test_pieces_of_words_in_base64_are_not_random(form):
    words = "it says redacted-password of this account at"
    value = base64.b64encode(words.encode(form)).decode()
    assert seen(base64.b64encode(f"now {words} once".encode(form)), {value + TOKEN: "cookie"}).passed
    assert not seen(TOKEN.encode(), {value + TOKEN: "cookie"}).passed


@pytest.mark.parametrize("left", ["acme", "ACME", "Acme"])
def test_a_customers_name_is_looked_for_in_every_case_of_letters(left):
    seen = Verifier({"acme": "customer"})
    seen.feed(f"the {left} portal".encode())
    seen.close()
    assert not seen.passed


def test_in_a_certificate_that_stays_values_are_found_and_its_own_addresses_are_not_minded():
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "info@authority.example.com"), x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "acme-rockets")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7).not_valid_before(start).not_valid_after(start + timedelta(days=9)).sign(key, hashes.SHA256())
    for form in (serialization.Encoding.PEM, serialization.Encoding.DER):
        for values, passes in (({}, True), ({"acme-rockets": "customer"}, False)):
            seen = Verifier(values, frozenset({"certificate"}))
            seen.feed(made.public_bytes(form))
            seen.close()
            assert seen.passed is passes


def test_a_placeholder_behind_a_backslash_is_no_address_when_the_escape_is_read():
    assert seen(b"https://svc:\\redacted-password@db.internal.example/main", {}).passed
    assert not seen(b"https://svc\\reacted@db.internal.example/main", {}).passed


def test_the_id_of_a_message_or_call_is_no_address_and_an_address_beside_it_is():
    assert inspect([b"Message-ID: <20260102.4711.abc@mx.vendor.example>\nReferences: <1.2.3@a.example>\n <4.5.6@b.example>\nCall-ID: a84b4c76e@pc33.vendor.example\n"]).passed
    assert not inspect([b"Message-ID: <20260102.4711.abc@mx.vendor.example> jane.doe@customer.example"]).passed
