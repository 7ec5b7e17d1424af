"""The words of the desk exist in English and German, name the cause, read easily, and hold nothing but the evidence."""

import re

import pytest

from tests.handmade import artifact, everything, evidence
from triagekit import evidence as ev
from triagekit.needs import http, identity
from triagekit.needs.always import NEEDS
from triagekit.report import desk

TEXTS = ["request", "handoff", "closure", "first-reply", "status-update"]
BOTH = pytest.mark.parametrize("language", ["en", "de"])


def lix(text):
    """Björnsson's LIX: words to a sentence, and the share of long words. 30 is a children's book, 40 a newspaper, 60 a law."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = len(re.findall(r"[.!?:](?:\s|$)|\n\n", text.strip())) or 1
    return len(words) / sentences + 100 * sum(len(w) > 6 for w in words) / len(words)


def test_every_text_exists_in_english_and_german():
    assert desk.names() == sorted(TEXTS)
    assert all({"en", "de"} <= set(desk.languages(name)) for name in TEXTS)


@BOTH
@pytest.mark.parametrize("name", TEXTS)
def test_every_text_can_be_written_with_and_without_a_cause(name, language, handmade, nothing):
    with_cause, without = desk.write(name, language, handmade), desk.write(name, language, nothing)
    assert with_cause != without and len(without) > 60
    assert "\n\n\n" not in with_cause + without and "None" not in with_cause + without


@pytest.mark.parametrize(("language", "limit"), [("en", 40), ("de", 50)])
@pytest.mark.parametrize("name", ["request", "first-reply", "status-update", "closure"])
def test_what_a_customer_reads_reads_easily(name, language, limit, rich):
    assert lix(desk.write(name, language, rich)) <= limit


@BOTH
def test_every_question_that_blocks_can_be_asked_in_the_customers_language(language):
    known = desk.phrases(language)["questions"]
    needs = [n for n in (*NEEDS, *http.NEEDS_401, *http.NEEDS_403, *http.NEEDS_429, *http.NEEDS_5XX, *identity.NEEDS_TLS, *identity.NEEDS_CLOCK, *identity.NEEDS_SAML, *identity.NEEDS_OIDC) if n.blocking]
    lacking = [n.question for n in needs if n.name != "ask" and n.question not in known and language == "de"]
    assert lacking == []


def test_every_way_to_collect_something_has_its_german_words():
    from triagekit.dossier.causes import HOW_TO_COLLECT

    assert set(HOW_TO_COLLECT.values()) <= set(desk.phrases("de")["ways"])


def test_the_request_speaks_in_the_customers_words_and_asks_the_next_question(handmade):
    text = desk.write("request", "en", handmade)
    assert "Your sign-in had run out." in text and "Which time did the client show?" in text


@pytest.mark.parametrize(("client", "word"), [("Mozilla/5.0 Firefox/143.0", "Firefox"), ("Mozilla/5.0 Chrome/142.0 Safari/537.36 Edg/142", "Edge"), ("Mozilla/5.0 Version/18 Safari/605", "Safari")])
def test_a_capture_is_asked_for_in_the_customers_own_browser(client, word):
    wanted = ev.MissingItem(what="x", why="needs a HAR", how_to_collect="Open the browser's developer tools, Network tab, and so on.")
    told = evidence(missing=(wanted,), environment={"client": ev.Fact(value=client, status="known")}, artifacts=(artifact(producer="proxy"),))
    assert f"In {word}," in desk.write("request", "en", told)
    assert word in desk.write("request", "de", told)


def test_a_handoff_carries_the_correlation_ids(handmade):
    assert "x-request-id=7f3a" in desk.write("handoff", "en", handmade)


def test_a_team_overrides_a_text_and_single_phrases_with_files_of_the_same_names(tmp_path):
    (tmp_path / "closure.en.j2").write_text("Done: {{ first.title }}")
    (tmp_path / "phrases.de.yaml").write_text("families: {auth: Das Pförtnerhäuschen war zu.}")
    assert desk.write("closure", "en", everything(), tmp_path) == "Done: The access token had expired\n"
    assert "Pförtnerhäuschen" in desk.write("first-reply", "de", everything(), tmp_path)
    assert desk.phrases("de", tmp_path)["families"]["tls"]


def test_a_teams_template_cannot_reach_into_the_program(tmp_path):
    from jinja2.exceptions import SecurityError

    (tmp_path / "closure.en.j2").write_text("{{ e.__class__.__mro__ }}")
    with pytest.raises(SecurityError):
        desk.write("closure", "en", everything(), tmp_path)
