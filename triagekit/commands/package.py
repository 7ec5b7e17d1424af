"""Build what leaves as one file, check that it is complete, verify one that arrived, or open it to read."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from triagekit import pipeline, plugins, safetext, screen, walk, writing
from triagekit.commands import _options as o
from triagekit.commands._packages import prove, sound
from triagekit.errors import Exit, Problem, TriageError
from triagekit.evidence import Evidence
from triagekit.package import build as building
from triagekit.package import check as checking
from triagekit.package import signing
from triagekit.package.collect import collect
from triagekit.package.partings import partings
from triagekit.package.verify import is_package

app = o.application(o.shown(__doc__, "package build customer-files/ -o case.zip", "package check case.zip", "package verify case.zip", "package open case.zip"))

_Packages = Annotated[list[Path], typer.Argument(help="Package files (.zip).", show_default=False)]
_Signers = Annotated[Path | None, typer.Option("--signers", help="Trusted signers (OpenSSH ALLOWED SIGNERS file).", show_default=False)]


@app.command(help=o.shown("Read, judge and redact the files of a case and pack what may leave; several packages become one.", "package build customer-files/ -o case.zip", "package build clean/ -o case.zip  pack copies that were reviewed", "package build monday.zip tuesday.zip -o all.zip"))
def build(
    paths: o.Paths = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The package to write (.zip).", show_default=False)] = None,
    case: o.CaseOption = None,
    at: o.AtOption = "",
    tz: o.ZoneOption = "",
    policy: o.PolicyOption = None,
    profile: o.ProfileOption = "support",
    rules: o.RulesOption = None,
    max_bytes: o.MaxBytesOption = 0,
    key: Annotated[Path | None, typer.Option("--key", help="File with the pseudonyms' key, for equal pseudonyms in several builds.", show_default=False)] = None,
    sign: Annotated[Path | None, typer.Option("--sign", help="Sign with this OpenSSH private key.", show_default=False)] = None,
    working: Annotated[str, typer.Option("--working", help="A capture of the same journey that works, to show where they part.", show_default=False)] = "",
) -> int:
    named = o.named(paths)
    if output is None:
        raise TriageError(Problem("TK-USE-002", "-o", "name the package: -o case.zip"))
    signer = partial(signing.sign, key=sign) if sign else None
    if all(is_package(Path(p)) for p in named):
        return _collected(named, output, signer)
    options = replace(o.options(case, (at, "", ""), tz, (policy, profile), rules, max_bytes), key=_key(key))
    inputs, copies = _inputs(named)
    case_file = pipeline.find_case(named, options)
    run = pipeline.analyze(inputs, options, case=case_file)
    if working:
        found = walk.compare([working], inputs, options).comparison
        run.partings = partings(found, run.clean)
    with writing.atomic(output) as out:
        made = building.build(out, run, signer, copies)
    _report(made, output)
    return Exit.PARTIAL if run.partial or made.withheld else Exit.RAN


def _collected(named: list[str], output: Path, signer: Callable[[bytes], bytes] | None) -> int:
    with writing.atomic(output) as out:
        collect(out, [Path(p) for p in named], signer)
    safetext.out(f"packed    {output}  ({len(named)} packages)\n")
    return Exit.RAN


def _key(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        data = path.read_bytes()[:4096]
    except OSError:
        data = b""
    if len(data) < 32:
        raise TriageError(Problem("TK-PKG-007"))
    return data


def _inputs(named: list[str]) -> tuple[list[str], Path | None]:
    """The files to read; a folder that `redact` wrote gives its copies, and its audits and reviews are kept apart."""
    found: list[str] = []
    copies: Path | None = None
    for name in named:
        folder = Path(name)
        if name != "-" and any((folder / "redaction").glob("*.audit.json")):
            copies = folder
            found += [str(p) for p in sorted(folder.iterdir()) if p.name not in ("redaction", "case.yaml") and not p.name.endswith((".review.json", ".review.jsonl"))]
        else:
            found.append(name)
    return found, copies


def _report(made: building.Built, output: Path) -> None:
    safetext.out(f"packed    {output}  ({output.stat().st_size:,} bytes, {safetext.counted(made.evidence.redaction.items, 'value')} replaced, verified)\n")
    for one in made.evidence.redaction.before:
        then = "the audit of then does not lie beside it" if one.items is None else f"{one.items} of these values were replaced then"
        safetext.out(f"before    {safetext.line(one.name, 100)} came redacted already; {then}\n")
    for row in made.withheld:
        safetext.out(f"withheld  {safetext.line(row, 160)}\n")
    blocking = [q for q in checking.questions(made.evidence) if q.blocking]
    safetext.talk(f"{len(blocking)} questions block it" if blocking else "nothing blocks it")
    safetext.talk(f"next: triagekit package check {output}")


@app.command(help=o.shown("Say what a receiver would still have to ask; exit 1 while something blocks.", "package check case.zip", "package check customer-files/"))
def check(paths: o.Paths = None, case: o.CaseOption = None) -> int:
    told = _told(o.named(paths), case)
    for one in told:
        safetext.out(checking.text(one))
    if any(q.blocking for one in told for q in checking.questions(one)):
        screen.problem(Problem("TK-PKG-003"))
        return Exit.GATE_FAILED
    return Exit.RAN


def _told(named: list[str], case: Path | None) -> tuple[Evidence, ...]:
    if all(name != "-" and is_package(Path(name)) for name in named):
        return tuple(e for name in named for e in sound(Path(name)).cases)
    return (pipeline.analyze(named, o.options(case, ("", "", ""), "", (None, "support"), None)).evidence(),)


@app.command(help=o.shown("Prove that a package is as it was packed, without the originals; exit 1 when it is not.", "package verify case.zip", "package verify case.zip --signers allowed_signers"))
def verify(packages: _Packages, signers: _Signers = None) -> int:
    return max((prove(path, signers) for path in packages), default=int(Exit.RAN))


@app.command("open", help=o.shown("Show what a package says, after checking it.", "package open case.zip"))
def open_(package: Annotated[Path, typer.Argument(help="The package.", show_default=False)], signers: _Signers = None) -> int:
    opened = sound(package, signers)
    report = next(r for r in plugins.find("report") if r.name == "text")
    for told in opened.cases:
        safetext.out(f"{told.case.id or package.name}\n\n")
        screen.report(report.render(told))
        safetext.out("\n" + checking.text(told) + "\n")
    for name, size in sorted(opened.bag.sizes.items()):
        safetext.out(f"  {size:>10,}  {safetext.line(name, 140)}\n")
    return Exit.RAN
