"""`triagekit analyze`: the cause first, every form, private files, gates and exit codes."""

import json
from pathlib import Path

import jsonschema
import pytest

from triagekit.evidence import schema

EXPIRED = "auth/token-expired.txt"


def test_a_bare_path_is_analyzed_and_the_first_line_is_the_cause(tk, sample):
    code, out, err = tk(sample(EXPIRED))
    assert code == 0, err
    assert out.splitlines()[0].endswith(("(confirmed)", "(likely)"))
    assert err.splitlines()[-1].startswith("next: triagekit redact ")


def test_json_output_validates_and_names_the_cause(tk, sample):
    code, out, _ = tk("analyze", sample(EXPIRED), "--format", "json")
    document = json.loads(out)
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert (code, document["causes"][0]["id"], document["causes"][0]["rank"]) == (0, "auth/token-expired", 1)


def test_the_short_flag_is_the_json_form(tk, sample):
    long, short = tk("analyze", sample(EXPIRED), "--format", "json")[1], tk("analyze", sample(EXPIRED), "--json")[1]
    assert json.loads(long)["causes"][0]["fingerprint"] == json.loads(short)["causes"][0]["fingerprint"]


def test_output_goes_to_a_private_file(tk, sample, tmp_path):
    _, out, _ = tk("analyze", sample(EXPIRED), "--json", "-o", tmp_path / "e.json")
    assert out == ""
    assert json.loads((tmp_path / "e.json").read_text())["schema_version"]
    assert (tmp_path / "e.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("gate", "code"), [("possible", 1), ("confirmed", 1), ("", 0)])
def test_the_gate_fails_when_a_cause_reaches_the_verdict(tk, sample, gate, code):
    assert tk("analyze", sample(EXPIRED), *(["--fail-on", gate] if gate else []))[0] == code


def test_the_gate_holds_where_no_cause_reaches_it(tk, sample):
    assert tk("analyze", sample("network/connection-refused.near-miss.txt"), "--fail-on", "confirmed")[0] == 0


@pytest.mark.parametrize(("flag", "value"), [("--format", "pdf"), ("--at", "soon"), ("--tz", "Nowhere/Land"), ("--fail-on", "sure"), ("--profile", "loose")])
def test_a_value_that_cannot_be_used_is_said_with_what_can(tk, sample, flag, value):
    code, out, err = tk("analyze", sample(EXPIRED), flag, value)
    assert (code, out) == (2, "")
    assert "error[TK-USE-002]" in err and flag in err


def test_what_nobody_can_read_ends_with_unusable_and_what_was_cut_with_partial(tk, tmp_path):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 8)
    assert tk("analyze", tmp_path / "noise.bin")[0] == 2
    entry = '{"startedDateTime":"2026-01-01T00:00:00Z","time":1,"request":{"method":"GET","url":"https://a.test/"},"response":{"status":200}}'
    (tmp_path / "cut.har").write_text('{"log":{"version":"1.2","creator":{"name":"x"},"entries":[' + entry + "," + entry[:40])
    code, _, err = tk("analyze", tmp_path / "cut.har")
    assert code == 3
    assert "error[TK-IO-012]" in err


def test_a_path_with_blanks_is_quoted_in_what_to_run_next(tk, sample, tmp_path):
    folder = tmp_path / "two words"
    folder.mkdir()
    (folder / "a.txt").write_text(Path(sample(EXPIRED)).read_text())
    assert f"'{folder}'" in tk(str(folder))[2]


def test_stdin_is_a_path(tk, sample, monkeypatch):
    import io
    import sys

    class Stdin:
        buffer = io.BytesIO(Path(sample(EXPIRED)).read_bytes())

        @staticmethod
        def isatty():
            return False

    monkeypatch.setattr(sys, "stdin", Stdin)
    code, out, _ = tk("-")
    assert (code, "(confirmed)" in out.splitlines()[0]) == (0, True)
