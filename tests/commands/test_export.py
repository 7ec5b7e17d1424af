"""`triagekit export --to`: every form, from files and from a package."""

import json

import pytest

from triagekit import plugins


@pytest.mark.parametrize("form", ["jira", "jira-wiki", "servicenow", "zendesk", "slack", "github", "gitlab", "timeline"])
def test_every_form_can_be_written(tk, sample, form):
    code, out, _ = tk("export", sample("auth/token-expired.txt"), "--to", form)
    assert code == 0 and len(out) > 100
    if plugins.find("export") and form in ("jira", "zendesk", "slack"):
        json.loads(out)


def test_a_package_gives_the_same_text_as_it_holds(tk, sample, tmp_path):
    import zipfile

    tk("package", "build", sample("auth/token-expired.txt"), "-o", tmp_path / "c.zip")
    with zipfile.ZipFile(tmp_path / "c.zip") as archive:
        inside = archive.read("data/exports/github.github.md").decode()
    code, out, _ = tk("export", tmp_path / "c.zip", "--to", "github")
    assert (code, out) == (0, inside)


def test_an_unknown_receiver_is_an_error_that_names_the_known_ones(tk, sample):
    code, _, err = tk("export", sample("auth/token-expired.txt"), "--to", "fax")
    assert code == 2 and "servicenow" in err
