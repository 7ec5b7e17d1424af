"""The tests mirror the rooms: every module of the product that does something has its test file."""

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
ROOMS = {"triagekit": HOME / "tests", "analyzers": HOME / "tests" / "analyzers", "redaction": HOME / "tests" / "redaction"}


def modules() -> list[Path]:
    found = (p for room in ROOMS for p in (HOME / room).rglob("*.py"))
    return sorted(p for p in found if p.name != "__init__.py" and does_something(p))


def does_something(module: Path) -> bool:
    """A module that only declares (types, tables, protocols) has nothing to test."""
    functions = (n for n in ast.walk(ast.parse(module.read_text())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return any(not isinstance(f.body[-1], ast.Expr) or len(f.body) > 1 for f in functions)


def test_file(module: Path) -> Path:
    room = module.relative_to(HOME).parts[0]
    inside = module.relative_to(HOME / room)
    stem = inside.stem.strip("_")
    return ROOMS[room] / inside.parent / f"test_{stem}.py"


test_file.__test__ = False  # a helper, named for what it gives


@pytest.mark.parametrize("module", modules(), ids=lambda p: str(p.relative_to(HOME)))
def test_every_module_has_its_test_file(module):
    assert test_file(module).is_file(), f"{module.relative_to(HOME)} has no {test_file(module).relative_to(HOME)}"
