"""The help of every command begins with examples, and every example is a command line that the command takes."""

import importlib
import re
import shlex

import pytest
import typer

from triagekit.plugins import commands


def applications():
    return {name: typer.main.get_command(importlib.import_module(f"triagekit.commands.{module}").app) for name, module in commands().items()}


def everything():
    """Every command and subcommand by the words that are typed."""
    for name, command in applications().items():
        yield name, command
        yield from ((f"{name} {below}", sub) for below, sub in getattr(command, "commands", {}).items())


def examples(command):
    _, _, rows = (command.help or "").partition("\b\nExamples\n")
    return [re.split(r" {3,}", row.strip())[0] for row in rows.splitlines()]


def parsed(words):
    """The context of the innermost command, or an exception when the words are not what it takes."""
    command = applications()[words[0]]
    rest = words[1:]
    if getattr(command, "commands", None):
        command, rest = command.commands[rest[0]], rest[1:]
    return command.make_context(words[-1], rest)


@pytest.mark.parametrize(("name", "command"), everything(), ids=lambda v: v if isinstance(v, str) else "")
def test_each_help_has_examples_that_the_command_takes(name, command):
    told = examples(command)
    assert told, f"{name} --help shows no example"
    for line in told:
        words = shlex.split(line)
        assert words[0] == "triagekit"
        assert line.startswith(f"triagekit {name}"), line
        parsed(words[1:])  # raises for a word or option that it does not take


def test_examples_stand_before_the_options_and_keep_their_lines(tk):
    _, out, _ = tk("redact", "--help")
    assert out.index("Examples\n    triagekit redact login.har -o clean/\n") < out.index("Options:")


def test_what_an_example_does_stands_in_one_column(tk):
    _, out, _ = tk("case", "new", "--help")
    first, second = (line for line in out.splitlines() if line.startswith("    triagekit case new"))
    assert first.index("look at the draft") == second.index("write case.yaml there")
