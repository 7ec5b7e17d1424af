"""Account names in the sentences of log-in programs."""

import pytest

LINES = [
    ("sshd[412]: Accepted publickey for {} from 192.0.2.4 port 51234 ssh2", "sshd"),
    ("sshd[412]: Failed password for invalid user {} from 192.0.2.4 port 51234 ssh2", "sshd"),
    ("sshd[412]: Invalid user {} from 192.0.2.4 port 51234", "sshd"),
    ("sshd[412]: Disconnected from authenticating user {} 192.0.2.4 port 51234 [preauth]", "sshd"),
    ("systemd: pam_unix(sshd:session): session opened for user {} by (uid=0)", "pam"),
    ('FATAL:  role "{}" does not exist', "postgres"),
    ("Login failed for user '{}'. Reason: Password did not match", "mssql"),
    ("sudo:   {} : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls", "sudo"),
    ('192.0.2.4 - {} [03/Nov/2026:09:14:22 +0000] "GET / HTTP/1.1" 200 5', "nginx"),
    ("Access denied for user '{}'@'192.0.2.4' (using password: YES)", "mysql"),
]


@pytest.mark.parametrize("user", ["jdoe2", "jane.doe", "svc_shop77", "CORP-jane"])
@pytest.mark.parametrize(("line", "program"), LINES)
def test_the_account_goes_and_the_sentence_stays(finds, line, program, user):
    assert finds(line.format(user)) == [(user, "user")], program


@pytest.mark.parametrize(("line", "program"), LINES)
def test_accounts_of_the_system_stay(finds, line, program):
    assert finds(line.format("root")) == [], program


@pytest.mark.parametrize("text", ["user CORP\\jane logged on", "Account Name:\t\tCORP\\jane"])
def test_a_windows_account_goes_with_its_domain(finds, text):
    assert finds(text) == [("CORP\\jane", "user")]


@pytest.mark.parametrize("text", ['relation "orders" does not exist', "HKLM\\Software\\Vendor", "class App\\Http\\Kernel", "Invalid user name or password", "unknown user agent", "C:\\Windows\\System32"])
def test_other_sentences_stay(finds, text):
    assert finds(text) == []
