"""The entry that knows every floor: which rules, which case, and one run over everything that was given."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from triagekit import plugins
from triagekit._home import HOME
from triagekit.casefile import CaseFile
from triagekit.casefile import load as load_case
from triagekit.engine.load import load as load_rules
from triagekit.engine.rulebook import Rulebook
from triagekit.reading.vocabulary import SHARED
from triagekit.readthrough import Reading
from triagekit.records import FieldSpec, Kind
from triagekit.roles import Context
from triagekit.run import Options, Run


def vocabulary() -> dict[Kind, dict[str, FieldSpec]]:
    """Every published field by kind: the shared ones and each plug-in's own."""
    fields: dict[Kind, dict[str, FieldSpec]] = {kind: dict(SHARED[kind]) for kind in Kind}
    for plug in (*plugins.find("analyzer"), *plugins.find("examiner")):
        for kind in plug.kinds:
            fields[kind].update(plug.fields)
    for correlator in plugins.find("correlator"):
        fields[Kind.FACT].update(correlator.fields)
    return fields


def packs(extra: Iterable[Path] = ()) -> list[Path]:
    """Rule packs in order of precedence: built-in, site, user, then those named on the command line."""
    from platformdirs import site_config_path, user_config_path

    places = [HOME / "rules", site_config_path("triagekit") / "rules", user_config_path("triagekit") / "rules", *extra]
    return [p for n, p in enumerate(places) if n == 0 or p.is_dir() or p in extra]


def rulebook(extra: Iterable[Path] = ()) -> Rulebook:
    """The rules that a run uses."""
    return load_rules(packs(tuple(extra)), vocabulary())


def analyze(paths: Sequence[str], options: Options, rules: Rulebook | None = None, case: CaseFile | None = None) -> Run:
    """Read and judge everything under `paths`, with their case file or the one given. Raises `TriageError` only for what ends a run."""
    from redaction.session import Session

    case = case or find_case(paths, options)
    run = Run(case, rules or rulebook(options.rules), Session(key=options.key, policy=options.policy, profile=options.profile, case_terms=_terms(case)))
    run.context = _context(case, options)
    Reading(run, options, run.context).everything(paths)
    return run


def find_case(paths: Sequence[str], options: Options) -> CaseFile:
    """The case file named with --case, or `case.yaml` in a given folder, or an empty one."""
    if options.case:
        return load_case(options.case)
    for path in paths:
        beside = Path(path) / "case.yaml"
        if path != "-" and beside.is_file():
            return load_case(beside)
    return CaseFile()


def _context(case: CaseFile, options: Options) -> Context:
    from triagekit.casefile import parse_zone

    zone = parse_zone(options.timezone) if options.timezone else case.timezone
    return replace(case.context(), timezone=zone, at=options.at)


def _terms(case: CaseFile) -> tuple[str, ...]:
    return tuple(case.case[k] for k in ("customer", "user") if case.case.get(k))
