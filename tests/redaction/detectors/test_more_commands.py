"""Of a command the secret goes; options, variables and paths stay."""

from redaction.detecting import Scanner
from redaction.detectors.more_commands import detectors

ALONE = Scanner(detectors)


def found(text):
    return [text[hit.start : hit.end] for hit in ALONE.scan(text)]


def test_the_new_value_of_a_plan_goes_too():
    assert found('~ password = "old-one1" -> "new-one2"') == ["new-one2"]


def test_a_variable_is_no_secret():
    assert found("net use z: /user:jane $PW; ConvertTo-SecureString $p; psexec -u x -p $P cmd") == []
