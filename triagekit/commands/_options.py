"""Options that several commands share, and how their values are read."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from triagekit.casefile import parse_time, parse_zone
from triagekit.errors import Problem, TriageError
from triagekit.run import Options

Paths = Annotated[list[str] | None, typer.Argument(help="Files, folders, archives, or - for stdin.", show_default=False)]
CaseOption = Annotated[Path | None, typer.Option("--case", help="The case file (case.yaml).", show_default=False)]
AtOption = Annotated[str, typer.Option("--at", help="Judge as of this time (RFC 3339).", show_default=False)]
ZoneOption = Annotated[str, typer.Option("--tz", help="Zone of log lines without an offset, such as Europe/Berlin.", show_default=False)]
SinceOption = Annotated[str, typer.Option("--since", help="Leave out what is earlier.", show_default=False)]
UntilOption = Annotated[str, typer.Option("--until", help="Leave out what is later.", show_default=False)]
PolicyOption = Annotated[Path | None, typer.Option("--policy", help="Redaction policy (YAML).", show_default=False)]
ProfileOption = Annotated[str, typer.Option("--profile", help="Redaction profile: strict, support or minimal.")]
RulesOption = Annotated[list[Path] | None, typer.Option("--rules", help="A folder of further rules; may be given again.", show_default=False)]
MaxBytesOption = Annotated[int, typer.Option("--max-bytes", help="Budget of unpacked bytes; 0 is the default.", show_default=False)]


def application(help_text: str) -> typer.Typer:
    """A typer app whose failures the top level shows."""
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, help=help_text)


def shown(about: str | None, *examples: str) -> str:
    """A help text in which the examples come first, each as it is typed; what follows two spaces says what it does."""
    rows = [example.partition("  ")[::2] for example in examples]
    width = max(len(typed) for typed, _ in rows)
    lines = "\n".join(f"  triagekit {typed:<{width}}   {said.strip()}".rstrip() for typed, said in rows)
    return f"{about}\n\n\b\nExamples\n{lines}"


def named(paths: list[str] | None) -> list[str]:
    """The paths given, without the quotes that drag and drop leaves. Raises TK-USE-001 when there are none."""
    if not paths:
        raise TriageError(Problem("TK-USE-001"))
    return [_unquoted(p) for p in paths]


def _unquoted(path: str) -> str:
    return path[1:-1] if len(path) > 2 and path[0] == path[-1] and path[0] in "'\"" else path


def options(case: Path | None, times: tuple[str, str, str], zone: str, redaction: tuple[Path | None, str], rules: list[Path] | None, max_bytes: int = 0) -> Options:
    """The run's options. Raises TK-USE-002 for a value that cannot be used."""
    at, since, until = (moment(name, value) for name, value in zip(("--at", "--since", "--until"), times, strict=True))
    if zone and parse_zone(zone) is None:
        raise TriageError(Problem("TK-USE-002", "--tz", zone))
    if redaction[1] not in ("strict", "support", "minimal"):
        raise TriageError(Problem("TK-USE-002", "--profile", redaction[1]))
    return Options(case, at, zone, since, until, redaction[0], redaction[1], tuple(rules or ()), max_bytes)


def moment(name: str, value: str) -> datetime | None:
    """The time an option was given, or None when it was not. Raises TK-USE-002."""
    when = parse_time(value) if value else None
    if value and when is None:
        raise TriageError(Problem("TK-USE-002", name, value))
    return when
