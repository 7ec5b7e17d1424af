"""The words of the desk exist in English and German, name the cause, read easily, and hold nothing but the evidence."""

import re

import msgspec
import pytest

from tests.handmade import artifact, cause, everything, evidence
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


def test_every_way_to_collect_something_has_its_german_words_its_reason_and_what_is_removed():
    from triagekit.dossier import sides
    from triagekit.dossier.causes import HOW_TO_COLLECT

    known = {*HOW_TO_COLLECT.values(), sides.GATEWAY_LOG, sides.KEYS}
    assert all(known <= set(desk.phrases("de")[section]) for section in ("ways", "whys", "removed"))
    assert known <= set(desk.phrases("en")["removed"])


def test_the_request_speaks_in_the_customers_words_and_asks_the_next_question(handmade):
    text = desk.write("request", "en", handmade)
    assert "Your sign-in had run out." in text and "Which time did the client show?" in text


@pytest.mark.parametrize(("client", "word"), [("Mozilla/5.0 Firefox/143.0", "Firefox"), ("Mozilla/5.0 Chrome/142.0 Safari/537.36 Edg/142", "Edge"), ("Mozilla/5.0 Version/18 Safari/605", "Safari")])
def test_a_capture_is_asked_for_in_the_customers_own_browser(client, word):
    wanted = ev.MissingItem(what="x", why="needs a HAR", how_to_collect="Open the browser's developer tools, Network tab, and so on.")
    told = evidence(causes=(cause(verdict="likely"),), missing=(wanted,), environment={"client": ev.Fact(value=client, status="known")}, artifacts=(artifact(producer="proxy"),))
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


IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0.0.0 Safari/537.36"
HAR, CURL, GATEWAY = "Open the browser's developer tools, Network tab, and so on.", "Run curl -v against it.", "Send the lines of the gateway's log."


def asked(how, client="", answered="", **more):
    wanted = ev.MissingItem(what="x", why="it tells apart: this; that", how_to_collect=how, **more)
    facts = {"5xx.answered_by": ev.Fact(value=answered, status="known")} if answered else {}
    completeness = ev.Completeness(symptom_classes=(), required=(), present=(), gaps=(), facts=facts)
    return evidence(causes=(cause(verdict="likely"),), missing=(wanted,), environment={"client": ev.Fact(value=client, status="known")}, artifacts=(artifact(producer="proxy"),), completeness=completeness)


@BOTH
@pytest.mark.parametrize(("told", "word"), [(asked(HAR, IPHONE), "iPhone"), (asked(CURL, WINDOWS), "curl.exe"), (asked(GATEWAY, answered="gateway nginx"), "/var/log/nginx"), (asked(GATEWAY, answered="gateway haproxy (page)"), "journalctl")])
def test_what_is_asked_for_is_told_for_the_phone_the_system_or_the_server_that_was_seen(told, word, language):
    assert word in desk.write("request", language, told)


def test_a_request_says_what_why_from_when_to_when_what_is_removed_and_how_long_it_takes():
    how = next(w for w in desk.phrases("en")["removed"] if w.startswith("Send the lines of the gateway"))
    text = desk.write("request", "en", asked(how, minutes=10, since="2026-11-03T09:12:00Z", until="2026-11-03T09:16:00Z"))
    for part in (how, "from 2026-11-03 09:12:00 UTC to 2026-11-03 09:16:00 UTC", "Why: it tells apart: this; that.", "We replace: addresses", "about 10 minutes"):
        assert part in text


def test_where_the_answer_is_certain_nothing_is_to_be_collected_unless_nobody_knows_whose_it_is():
    base = asked(CURL)
    sure = cause(verdict="confirmed")

    def text(*causes):
        return desk.write("request", "en", msgspec.structs.replace(base, causes=causes))

    other = cause(id="gateway/x", verdict="confirmed", rank=2)
    assert "curl" not in text(sure)
    assert "curl" in text(sure, other)
    assert "curl" not in text(msgspec.structs.replace(sure, concerns="own"), other)
    assert "curl" not in text(sure, msgspec.structs.replace(other, concerns="others"))


def test_a_handoff_says_what_the_files_show_of_the_reach_where_nobody_told_it_and_which_file_does_not_belong():
    seen = {"seen_users": ev.Fact(value="2 of 5 users met a failure", source="artifact", status="known")}
    stranger = msgspec.structs.replace(artifact(), apart=True, notes=("It holds nothing from that time.",))
    text = desk.write("handoff", "en", evidence(impact=seen, artifacts=(stranger,)))
    assert "to be confirmed): 2 of 5 users met a failure" in text and "It holds nothing from that time." in text
    assert "2 of 5" not in desk.write("handoff", "en", evidence(impact={**seen, "summary": ev.Fact(value="All are down", status="known")}))


@BOTH
def test_a_request_says_which_file_does_not_belong_and_does_not_ask_twice_for_what_is_to_be_sent(language):
    told = msgspec.structs.replace(asked(CURL), artifacts=(artifact(apart=True, notes=("It holds nothing from that time.",)),), next_questions={"d": "Please send the log of that minute."})
    text = desk.write("request", language, told)
    assert "login.har" in text
    assert "Please send the log" not in text
    assert "login.har" not in desk.write("request", language, asked(CURL))


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_handoff_gives_each_reason_once(language):
    item = cause().for_[0]
    told = desk.write("handoff", language, evidence(causes=(cause(for_=(item, msgspec.structs.replace(item, weight="supports: strong"))),)))
    assert told.count(str(item.value or item.excerpt)) == 1
