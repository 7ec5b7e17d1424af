"""The page in a real browser: nothing is blocked by its own policy, and axe finds no barrier, in the light and in the dark, wide and narrow."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest

from tests.handmade import everything
from triagekit.report.html import report

BROWSER = os.environ.get("TRIAGEKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
RUN = """axe.run(document, {resultTypes: ['violations']}).then(function (r) { var p = document.createElement('pre'); p.id = 'axe-said';
p.textContent = JSON.stringify(r.violations.map(function (v) { return [v.id, v.nodes.map(function (n) { return n.html.slice(0, 200); })]; })); document.body.appendChild(p); });"""

needs_browser = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed here (Debian package chromium)")


def axe():
    """The text of axe-core: from the PyPI package axe-core-python, or from the file that TRIAGEKIT_AXE names."""
    named = os.environ.get("TRIAGEKIT_AXE")
    found = importlib.util.find_spec("axe_core_python")
    path = Path(named) if named else Path(found.origin).with_name("axe.min.js") if found and found.origin else None
    if path is None or not path.is_file():
        pytest.skip("axe-core is not installed here (PyPI package axe-core-python)")
    return path.read_text(encoding="utf-8")


def browse(page, folder, *options):
    target = folder / "page.html"
    target.write_text(page, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--enable-logging=stderr", f"--user-data-dir={folder}/profile"]
    return subprocess.run([BROWSER, *flags, *options, "--virtual-time-budget=8000", "--dump-dom", target.as_uri()], capture_output=True, text=True, timeout=90)


def pages():
    return {"rich": everything(), "hostile": everything("<img src=x onerror=alert(1)><style>*{color:red}</style> \x1b[31m")}


@needs_browser
@pytest.mark.parametrize("name", ["rich", "hostile"])
def test_the_policy_blocks_nothing_of_the_page_and_no_script_runs(name, tmp_path):
    done = browse(report.render(pages()[name]), tmp_path)
    assert "Content Security Policy" not in done.stderr
    assert "<h1>" in done.stdout and "CONSOLE" not in done.stderr


@needs_browser
@pytest.mark.parametrize("look", [("--window-size=1200,900",), ("--window-size=500,900",), ("--window-size=1200,900", "--blink-settings=preferredColorScheme=0")], ids=["laptop", "phone", "dark"])
def test_axe_finds_no_barrier(look, tmp_path):
    library = axe()
    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", report.render(everything()))
    page = page.replace("</body>", f"<script>{library}</script><script>{RUN}</script></body>")
    said = lxml.html.document_fromstring(browse(page, tmp_path, *look).stdout).xpath("//pre[@id='axe-said']")
    assert said, "axe did not come to an end"
    assert json.loads(said[0].text_content()) == []


@needs_browser
def test_axe_finds_no_barrier_in_the_trends(tmp_path):
    from tests.test_trendforms import FOUND
    from triagekit.trendforms import as_html

    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", as_html(FOUND))
    page = page.replace("</body>", f"<script>{axe()}</script><script>{RUN}</script></body>")
    said = lxml.html.document_fromstring(browse(page, tmp_path).stdout).xpath("//pre[@id='axe-said']")
    assert json.loads(said[0].text_content()) == []


def test_a_page_of_five_hundred_requests_stays_under_a_megabyte():
    rich = everything()
    import msgspec

    bars = tuple(rich.views.waterfall[n % 12] for n in range(500))
    moments = tuple(rich.timeline[n % 3] for n in range(500))
    page = report.render(msgspec.structs.replace(rich, timeline=moments, views=msgspec.structs.replace(rich.views, waterfall=bars, requests=500)))
    assert len(page.encode()) < 1_000_000
