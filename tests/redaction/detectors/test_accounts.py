"""Accounts are people's; those that every system has, and words, are nobody's."""

from redaction.detecting import Scanner
from redaction.detectors.accounts import detectors

ALONE = Scanner(detectors)


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_in_a_line_of_a_server_the_account_goes_and_the_host_stays():
    assert found("debug1: Authenticating to bastion.example:22 as 'jpereira'") == ["jpereira"]


def test_accounts_that_every_system_has_stay():
    assert found("sudo -u postgres psql; username admin privilege 15; CORP\\Domain Users; NT AUTHORITY\\SYSTEM; 'root'@'localhost'") == []


def test_a_user_in_a_sentence_must_look_like_an_account():
    assert found("I logged in with user jdoe88, the user experience is bad, with user interface") == ["jdoe88"]


def test_a_colour_in_the_middle_of_capitals_is_no_account_of_a_domain():
    assert found("refused IBA\\u001b[31mN, WARN\\\\u001b[0m and ERR\\x1b[0m") == []
    assert found("by CORP\\u0017 and CORP\\u001b at") == ["CORP\\u0017", "CORP\\u001b"]
