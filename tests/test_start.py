"""The entry answers --version before anything slow is imported, and a small capture without what only others need."""

import json
import subprocess
import sys

HAR = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "pages": [], "entries": [{
    "startedDateTime": "2026-11-03T09:14:22.000Z", "time": 40, "cache": {}, "timings": {"send": 0, "wait": 40, "receive": 0},
    "request": {"method": "GET", "url": "https://api.test/", "headers": [], "cookies": [], "queryString": [], "httpVersion": "HTTP/1.1", "headersSize": -1, "bodySize": 0},
    "response": {"status": 503, "statusText": "", "headers": [], "cookies": [], "httpVersion": "HTTP/1.1", "content": {"size": 0, "mimeType": ""}, "redirectURL": "", "headersSize": -1, "bodySize": 0},
}]}}  # fmt: skip
SLOW = ("lxml", "signxml", "cryptography", "haralyzer", "dateutil", "asyncio", "pydantic", "rich", "jinja2", "jsonschema", "http.server", "multiprocessing", "unittest", "drain3")


def modules(code):
    done = subprocess.run([sys.executable, "-c", code + "; sys.stderr.write('\\n' + ' '.join(sys.modules))"], capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.splitlines()[-1].split())


def test_version_imports_next_to_nothing():
    said, loaded = modules("import sys; sys.argv=['triagekit','--version']; from triagekit.start import main; main()")
    assert said.startswith("triagekit ")
    assert {m for m in loaded if m.partition(".")[0] in ("triagekit", "redaction", "analyzers")} <= {"triagekit", "triagekit._home", "triagekit.start"}
    assert not loaded & {"typer", "msgspec", "yaml", "json", "dataclasses", "inspect", "datetime", "hashlib", *SLOW}


def test_a_small_capture_is_analyzed_without_what_it_does_not_need(tmp_path):
    file = tmp_path / "a.har"
    file.write_text(json.dumps(HAR))
    said, loaded = modules(f"import sys; from triagekit.cli import _dispatch; _dispatch(['analyze', {str(file)!r}])")
    assert "503" in said
    assert sorted(m for m in loaded if m.startswith(SLOW)) == []


def test_the_end_of_a_run_does_not_look_through_all_that_is_left():
    code = "import gc, sys, atexit; atexit.register(lambda: print(gc.get_freeze_count() > 10_000)); sys.argv=['triagekit','explain','--help']; from triagekit.start import main; main()"
    assert said_by(code).splitlines()[-1] == "True"


def said_by(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
