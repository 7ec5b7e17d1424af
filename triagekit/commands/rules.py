"""List, test, check, draft and document rules."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triagekit import pipeline, safetext
from triagekit.commands import _options as o
from triagekit.errors import Exit, Problem, TriageError
from triagekit.run import Options
from triagekit.verdicts import Judgement

if TYPE_CHECKING:
    from triagekit.engine.rulebook import Rulebook
    from triagekit.engine.trial import RunCase

app = o.application(
    o.shown(
        __doc__,
        "rules list auth",
        "rules test auth",
        "rules why-not auth/token-expired login.har",
    )
)
Names = Annotated[list[str] | None, typer.Argument(help="Rule ids, or families such as auth.", show_default=False)]


@app.command("list", help=o.shown("List rules by differential, with their owner and severity.", "rules list", "rules list auth throttle"))
def list_(names: Names = None, rules: o.RulesOption = None) -> int:
    from triagekit.engine import listing

    safetext.out(listing.rules(pipeline.rulebook(rules or ()), names or ()))
    return Exit.RAN


@app.command("test", help=o.shown("Run the tests that stand in rules; exit 1 when one fails.", "rules test", "rules test http/gateway-gave-up --rules my-rules/"))
def run_tests(
    names: Names = None,
    rules: o.RulesOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every test, not only those that failed.")] = False,
) -> int:
    from triagekit.engine import listing, trial

    book = pipeline.rulebook(rules or ())
    tried = trial.run(book, names or (), _samples(book))
    safetext.out(listing.trial(tried, book, verbose))
    return Exit.GATE_FAILED if tried.failed or tried.faults or book.errors else Exit.RAN


@app.command(help=o.shown("Check rules for what tests alone do not show; exit 1 when there is an error.", "rules lint auth", "rules lint http/gateway-gave-up --rules my-rules/"))
def lint(
    names: Names = None,
    rules: o.RulesOption = None,
    samples: Annotated[bool, typer.Option("--samples", help="Run the tests on samples too; slower.")] = False,
    errors_only: Annotated[bool, typer.Option("--errors", help="Leave out advice.")] = False,
) -> int:
    from triagekit.engine import listing
    from triagekit.engine.lint import Level, check

    book = pipeline.rulebook(rules or ())
    found = check(book, names or (), _samples(book) if samples else None)
    safetext.out(listing.lint(found, not errors_only))
    return Exit.GATE_FAILED if any(f.level is Level.ERROR for f in found) else Exit.RAN


@app.command("why-not", help=o.shown("Say which clause of a rule failed on these files, and what would change a verdict.", "rules why-not auth/token-expired login.har"))
def why_not(rule: Annotated[str, typer.Argument(help="Rule id.")], paths: o.Paths = None, rules: o.RulesOption = None, case: o.CaseOption = None) -> int:
    from triagekit.engine import whynot

    book = pipeline.rulebook(rules or ())
    witness = whynot.watched(book, rule)
    if witness is None:
        raise TriageError(Problem("TK-RULE-002", detail=rule))
    book.witness = witness
    run = pipeline.analyze(o.named(paths), Options(case=case), book)
    safetext.out(run.clean(whynot.answer(book, rule, witness)))
    return Exit.PARTIAL if run.partial else Exit.RAN


@app.command(help=o.shown("Draft an observation from one record, with tests, redacted.", "rules new --from app.log#L17 --id http/gateway-gave-up", "rules new --from login.har#/log/entries/3 --id http/gateway-gave-up -o my-rules/"))
def new(
    source: Annotated[str, typer.Option("--from", help="FILE#POINTER: the record to draft from, such as login.har#/log/entries/3 or app.log#L17.")],
    name: Annotated[str, typer.Option("--id", help="The new rule's id, such as http/gateway-gave-up.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A folder of rules to write it into; without it the draft is printed.", show_default=False)] = None,
) -> int:
    from triagekit.engine import build, draft

    path, _, pointer = source.rpartition("#")
    if not path or not build.ID.match(name):
        raise TriageError(Problem("TK-USE-002", "--from" if not path else "--id", "FILE#POINTER" if not path else "family/name in lower case"))
    book = pipeline.rulebook()
    book.witness = catch = draft.Catch(pointer)
    run = pipeline.analyze([path], Options(), book)
    if catch.record is None:
        raise TriageError(Problem("TK-RULE-003", detail=pointer))
    text = draft.observation(catch.record, name, book, run.clean)
    if output is None:
        safetext.out(text)
        return Exit.RAN
    _write(output / "observations" / f"{name}.yaml", text)
    return Exit.RAN


@app.command(help=o.shown("Write one Markdown page for each rule.", "rules docs -o rule-pages/"))
def docs(output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the pages.")], rules: o.RulesOption = None) -> int:
    from triagekit.engine import explain

    for name, text in explain.pages(pipeline.rulebook(rules or ())).items():
        _write(output / name, text, again=True)
    return Exit.RAN


@app.command(help=o.shown("Show the dearest rules over the records of these files.", "rules bench customer-files/ --most 10"))
def bench(paths: o.Paths = None, rules: o.RulesOption = None, most: Annotated[int, typer.Option("--most", help="Rows to show.")] = 20) -> int:
    from triagekit.engine import cost

    book = pipeline.rulebook(rules or ())
    book.witness = sample = cost.Sample()
    pipeline.analyze(o.named(paths), Options(), book)
    safetext.out(cost.table(cost.prices(book, sample.records), most))
    return Exit.RAN


def _write(path: Path, text: str, again: bool = False) -> None:
    """Write a file; refuses to replace one unless asked to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if again else "x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise TriageError(Problem("TK-IO-005", str(path))) from None
    except OSError:
        raise TriageError(Problem("TK-IO-004", str(path))) from None


@app.command(help=o.shown("List the fields that rules may use, with type and meaning.", "rules fields exchange", "rules fields token expiry"))
def fields(kinds: Annotated[list[str] | None, typer.Argument(help="Record kinds, or words of field names.", show_default=False)] = None) -> int:
    from triagekit.engine import listing

    safetext.out(listing.fields(pipeline.vocabulary(), kinds or ()))
    return Exit.RAN


def _samples(book: "Rulebook") -> "RunCase":
    """Judges samples through the whole program with these rules; None when there is no such sample."""

    def judge(name: str) -> Judgement | None:
        paths = sample_paths(name)
        return pipeline.analyze([str(p) for p in paths], Options(), book).judgement if paths else None

    return judge


def sample_paths(name: str) -> list[Path]:
    """The file or files of a sample named without its suffix, below the house's samples/."""
    from triagekit._home import HOME

    if ".." in Path(name).parts or Path(name).is_absolute():
        return []
    base = HOME / name
    if base.exists():
        return [base]
    if not base.parent.is_dir():
        return []
    suffix = re.compile(re.escape(base.name) + r"\.[a-z0-9]+(?:\.(?:gz|bz2|xz))?")
    return sorted(p for p in base.parent.iterdir() if p.is_file() and suffix.fullmatch(p.name))
