"""What people write to each other counts as a password only where it looks like one."""

from redaction.detecting import Scanner
from redaction.detectors.told_secrets import detectors

ALONE = Scanner(detectors)


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_a_password_in_a_sentence_goes_without_its_full_stop():
    assert found("the password is Tiger!4706Q.") == ["Tiger!4706Q"]


def test_what_is_said_about_a_password_stays():
    assert found("the password is required since 2026-11-03, the password was changed at 09:14:01, password is invalid") == []


def test_a_code_behind_the_word_error_is_no_one_time_code():
    assert found("error code is 10054; exit code: 1370; status code is 4040") == []
