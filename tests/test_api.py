"""What programs import stays where it is, and gives what the command line gives."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import triagekit
from triagekit import api


def test_the_stable_names_stand_at_the_top_and_are_those_of_api():
    for name in ("Evidence", "TriageError", "analyze", "named", "redact", "render"):
        assert getattr(triagekit, name) is getattr(api, name)
        assert name in dir(triagekit)
    with pytest.raises(AttributeError):
        triagekit.no_such_name  # noqa: B018


def test_importing_the_package_alone_imports_nothing_slow():
    code = "import sys, triagekit; print([m for m in ('triagekit.pipeline', 'typer', 'lxml', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(triagekit.__file__).parent.parent)
    assert done.stdout.strip() == "[]", done.stderr


def test_analyze_gives_the_evidence_that_the_command_line_prints(tk, sample):
    evidence = triagekit.analyze(sample("auth/token-expired.txt"))
    _, out, _ = tk(sample("auth/token-expired.txt"), "--json")
    printed = json.loads(out)["causes"]
    assert [c.id for c in evidence.causes] == [c["id"] for c in printed]
    assert [c.verdict for c in evidence.causes] == [c["verdict"] for c in printed]
    assert triagekit.named(evidence)[0].id == "auth/token-expired"


def test_only_causes_for_which_something_speaks_are_named(sample):
    evidence = triagekit.analyze(sample("auth/token-expired.txt"))
    told = triagekit.named(evidence)
    assert 0 < len(told) < len(evidence.causes)
    assert all(c.for_ for c in told)
    assert [c.rank for c in told] == sorted(c.rank for c in told)


def test_a_path_may_be_text_a_path_or_several(sample):
    path = Path(sample("auth/token-expired.txt"))
    one, other = triagekit.analyze(path), triagekit.analyze([path, str(path)])
    assert len(one.artifacts) == 1
    assert len(other.artifacts) == 2


def test_a_file_called_dash_is_a_file_and_stdin_is_left_alone(tmp_path, monkeypatch, sample):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_bytes(Path(sample("auth/token-expired.txt")).read_bytes())
    assert triagekit.named(triagekit.analyze("-"))[0].id == "auth/token-expired"


def test_redact_writes_copies_whose_diagnosis_is_the_same(tmp_path, sample):
    done = triagekit.redact(sample("auth/token-expired.txt"), tmp_path / "clean", check=True)
    assert (done.clean, done.differences) == (True, ())
    assert done.evidence.redaction.verified
    (copy,) = done.copies
    again = triagekit.analyze(copy.path)
    assert triagekit.named(again)[0].id == "auth/token-expired"
    assert os.path.commonpath([copy.path, tmp_path / "clean"]) == str(tmp_path / "clean")


@pytest.mark.parametrize("form", api.forms())
def test_every_form_renders(form, sample):
    text = triagekit.render(triagekit.analyze(sample("auth/token-expired.txt")), form)
    assert "auth/token-expired" in text


def test_what_cannot_be_used_raises_with_the_code_of_the_catalogue(tmp_path, sample):
    cases = {
        "TK-USE-001": lambda: triagekit.analyze([]),
        "TK-IO-001": lambda: triagekit.analyze(tmp_path / "nowhere.har"),
        "TK-USE-002": lambda: triagekit.analyze(sample("auth/token-expired.txt"), at=datetime(2026, 1, 1)),
        "TK-IO-013": lambda: triagekit.redact(_empty(tmp_path), tmp_path / "out"),
    }
    for code, call in cases.items():
        with pytest.raises(triagekit.TriageError) as raised:
            call()
        assert raised.value.problem.code == code
    with pytest.raises(triagekit.TriageError, match="TK-USE-002"):
        triagekit.render(triagekit.analyze(sample("auth/token-expired.txt")), "docx")


def _empty(folder):
    (folder / "nothing").mkdir()
    return folder / "nothing"
