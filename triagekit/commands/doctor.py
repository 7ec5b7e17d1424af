"""Check that this installation is whole: versions, rules, folders, optional speed-ups."""

import platform
from importlib.metadata import PackageNotFoundError, version

from triagekit import __version__, pipeline, plugins, safetext, settings
from triagekit._home import HOME
from triagekit.commands import _options as o
from triagekit.errors import Exit, TriageError

app = o.application(__doc__)

_PACKAGES = ("haralyzer", "pyjwt", "lxml", "signxml", "regex", "rich", "typer", "msgspec", "google-re2", "cryptography")


@app.command(help=o.shown(__doc__, "doctor"))
def doctor() -> int:
    from redaction.detecting import all_detectors

    book = pipeline.rulebook()
    rows = [("triagekit", __version__), ("python", platform.python_version()), ("home", str(HOME))]
    rows += [(name, _version(name)) for name in _PACKAGES]
    rows += [(f"{role}s", str(len(plugins.find(role)))) for role in ("analyzer", "examiner", "correlator", "report", "export")]
    rows.append(("detectors", str(len(all_detectors()))))
    rows += [("observations", str(len(book.observations))), ("causes", str(len(book.causes))), ("rules not run", str(len(book.errors)))]
    rows += _settings()
    safetext.out("".join(f"{name:<16} {value}\n" for name, value in rows))
    missing = [name for name, value in rows if value == "missing" and name != "google-re2"]
    return Exit.GATE_FAILED if missing or book.errors else Exit.RAN


def _settings() -> list[tuple[str, str]]:
    """Every setting that is made somewhere, with its origin; a file that cannot be used is said so."""
    try:
        found = settings.load()
    except TriageError as error:
        return [("settings", f"cannot be used: {error.problem.place}: {error.problem.detail}")]
    return [(f"setting {name}", f"{made.value}   (from {made.origin})") for name, made in sorted(found.items())]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
