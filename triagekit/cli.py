"""The command line: finds the command by name, runs it, and turns every failure into one clear error.

Each command is one module of `triagekit.commands`, named like the command (`why_not` is `why-not`), with a
typer `app`. Only the module that is asked for is imported.
"""

import gc
import importlib
import sys
from pathlib import Path
from typing import Any

from triagekit import safetext, screen
from triagekit.errors import Exit, Problem, TriageError
from triagekit.plugins import commands

_EXAMPLES = """Examples
  triagekit login.har                           name the likely cause
  triagekit customer-files/ app.log             read everything of one case together
  triagekit redact login.har -o clean/          write a copy that may leave, with its audit
  triagekit request login.har                   write the message that asks the customer for what is missing
  triagekit package build customer-files/ -o case.zip   pack what may leave for the next team
  triagekit explain auth/token-expired          what a cause means and when it is named
"""


_GARBAGE = (200_000, 20, 100)
"""How rarely Python looks for cycles: rules and records make many objects and few cycles, and looking took a third of a short run."""


def run(argv: list[str]) -> None:
    """Run one command line and exit with a code of `Exit`."""
    gc.set_threshold(*_GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        safetext.prepare(stream)
    sys.exit(int(_guarded(argv)))


def _guarded(argv: list[str]) -> int:
    try:
        return _dispatch(argv)
    except TriageError as error:
        screen.problem(error.problem)
        return error.problem.entry.exit
    except KeyboardInterrupt:
        screen.problem(Problem("TK-INT-130"))
        return Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.RAN
    except Exception as error:
        return _usage(error) if _is_usage(error) else _fault(error)


def _dispatch(argv: list[str]) -> int:
    known = commands()
    if argv[:1] in ([], ["--help"], ["-h"], ["help"]):
        safetext.out(_help(known))
        return Exit.RAN if argv else Exit.UNUSABLE
    name = argv[0] if argv[0] in known else "analyze"
    module = importlib.import_module(f"triagekit.commands.{known[name]}")
    rest = argv[1:] if argv[0] in known else argv
    result = module.app(args=rest, prog_name=f"triagekit {name}", standalone_mode=False, default_map=_defaults(name, module.app))
    return int(result or Exit.RAN)


_FREE = frozenset({"doctor", "explain", "demo"})
"""Commands that must work whatever the settings files say."""


def _defaults(name: str, app: Any) -> dict[str, Any]:
    """Option defaults from the settings, for the command and again below each of its subcommands."""
    from triagekit import settings

    flat = {} if name in _FREE else settings.defaults(settings.load())
    below = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    return {**dict.fromkeys(below, flat), **flat} if flat else {}


def _help(known: dict[str, str]) -> str:
    rows = [f"  {name:<14} {_about(module)}" for name, module in sorted(known.items())]
    return "Usage: triagekit PATH...   or   triagekit COMMAND ...\n\n" + _EXAMPLES + "\nCommands (each takes --help)\n" + "\n".join(rows) + "\n"


def _about(module: str) -> str:
    doc = importlib.import_module(f"triagekit.commands.{module}").__doc__ or ""
    return doc.strip().partition("\n")[0]


def _is_usage(error: Exception) -> bool:
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def _usage(error: Any) -> int:
    screen.problem(Problem("TK-USE-003", detail=error.format_message()))
    return Exit.UNUSABLE


def _fault(error: Exception) -> int:
    """A fault of ours: the type and our own code's place, never the exception's text (it carries input)."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    spot = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    screen.problem(Problem("TK-INT-001", detail=f"{type(error).__name__} at {spot}"))
    return Exit.PARTIAL
