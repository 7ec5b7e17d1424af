"""Errors are sentences with code, place, why and fix; colour only where a terminal wants it."""

import sys

from triagekit import screen
from triagekit.errors import Problem


def test_an_error_has_code_place_why_and_fix(capsys):
    screen.problem(Problem("TK-IO-012", "acme.har, line 4211", "unexpected end"))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "error[TK-IO-012] acme.har, line 4211: not valid JSON (unexpected end)"
    assert lines[1].startswith("   why   ") and lines[2].startswith("   fix   ")


def test_a_hostile_place_cannot_act_on_the_terminal(capsys):
    screen.problem(Problem("TK-IO-001", "a\x1b]0;pwn\x07\nerror[fake]"))
    assert "\x1b" not in (err := capsys.readouterr().err) and len(err.splitlines()) == 3


def test_a_pipe_gets_no_colour_and_a_terminal_gets_the_same_words(capsys, monkeypatch):
    text = "The cause (likely)\n\n  why         because\n  next step   do\n"
    screen.report(text)
    assert capsys.readouterr().out == text
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen.report(text)
    assert "The cause (likely)" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen.coloured()
