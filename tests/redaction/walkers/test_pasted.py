"""A pasted token goes whole, whatever stands between its characters, and its copy is as odd as it was."""

import hashlib
import time

import pytest

from redaction.session import Session
from redaction.walkers import pasted
from triagekit.reading.jose import token as reading
from triagekit.reading.jose.base64url import encode

HEADER = encode(b'{"alg":"RS256","kid":"k1","typ":"JWT"}')
CLAIMS = encode(b'{"iss":"https://idp.example.com/","sub":"jane.doe@customer.example","name":"Jane Doe","exp":1795525131}')
SIGNATURE = encode(bytes(range(7, 135)))
TOKEN = f"{HEADER}.{CLAIMS}.{SIGNATURE}"


def folded(gap, width=64):
    return gap.join(TOKEN[n : n + width] for n in range(0, len(TOKEN), width))


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n  ", " ", "\\n", "\u200b", "%0A", "%20"])
def test_a_folded_token_is_read_as_before_and_nothing_of_it_is_left(redact, gap):
    raw = folded(gap)
    made = redact(raw).text
    before, after = reading.read(raw.encode()), reading.read(made.encode())
    assert (after.repairs, after.claims["exp"], after.head) == (before.repairs, before.claims["exp"], before.head)
    assert after.redacted_signature and "jane" not in str(after.claims).lower()
    assert not any(SIGNATURE[n : n + 12] in made for n in range(len(SIGNATURE) - 12))
    assert made.count("\n") == raw.count("\n")


@pytest.mark.parametrize("gap", ["\n", " ", "*", "%", "\u2026"])
def test_a_second_pass_changes_nothing(redact, gap):
    made = redact(folded(gap, 90))
    assert redact(made.data).data == made.data


@pytest.mark.parametrize("mark", ["*", "\u2026", "|", '"', "="])
@pytest.mark.parametrize("at", [len(HEADER) - 20, len(HEADER) + 40, len(TOKEN) - 40])
def test_a_stray_character_stays_one_and_hides_nothing(redact, mark, at):
    raw = TOKEN[:at] + mark + TOKEN[at:]
    made = redact(raw).text
    before, after = reading.read(raw.encode()), reading.read(made.encode())
    assert after.polluted == before.polluted and after.form == before.form and after.header.ok == before.header.ok
    assert SIGNATURE[:12] not in made and SIGNATURE[-12:] not in made


@pytest.mark.parametrize("before", ["Bearer ", 'access_token="', "Authorization: Bearer ", "'"])
def test_what_was_copied_along_stays_and_the_verdict_of_the_whole_is_kept(redact, before):
    raw = f"{before}{folded(' ', 100)}"
    session = Session()
    session.sign({hashlib.sha256(raw.encode()).hexdigest(): "ok-and-key-sound"})
    made = redact(raw + "\n", session=session).text
    assert made.startswith(before) and made.rstrip().endswith("redacted-signature-ok-and-key-sound") and made.endswith("\n")


def test_a_list_of_tokens_is_no_folded_one(redact):
    made = redact(f"{TOKEN}\n{TOKEN[:-4]}AAAA\n").text
    assert made.count("redacted-signature-") == 2 and made.count("eyJ") == 4


@pytest.mark.parametrize("text", [f"{HEADER} is how a token begins. It goes on with its claims and ends in a signature", "eye. candy of the year", f"jane {TOKEN}", f"{TOKEN}\u5f20\u4f1f\u5f20"])
def test_what_is_no_token_alone_is_left_to_those_who_read_text(cleaner, text):
    assert pasted.clean(cleaner, text) is None


@pytest.mark.parametrize("odd", [TOKEN.replace(".", "*.", 1), f"{TOKEN};", f'"{TOKEN}"', f"token={TOKEN}", TOKEN[:-9] + "%" + TOKEN[-9:]])
def test_as_a_credential_it_is_as_odd_as_it_was(cleaner, odd):
    made = cleaner.secret("credential", odd, "test")
    before, after = reading.read(odd.encode()), reading.read(made.encode())
    assert (after.repairs, after.polluted, after.form) == (before.repairs, before.polluted, before.form)
    assert after.redacted_signature and SIGNATURE[:12] not in made and cleaner.secret("credential", made, "test") == made


def test_an_ordinary_token_is_no_matter_of_this(cleaner):
    assert pasted.value(cleaner, TOKEN) == "" and pasted.value(cleaner, "opaque-credential") == ""


@pytest.mark.parametrize("gap", ["\n", " *"])
def test_a_long_one_in_many_pieces_costs_little(cleaner, gap):
    raw = gap.join(["eyJhbGciOiJSUzI1NiJ9." + "A" * 12, *["A" * 12] * 4_500])
    start = time.process_time()
    pasted.clean(cleaner, raw)
    assert time.process_time() - start < 3


@pytest.mark.parametrize("at", [40, 70, 130])
@pytest.mark.parametrize("mark", [" ", '"', "'", "…", "...", "\u200b"])
def test_within_a_line_of_a_log_the_rest_of_a_broken_token_goes_with_it(cleaner, mark, at):
    signature = "kq9Zr1xXw0P3mB7vYt5NcQ2uLs8DfGhJkR4eTaWzVbX"
    whole = encode(b'{"alg":"RS256"}') + "." + encode(b'{"iss":"https://idp.vendor.example/","sub":"00u8jane9912","email":"jane.roe@customer.example","exp":1700000000}') + "." + signature
    line = f"2026-01-02T03:04:05Z WARN auth Authorization: Bearer {whole[:at]}{mark}{whole[at:]} rejected: expired\n"
    made = cleaner.text(line)
    assert signature[-12:] not in made
    assert whole[at + 30 : at + 60] not in made or at == 40
    assert made.endswith(" rejected: expired\n")
    assert cleaner.text(made) == made
