"""Plug-ins are found by being there."""

import pytest

from triagekit import plugins


@pytest.mark.parametrize("role", ["analyzer", "examiner", "correlator", "detector", "report"])
def test_every_role_has_players_and_each_name_once(role):
    found = plugins.find(role)
    names = [p.name for p in found]
    assert names and len(names) == len(set(names))


def test_a_new_module_is_found_without_any_list(tmp_path, monkeypatch):
    (tmp_path / "tk_extra_report.py").write_text("class R:\n    name = 'extra'\nreport = R()\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(plugins.PLACES, "report", ("tk_plug", tmp_path))
    import sys
    import types

    package = types.ModuleType("tk_plug")
    package.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, "tk_plug", package)
    plugins.find.cache_clear()
    try:
        assert [r.name for r in plugins.find("report")] == ["extra"]
    finally:
        plugins.find.cache_clear()


def test_a_report_that_is_named_is_found_without_importing_the_others():
    import subprocess
    import sys

    asked = "import sys; from triagekit import plugins; assert plugins.named('report', 'json').name == 'json'; print('triagekit.report.html' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.strip() == "False"


@pytest.mark.parametrize("name", ["none", "", "../text", "json_", "markdown"])
def test_a_name_that_nobody_has_gives_none(name):
    known = {r.name for r in plugins.find("report")}
    found = plugins.named("report", name)
    assert (found.name if found else None) == (name if name in known else None)
