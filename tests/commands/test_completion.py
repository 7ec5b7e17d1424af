"""`triagekit completion`: scripts that the shells themselves accept."""

import shutil
import subprocess

import pytest

from triagekit import cli


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_command_and_its_options_are_offered(tk, shell):
    code, out, _ = tk("completion", shell)
    assert code == 0
    assert all(name in out for name in cli.commands())
    assert "fail-on" in out and "why-not" in out


def test_bash_completes_commands_options_and_files(tk, tmp_path):
    if not shutil.which("bash"):
        pytest.skip("There is no bash here.")
    script = tk("completion", "bash")[1]
    (tmp_path / "login.har").write_text("")
    ask = "COMP_WORDS=({words}); COMP_CWORD={at}; _triagekit; printf '%s\\n' \"${{COMPREPLY[@]}}\""

    def complete(*words):
        line = script + "\n" + ask.format(words=" ".join(f"'{w}'" for w in words), at=len(words) - 1)
        return subprocess.run(["bash", "-c", line], capture_output=True, text=True, cwd=tmp_path, check=True).stdout.split()

    assert complete("triagekit", "ana") == ["analyze"]
    assert complete("triagekit", "analyze", "--fail") == ["--fail-on"]
    assert "why-not" in complete("triagekit", "rules", "why")
    assert complete("triagekit", "log") == ["login.har"]


def test_another_shell_is_refused_with_those_that_are_known(tk):
    code, out, err = tk("completion", "csh")
    assert (code, out) == (2, "")
    assert "powershell" in err
