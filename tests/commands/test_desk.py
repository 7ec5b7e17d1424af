"""The desk's commands share their options: language, a team's own folder, the case file."""

import pytest

TEXTS = {
    "request": ("thank you for what you sent. So far it looks like this",), "handoff": ("HANDOFF", "What we see"), "closure": ("this is what we found", "How to tell if it comes back"),
    "first-reply": ("thank you for writing", "How sure we are"), "status-update": ("where we stand", "What comes next"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_each_text_is_written_for_a_sample_in_english_and_german(tk, sample, name):
    english, german = (tk(name, sample("auth/token-expired.txt"), "-l", language) for language in ("en", "de"))
    assert english[0] == german[0] == 0
    assert all(part in english[1] for part in TEXTS[name])
    assert english[1] != german[1]


@pytest.mark.parametrize("name", TEXTS)
def test_without_a_file_each_says_what_is_missing(tk, name):
    code, out, err = tk(name)
    assert (code, out) == (2, "")
    assert "TK-USE-001" in err


def test_a_language_that_a_text_does_not_have_is_an_error(tk, sample):
    code, _, err = tk("request", sample("auth/token-expired.txt"), "-l", "tlh")
    assert code == 2 and "de, en" in err


def test_a_team_can_add_a_language(tk, sample, tmp_path):
    (tmp_path / "request.fr.j2").write_text("Bonjour, {{ first.id }}")
    code, out, _ = tk("request", sample("auth/token-expired.txt"), "-l", "fr", "--templates", tmp_path)
    assert code == 0 and out.startswith("Bonjour, ")
