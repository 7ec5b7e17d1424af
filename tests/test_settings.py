"""Settings: flags before the environment, before the folder's file, before the user's file; a customer's file changes no redaction."""

import pytest

from triagekit import settings
from triagekit.errors import TriageError


@pytest.fixture
def load(tmp_path):
    def run(local="", user="", **environment):
        for name, text in (("here/triagekit.toml", local), ("user.toml", user)):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return {n: (s.value, s.origin) for n, s in settings.load(environment, tmp_path / "here", tmp_path / "user.toml").items()}

    return run


def test_the_environment_goes_before_the_folder_and_that_before_the_user(load, tmp_path):
    user = 'tz = "Europe/Rome"\nformat = "md"\nlanguage = "de"\n'
    found = load('tz = "Europe/Paris"\nformat = "json"\n', user, TRIAGEKIT_TZ="UTC")
    assert found == {"tz": ("UTC", "environment"), "format": ("json", "./triagekit.toml"), "language": ("de", str(tmp_path / "user.toml"))}


@pytest.mark.parametrize("name", sorted(settings.KNOWN - settings.HARMLESS))
def test_a_file_that_may_have_come_with_a_customers_files_changes_neither_redaction_nor_rules(load, name):
    with pytest.raises(TriageError) as fault:
        load(f'{name} = "x"\n')
    assert fault.value.problem.code == "TK-USE-004"
    assert "your own settings file" in fault.value.problem.detail
    assert load(user=f'{name} = "x"\n')[name][0] in ("x", ["x"])


@pytest.mark.parametrize("text", ["tz = ", "colour = 1\n", "tz = [1]\n", "tz = true\n", "\x00"])
def test_a_file_that_cannot_be_used_is_one_error_without_its_content(load, text):
    with pytest.raises(TriageError) as fault:
        load(text)
    assert fault.value.problem.code == "TK-USE-004"


def test_lists_are_separated_as_paths_are(load):
    import os

    assert load(TRIAGEKIT_RULES=os.pathsep.join(["a", "b"]))["rules"][0] == ["a", "b"]


def test_other_names_in_the_environment_are_nobodys_settings(load):
    assert load(TRIAGEKIT_CORPUS="x", TRIAGEKIT_NONSENSE="y") == {}


def test_a_flag_goes_before_a_setting(tk, sample, monkeypatch):
    monkeypatch.setenv("TRIAGEKIT_FORMAT", "json")
    assert tk("analyze", sample("auth/token-expired.txt"))[1].lstrip().startswith("{")
    assert not tk("analyze", sample("auth/token-expired.txt"), "--format", "text")[1].lstrip().startswith("{")


def test_a_setting_reaches_subcommands(tk, monkeypatch, tmp_path):
    monkeypatch.setenv("TRIAGEKIT_RULES", str(tmp_path))
    (tmp_path / "observations").mkdir()
    (tmp_path / "observations" / "bad.yaml").write_text("id: [")
    assert "bad.yaml" in tk("rules", "list", "jwt")[1]


def test_doctor_tells_each_setting_with_its_origin(tk, monkeypatch):
    monkeypatch.setenv("TRIAGEKIT_TZ", "Europe/Berlin")
    assert "setting tz" in tk("doctor")[1] and "(from environment)" in tk("doctor")[1]
