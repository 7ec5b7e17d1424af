"""The desk's commands share their options: language, a team's own folder, the case file."""

import pytest

TEXTS = {"request": "thank you for what you sent", "handoff": "HANDOFF", "closure": "this is what we found", "first-reply": "thank you for writing", "status-update": "where we stand"}


@pytest.mark.parametrize("name", TEXTS)
def test_each_text_is_written_for_a_sample(tk, sample, name):
    code, out, _ = tk(name, sample("auth/token-expired.txt"))
    assert code == 0 and TEXTS[name] in out


def test_a_language_that_a_text_does_not_have_is_an_error(tk, sample):
    code, _, err = tk("request", sample("auth/token-expired.txt"), "-l", "tlh")
    assert code == 2 and "de, en" in err


def test_a_team_can_add_a_language(tk, sample, tmp_path):
    (tmp_path / "request.fr.j2").write_text("Bonjour, {{ first.id }}")
    code, out, _ = tk("request", sample("auth/token-expired.txt"), "-l", "fr", "--templates", tmp_path)
    assert code == 0 and out.startswith("Bonjour, ")
