"""The entry answers --version before anything slow is imported."""

import subprocess
import sys


def test_version_imports_next_to_nothing():
    code = "import sys; sys.argv=['triagekit','--version']; from triagekit.start import main; main(); print(sorted(m for m in sys.modules if m.split('.')[0] in ('typer','rich','msgspec','yaml','lxml','cryptography','haralyzer','analyzers','redaction')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].startswith("triagekit ")
    assert done.stdout.splitlines()[1] == "[]"
