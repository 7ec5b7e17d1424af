"""What tests of every room share."""

import os
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent


@pytest.fixture
def tk(capsys):
    """Run a command line; gives exit code, stdout, stderr."""
    from triagekit import cli

    def run(*argv):
        with pytest.raises(SystemExit) as done:
            cli.run([str(a) for a in argv])
        seen = capsys.readouterr()
        return done.value.code, seen.out, seen.err

    return run


@pytest.fixture
def sample():
    """The path of a sample, such as auth/token-expired.txt."""
    return lambda name: str(HOME / "samples" / name)


@pytest.fixture(scope="session")
def corpus():
    """The folder of labelled data; tests that need it are skipped where there is none."""
    folder = os.environ.get("TRIAGEKIT_CORPUS")
    if not folder:
        pytest.skip("The labelled corpus is not here; TRIAGEKIT_CORPUS names its folder.")
    return Path(folder)
