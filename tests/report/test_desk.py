"""The words of the desk exist in English and German, name the cause, and hold nothing but the evidence."""

import pytest

from triagekit.report import desk


@pytest.mark.parametrize("name", ["request", "handoff", "closure"])
def test_every_text_exists_in_english_and_german(name):
    assert {"en", "de"} <= set(desk.languages(name))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", ["request", "handoff", "closure"])
def test_every_text_can_be_written_with_and_without_a_cause(name, language, handmade, nothing):
    with_cause, without = desk.write(name, language, handmade), desk.write(name, language, nothing)
    assert with_cause != without and len(without) > 60
    assert "\n\n\n" not in with_cause + without


def test_the_request_speaks_in_the_customers_words_and_asks_the_next_question(handmade):
    text = desk.write("request", "en", handmade)
    assert "Your sign-in had run out." in text and "Which time did the client show?" in text


def test_a_handoff_carries_the_correlation_ids(handmade):
    assert "x-request-id=7f3a" in desk.write("handoff", "en", handmade)


def test_a_team_overrides_a_text_with_a_file_of_the_same_name(handmade, tmp_path):
    (tmp_path / "closure.en.j2").write_text("Done: {{ first.title }}")
    assert desk.write("closure", "en", handmade, tmp_path) == "Done: The access token had expired\n"
