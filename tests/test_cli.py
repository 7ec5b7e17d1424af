"""The command line is a contract: bare paths, exit codes, errors with code and fix, no traceback and no leak."""

import json
from pathlib import Path

import jsonschema
import pytest

from triagekit import cli
from triagekit.evidence import schema

HOME = Path(__file__).parent.parent
SAMPLE = str(HOME / "samples" / "auth" / "token-expired.txt")


@pytest.fixture
def tk(capsys):
    """Run a command line; gives exit code, stdout, stderr."""

    def run(*argv):
        with pytest.raises(SystemExit) as done:
            cli.run([str(a) for a in argv])
        seen = capsys.readouterr()
        return done.value.code, seen.out, seen.err

    return run


def test_a_bare_path_is_analyzed_and_the_first_line_is_the_cause(tk):
    code, out, err = tk(SAMPLE)
    assert code == 0, err
    assert out.splitlines()[0].endswith("(confirmed)") or out.splitlines()[0].endswith("(likely)")
    assert err.splitlines()[-1].startswith("next: triagekit redact ")


def test_json_output_validates_and_names_the_cause(tk):
    code, out, _ = tk("analyze", SAMPLE, "--format", "json")
    document = json.loads(out)
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert (code, document["causes"][0]["id"], document["causes"][0]["rank"]) == (0, "auth/token-expired", 1)


def test_output_goes_to_a_private_file(tk, tmp_path):
    tk("analyze", SAMPLE, "--json", "-o", tmp_path / "e.json")
    assert json.loads((tmp_path / "e.json").read_text())["schema_version"]
    assert (tmp_path / "e.json").stat().st_mode & 0o777 == 0o600


def test_the_gate_fails_when_a_cause_reaches_the_verdict(tk):
    assert tk("analyze", SAMPLE, "--fail-on", "possible")[0] == 1


@pytest.mark.parametrize(
    ("argv", "code", "error"),
    [
        (("analyze",), 2, "TK-USE-001"),
        (("no-such-file.har",), 2, "TK-IO-001"),
        (("analyze", SAMPLE, "--format", "pdf"), 2, "TK-USE-002"),
        (("analyze", SAMPLE, "--at", "soon"), 2, "TK-USE-002"),
        (("analyze", SAMPLE, "--tz", "Nowhere/Land"), 2, "TK-USE-002"),
        (("analyze", SAMPLE, "--nonsense"), 2, "TK-USE-003"),
        (("explain", "no/such-rule"), 2, "TK-RULE-002"),
    ],
)
def test_what_cannot_be_done_is_one_error_with_code_why_and_fix(tk, argv, code, error):
    got, out, err = tk(*argv)
    assert (got, out) == (code, "")
    assert f"error[{error}]" in err and "   why   " in err and "   fix   " in err and "Traceback" not in err


def test_help_shows_examples_first_and_every_command(tk):
    code, out, _ = tk("--help")
    assert code == 0
    assert out.index("Examples") < out.index("Commands")
    assert all(f"\n  {name}" in out for name in cli.commands())


def test_an_error_code_and_a_rule_are_explained(tk):
    assert "not valid JSON" in tk("explain", "TK-IO-012")[1]
    code, out, _ = tk("explain", "auth/token-expired")
    assert code == 0 and "auth/token-expired" in out


def test_a_fault_of_ours_shows_no_input(tk, monkeypatch, tmp_path):
    from triagekit import pipeline

    def broken(*_):
        raise ValueError("SECRET-VALUE")

    monkeypatch.setattr(pipeline, "analyze", broken)
    code, out, err = tk(SAMPLE)
    assert code == 3 and "SECRET" not in out + err and "TK-INT-001" in err


def test_doctor_finds_the_installation_whole(tk):
    code, out, _ = tk("doctor")
    assert code == 0 and "rules not run    0" in out
