"""Defaults of options, each with where it comes from: TRIAGEKIT_* > ./triagekit.toml > the user's file > built in.

A file in the working folder may have come with a customer's files, so it may not change what is redacted or which rules
and templates are used: those come from a flag, the environment or the user's own file only.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triagekit.errors import Problem, TriageError

HARMLESS = frozenset({"tz", "language", "format", "case", "max_bytes"})
"""Settings that a file in the working folder may make."""
KNOWN = HARMLESS | {"profile", "policy", "rules", "templates"}
_LISTS = frozenset({"rules"})
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Setting:
    """One default and its origin."""

    value: str | int | list[str]
    origin: str
    """environment | ./triagekit.toml | the path of the user's file."""


def user_file() -> Path:
    """Where the user's own settings stand."""
    from platformdirs import user_config_path

    return Path(user_config_path("triagekit") / "triagekit.toml")


def load(environment: Mapping[str, str] | None = None, folder: Path | None = None, user: Path | None = None) -> dict[str, Setting]:
    """Every setting that is made somewhere, by name. Raises TK-USE-004 for a file that cannot be used."""
    local = (folder or Path.cwd()) / "triagekit.toml"
    found = {name: Setting(value, str(path)) for path in (user or user_file(),) for name, value in _file(path, KNOWN).items()}
    found |= {name: Setting(value, "./triagekit.toml") for name, value in _file(local, HARMLESS).items()}
    return found | _environment(os.environ if environment is None else environment)


def _file(path: Path, allowed: frozenset[str]) -> dict[str, str | int | list[str]]:
    try:
        if not path.is_file() or path.stat().st_size > _MOST:
            return {}
        tree = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise TriageError(Problem("TK-USE-004", path.name, "it is not valid TOML")) from None
    for name in tree:
        if name not in allowed:
            raise TriageError(Problem("TK-USE-004", path.name, _refused(name)))
    return {name: _fitting(path, name, value) for name, value in tree.items()}


def _refused(name: str) -> str:
    if name in KNOWN:
        return f"{name} may only come from a flag, the environment or your own settings file"
    return f"it does not know {name[:40]!r}; known are {', '.join(sorted(KNOWN))}"


def _fitting(path: Path, name: str, value: object) -> str | int | list[str]:
    if name in _LISTS and isinstance(value, list):
        return [str(v) for v in value]
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return [str(value)] if name in _LISTS else value
    raise TriageError(Problem("TK-USE-004", path.name, f"{name} has a value of the wrong sort"))


def _environment(environment: Mapping[str, str]) -> dict[str, Setting]:
    """TRIAGEKIT_TZ, TRIAGEKIT_RULES (separated as PATH is) and so on."""
    found = {}
    for name in KNOWN:
        value = environment.get(f"TRIAGEKIT_{name.upper()}")
        if value:
            found[name] = Setting(value.split(os.pathsep) if name in _LISTS else value, "environment")
    return found


def defaults(found: Mapping[str, Setting]) -> dict[str, str | int | list[str]]:
    """The settings as option defaults by parameter name, also as the commands spell it (format_)."""
    out: dict[str, str | int | list[str]] = {}
    for name, setting in found.items():
        out[name] = out[f"{name}_"] = setting.value
    return out
