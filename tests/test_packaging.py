"""The wheel puts only `triagekit` into site-packages and works there, beside other packages of generic names."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
GENERIC = ("rules", "analyzers", "redaction", "samples")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, HOME], check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_only_triagekit(wheel):
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        names = archive.namelist()
    assert {t for t in tops if not t.endswith(".dist-info")} == {"triagekit"}
    assert any(n.startswith("triagekit/_bundle/rules/causes/") for n in names)
    assert not any(n.endswith("/__main__.py") for n in names)


def test_the_installed_wheel_does_the_main_job_beside_packages_of_the_same_names(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    (site,) = (tmp_path / "env" / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for name in GENERIC:
        (site / name).mkdir()
        (site / name / "__init__.py").write_text("raise ImportError('a stranger of the same name')\n")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")  # its own .pth files are not followed
    sample = HOME / "samples" / "auth" / "token-expired.txt"
    code = "import triagekit.start, sys; sys.argv = ['triagekit', *sys.argv[1:]]; triagekit.start.main()"
    done = subprocess.run([python, "-c", code, "analyze", sample, "--format", "json"], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["causes"][0]["id"] == "auth/token-expired"
