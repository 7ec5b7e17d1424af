"""The files that hold the vendor signals are sound, and none of their entries is lost."""

import pytest

from triagekit import _home
from triagekit.reading import signalbook

FOLDER = _home.HOME / "rules" / "signals"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_file_loads_and_every_entry_is_complete(path):
    """A mark needs a known kind, a grade, a meaning and a reference."""
    import yaml

    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert tree["vendor"]
    assert tree["reference"].startswith("http")
    for entry in tree["signals"]:
        assert entry["kind"] in signalbook.KINDS, entry
        assert entry["grade"] in {"lab", "real", "doc-read", "doc-cited"}, entry
        assert entry["meaning"], entry
        assert entry.keys() <= {"kind", "match", "cause", "answers", "when", "code", "product", "grade", "meaning", "reference"}, entry
        assert entry.get("when", {}).keys() <= {"status", "header", "server", "text", "body", "format", "field"}, entry


def test_all_files_are_in_the_catalogue():
    """Nothing is lost between the files and the search."""
    import yaml

    entries = sum(len(yaml.safe_load(p.read_text(encoding="utf-8"))["signals"]) for p in FOLDER.glob("*.yaml"))
    assert len(signalbook.read(FOLDER)) == entries
