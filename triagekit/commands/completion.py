"""Print a completion script for bash, zsh, fish or PowerShell."""

import importlib
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from triagekit import plugins, safetext
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError

app = o.application(__doc__)

HOW = {
    "bash": 'eval "$(triagekit completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(triagekit completion zsh)"   # in ~/.zshrc, after compinit',
    "fish": "triagekit completion fish > ~/.config/fish/completions/triagekit.fish",
    "powershell": "triagekit completion powershell | Out-String | Invoke-Expression   # in $PROFILE",
}

HELP = o.shown(
    __doc__,
    "completion bash  its first line says where to put it",
    "completion powershell",
)


@app.command(help=HELP)
def completion(shell: Annotated[str, typer.Argument(help="bash, zsh, fish or powershell.")]) -> int:
    if shell not in _SCRIPTS:
        raise TriageError(Problem("TK-USE-002", "SHELL", f"known are {', '.join(_SCRIPTS)}"))
    safetext.out(f"# {HOW[shell]}\n{_SCRIPTS[shell](_words())}")
    return Exit.RAN


def _words() -> dict[str, list[str]]:
    """Every command's subcommands and long options."""
    return {name: _of(importlib.import_module(f"triagekit.commands.{module}").app) for name, module in sorted(plugins.commands().items())}


def _of(application: Any) -> list[str]:
    command = typer.main.get_command(application)
    below = getattr(command, "commands", {})
    options = {word for each in (command, *below.values()) for p in each.params for word in p.opts if word.startswith("--")}
    return [*sorted(below), *sorted(options | {"--help"})]


def _bash(words: Mapping[str, list[str]]) -> str:
    cases = "".join(f'    {name}) COMPREPLY=($(compgen -W "{" ".join(w)}" -- "$word") $(compgen -f -- "$word")) ;;\n' for name, w in words.items())
    return (
        f'_triagekit() {{\n  local word="${{COMP_WORDS[COMP_CWORD]}}"\n  if [ "$COMP_CWORD" = 1 ]; then\n    COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word") $(compgen -f -- "$word"))\n'
        f'    return\n  fi\n  case "${{COMP_WORDS[1]}}" in\n{cases}    *) COMPREPLY=($(compgen -f -- "$word")) ;;\n  esac\n}}\ncomplete -o filenames -F _triagekit triagekit\n'
    )


def _zsh(words: Mapping[str, list[str]]) -> str:
    return f"autoload -U +X bashcompinit && bashcompinit\n{_bash(words)}"


def _fish(words: Mapping[str, list[str]]) -> str:
    rows = [f"complete -c triagekit -n __fish_use_subcommand -a '{' '.join(words)}'"]
    for name, own in words.items():
        rows += [f"complete -c triagekit -n '__fish_seen_subcommand_from {name}' -l {w[2:]}" for w in own if w.startswith("--")]
        below = [w for w in own if not w.startswith("--")]
        rows += [f"complete -c triagekit -n '__fish_seen_subcommand_from {name}' -a '{' '.join(below)}'"] if below else []
    return "\n".join(rows) + "\n"


def _powershell(words: Mapping[str, list[str]]) -> str:
    table = "; ".join(f"'{name}' = @({', '.join(repr(w) for w in own)})" for name, own in words.items())
    return (
        f"Register-ArgumentCompleter -Native -CommandName triagekit -ScriptBlock {{\n  param($word, $ast, $at)\n  $own = @{{ {table} }}\n"
        "  $parts = $ast.CommandElements | ForEach-Object { $_.ToString() }\n  $known = if ($parts.Count -gt 1 -and $own.ContainsKey($parts[1])) { $own[$parts[1]] } else { $own.Keys }\n"
        "  $known | Where-Object { $_ -like \"$word*\" } | Sort-Object | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }\n}\n"
    )


_SCRIPTS = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}
