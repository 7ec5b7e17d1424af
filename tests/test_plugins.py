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
