"""The command line is a contract: bare paths, exit codes, errors with code and fix, no traceback and no leak."""

from pathlib import Path

import pytest

from triagekit import cli

HOME = Path(__file__).parent.parent
SAMPLE = str(HOME / "samples" / "auth" / "token-expired.txt")


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


def test_a_fault_of_ours_shows_no_input(tk, monkeypatch, tmp_path):
    from triagekit import pipeline

    def broken(*_):
        raise ValueError("SECRET-VALUE")

    monkeypatch.setattr(pipeline, "analyze", broken)
    code, out, err = tk(SAMPLE)
    assert code == 3 and "SECRET" not in out + err and "TK-INT-001" in err
