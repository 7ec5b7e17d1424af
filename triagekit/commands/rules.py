"""List, test, check, draft and document rules."""

from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, safetext
from triagekit.commands import _options as o
from triagekit.errors import Exit

app = o.application(__doc__)
Names = Annotated[list[str] | None, typer.Argument(help="Rule ids, or families such as auth.", show_default=False)]


@app.command("list")
def list_(names: Names = None, rules: o.RulesOption = None) -> int:
    """List rules by differential, with their owner and severity."""
    from triagekit.engine import listing

    safetext.out(listing.rules(pipeline.rulebook(rules or ()), names or ()))
    return Exit.RAN


@app.command("test")
def run_tests(
    names: Names = None,
    rules: o.RulesOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every test, not only those that failed.")] = False,
) -> int:
    """Run the tests that stand in rules; exit 1 when one fails."""
    from triagekit.engine import listing, trial

    book = pipeline.rulebook(rules or ())
    tried = trial.run(book, names or (), _sample)
    safetext.out(listing.trial(tried, book, verbose))
    return Exit.GATE_FAILED if tried.failed or tried.faults or book.errors else Exit.RAN


@app.command()
def lint(
    names: Names = None,
    rules: o.RulesOption = None,
    samples: Annotated[bool, typer.Option("--samples", help="Run the tests on samples too; slower.")] = False,
    errors_only: Annotated[bool, typer.Option("--errors", help="Leave out advice.")] = False,
) -> int:
    """Check rules for what tests alone do not show; exit 1 when there is an error."""
    from triagekit.engine import listing
    from triagekit.engine.lint import Level, check

    found = check(pipeline.rulebook(rules or ()), names or (), _sample if samples else None)
    safetext.out(listing.lint(found, not errors_only))
    return Exit.GATE_FAILED if any(f.level is Level.ERROR for f in found) else Exit.RAN


@app.command()
def fields(kinds: Annotated[list[str] | None, typer.Argument(help="Record kinds, or words of field names.", show_default=False)] = None) -> int:
    """List the fields that rules may use, with type and meaning."""
    from triagekit.engine import listing

    safetext.out(listing.fields(pipeline.vocabulary(), kinds or ()))
    return Exit.RAN


def _sample(name: str) -> "pipeline.Judgement | None":
    """Judge a sample through the whole program; None when there is no such sample."""
    paths = sample_paths(name)
    return pipeline.analyze([str(p) for p in paths], pipeline.Options()).judgement if paths else None


def sample_paths(name: str) -> list[Path]:
    """The file or files of a sample named without its suffix, below the house's samples/."""
    from triagekit._home import HOME

    if ".." in Path(name).parts or Path(name).is_absolute():
        return []
    base = HOME / name
    if base.exists():
        return [base]
    return sorted(p for p in base.parent.glob(base.name + ".*") if p.is_file()) if base.parent.is_dir() else []
