"""Text in, clean text out: known values, envelopes, encodings, finds; placeholders are never touched; nothing is left of a half-known secret."""

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction.session import Session
from triagekit.placeholders import is_placeholder
from triagekit.reading.tokenlook import look

PARTS = st.lists(
    st.sampled_from(['password="hunter2xyz"', "jane.doe@customer.example", "Authorization: Bearer Zx81kQ4mPz7vB2n", "user=kowalski88", "&#64;", "%40", "\\n", " ", "\n", "=3D", "GET /v2/orders HTTP/1.1", "Cookie: sid=abc123def456; lang=en", '{"token": "', '"}', base64.b64encode(b"password=hunter2xyz").decode(), "redacted-password", "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"]),
    max_size=8,
)  # fmt: skip


@given(PARTS)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_a_second_pass_changes_nothing(parts):
    once = Session(key=b"a" * 32).cleaner.text(" ".join(parts))
    assert Session(key=b"b" * 32).cleaner.text(once) == once


@given(PARTS)
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_what_stands_free_is_gone_whatever_stands_beside_it(parts):
    text = "\n".join([*parts, "jane.doe@customer.example", "password=hunter2xyz"])
    made = Session(key=b"a" * 32).cleaner.text(text)
    assert not made.endswith("hunter2xyz") and "\njane.doe@" not in made


@pytest.mark.parametrize("encode", [lambda t: quote(quote(t)), lambda t: json.dumps(json.dumps(t)), lambda t: base64.b64encode(quote(t).encode()).decode(), lambda t: quote(base64.b64encode(t.encode()).decode(), safe="")])
def test_encodings_inside_encodings_are_opened(cleaner, encode):
    text = encode('{"password": "hunter2xyz", "mail": "jane.doe@customer.example"}')
    made = cleaner.text(f"a {text} b")
    assert encode("hunter2xyz") not in made and made.startswith("a ") and made.endswith(" b") and made != f"a {text} b"


def test_two_finds_in_one_encoded_run_are_both_replaced_and_what_lies_between_stays(cleaner):
    made = cleaner.text("/x?a=1%26password%3Dhunter2xyz%26keep%3Dthis%26token%3DAbcdef1234567890&z=2")
    assert "hunter2" not in made and "Abcdef123" not in made and "keep%3Dthis" in made


def test_what_is_left_of_a_secret_that_was_partly_known_goes_too(cleaner):
    cleaner.vault.remember("user", "kowalski88")
    cleaner.vault.propagate()
    assert "Zq7" not in cleaner.text("Authorization: Bearer Zq7xx99kowalski88Zq7yy11 x")


def test_a_value_known_from_elsewhere_goes_also_where_nothing_names_it(redact):
    made = redact("login user=kowalski88 ok\nlater kowalski88 left; KOWALSKI88 too\n")
    assert "kowalski88" not in made.text.lower()


def test_a_mask_of_another_tool_and_a_template_stay(cleaner):
    for text in ("password=***", "password=[REDACTED]", "password=${DB_PASSWORD}", "token: <token>"):
        assert cleaner.text(text) == text


def test_constant_text_of_ordinary_lines_is_not_damaged(cleaner):
    lines = [
        "2026-11-03T09:14:00.123Z INFO  [main] o.s.b.w.embedded.tomcat.TomcatWebServer - Tomcat started on port 8080 (http) with context path ''", "2026-11-03 09:14:00 ERROR connection to upstream 10 timed out after 30000 ms (attempt 3 of 5)",
        "nginx: [warn] conflicting server name \"localhost\" on 0.0.0.0:80, ignored", "kernel: [12345.678901] Out of memory: Killed process 4711 (java) total-vm:8388608kB", "level=info msg=\"request completed\" status=200 duration=12.5ms bytes=5120 method=GET path=/v2/orders",
        "E1042 token expired at 2026-11-03T09:14:00Z, clock skew 300s allowed", "java.net.SocketTimeoutException: Read timed out\n\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 build 1.24.3-rc.1+7",
        "x-request-id: 7f3b2a10-5c1d-4e8f-9a77-0123456789ab traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "Certificate chain 0 s:CN = api.example.com i:C = US, O = Let's Encrypt, CN = R3", "HTTP/1.1 429 Too Many Requests Retry-After: 120 X-RateLimit-Remaining: 0",
    ]  # fmt: skip
    changed = [line for line in lines if cleaner.text(line) != line]
    assert changed == []


def test_what_stands_behind_a_placeholder_is_read_like_anything_else(cleaner):
    assert "jane.doe" not in cleaner.text("redacted-signature-not-assessed jane.doe@customer.example")
    assert "kowalski88" not in cleaner.text("redacted-password user=kowalski88")
    assert cleaner.text("password=redacted-password=20") == "password=redacted-password=20"


def test_base64_above_a_stack_trace_or_a_short_word_is_opened_alone(cleaner):
    inside = base64.b64encode(b"IBAN DE49896810890351733682").decode()
    for below in ("\tat com.example.Orders.place(Orders.java:42)", "at", "ERROR"):
        made = cleaner.text(f"java.lang.IllegalStateException: {inside}\n{below}\n")
        assert inside not in made
        assert made.endswith(f"\n{below}\n")
        assert cleaner.text(made) == made


ID = "abcdefghijk27"


@pytest.mark.parametrize("text", [f"Authorization: \u200bBasic redacted-credential-{ID} x", f"Authorization: B\u200bearer redacted-credential-{ID}", f"Authorization: \x1b[0mBearer redacted-credential-{ID}", f"x36user-{ID}%40redacted.invalid", f"\\x36user-{ID}%2540redacted.invalid"])
def test_a_placeholder_behind_a_word_with_hidden_or_encoded_characters_is_let_be(cleaner, text):
    assert cleaner.text(text) == text


def test_what_stands_beside_a_hidden_character_is_found_as_it_is_written_too(cleaner):
    made = cleaner.text("/run/token\0\0\0\0token=4a1ce4d9-4afe-4a7e-4efa-491274c94d81\0\0user=kowalski88\0last=\u200bx")
    assert "4a1ce4d9" not in made and "kowalski" not in made


@pytest.mark.parametrize("text", [f"<NameID> jane.doe@customer.example user-{ID}@redacted.invalid</NameID>", f'<NameID>password="hunter2xyz" redacted-user-{ID}</NameID>', f'user="jane.doe@customer.example, redacted-user-{ID}"'])
def test_a_placeholder_shields_nothing_that_stands_beside_it(cleaner, text):
    made = cleaner.text(text)
    assert "doe" not in made and "hunter2" not in made and ID in made


def test_what_stands_below_a_key_keeps_its_line(redact):
    key = "-----BEGIN PRIVATE KEY-----\n" + "MIIBVwIBADANBgkqhkiG9w0BAQEFAASCAUEwggE9AgEAAkEAq7BFUpkGp3\n" * 8 + "-----END PRIVATE KEY-----\n"
    raw = f"starting\n{key}ERROR upstream timed out\n"
    made = redact(raw)
    assert "MIIB" not in made.text and made.text.splitlines().index("ERROR upstream timed out") == raw.splitlines().index("ERROR upstream timed out")
    assert redact(made.data).data == made.data


def test_long_secrets_keep_their_length_and_equal_ones_stay_equal(cleaner):
    value = "Zx81kQ4mPz7vB2nLw9" * 6
    made = cleaner.text(f"Cookie: first={value}; second={value}; third=short1234\n")
    first, second, third = (part.partition("=")[2] for part in made.strip().split("; "))
    assert first == second and len(first) == len(value) and is_placeholder(first)
    assert is_placeholder(third) and not third.endswith(".")
    assert f"token={first}" == cleaner.text(f"token={value}")


@pytest.mark.parametrize("sent", ["3f9a8b7c6d5e4f30192837465564", "eyJhbGciOiJSUzI1NiIsImtpZCI6", "abc def123456", "eyJhbGciOiJIUzI1NiJ9%2EeyJzdWIiOiJqYW5lLmRvZSJ9%2EdBjftJeZ4CVPmB92K27u", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lLmRvZSJ9.dBjftJeZ4CVPmB92K27u", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lLmRvZUBjdXN0b21lci5leGFt", "undefined", "YOUR_TOKEN_HERE"])
def test_whether_a_credential_can_be_read_is_seen_in_the_copy(cleaner, sent):
    made = cleaner.text(f"> Authorization: Bearer {sent}\n")
    assert look(made.partition("Bearer ")[2].strip()).form == look(sent).form
    assert cleaner.text(made) == made
    assert sent in ("undefined", "YOUR_TOKEN_HERE") or sent not in made
