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

    entries = [entry for p in FOLDER.glob("*.yaml") for entry in yaml.safe_load(p.read_text(encoding="utf-8"))["signals"]]
    assert len(signalbook.read(FOLDER)) == len(entries) + sum(entry["kind"] == "said" for entry in entries)


def test_what_is_said_of_a_refusal_counts_in_its_answer_and_in_a_log_line_which_has_no_status(tmp_path):
    (tmp_path / "x.yaml").write_text('vendor: X\nreference: "https://x.example"\nsignals:\n- {kind: said, match: Token Ran Out, cause: auth/token-expired, grade: lab, meaning: m, when: {status: [419], text: [jwt]}}\n- {kind: said, match: b, grade: lab, meaning: m}\n')
    body, log, usual, _ = signalbook.read(tmp_path)
    assert (body.kind, body.when.statuses, body.when.text, body.match) == ("body", frozenset({419}), ("jwt",), "token ran out")
    assert (log.kind, log.when.statuses, log.when.text) == ("log", frozenset(), ("jwt",))
    assert usual.when.statuses == frozenset({400, 401, 403})
