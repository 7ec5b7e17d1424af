"""The Markdown master shows everything and lets no artifact become markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.handmade import cause, evidence
from triagekit import evidence as ev
from triagekit.report.markdown import code, prose, report

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")


def skeleton(text):
    """Token types without their content."""
    return [(t.type, t.tag, [c.type for c in t.children or [] if c.type != "text"]) for t in PARSER.parse(text)]


def test_verdicts_come_first(handmade):
    assert report.render(handmade).startswith("# The access token had expired &#40;confirmed&#41;")


def test_a_hostile_artifact_gives_the_same_structure_as_a_harmless_one(hostile):
    text = report.render(hostile)
    tokens = [c.type for t in PARSER.parse(text) for c in (t.children or [])]
    assert not {"link_open", "image", "html_inline"} & set(tokens)
    assert not any(t.type == "html_block" for t in PARSER.parse(text))


@given(st.text(max_size=60))
def test_prose_is_one_paragraph_of_plain_text_and_code_and_says_the_same(text):
    tokens = PARSER.parse(f"a {prose(text)} a")
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children
    assert {c.type for c in children} <= {"text", "code_inline", "text_special"}
    said = "".join(c.content for c in children).replace("¦", "|")
    assert said.split() == ["a", *text.replace("\0", "\ufffd").replace("¦", "|").split(), "a"]


@pytest.mark.parametrize("word", ["@channel", "a@b.test", "https://evil.test/x", "www.evil.test", "#12", "!3", "group/project#4", "GH-7", ":smile:", "/close", "MKT-12", "4f2a9c1d", "~label", "(evil.test)", "“@here”,"])
def test_what_a_ticket_system_would_act_on_stands_in_a_code_span(word):
    outside = [c.content for c in PARSER.parse(f"see {prose(word)} now")[1].children if c.type != "code_inline"]
    assert not any(c.isalnum() for c in "".join(outside).replace("see", "").replace("now", ""))


@given(st.text(max_size=60))
def test_code_is_one_code_span_even_in_a_table(text):
    tokens = PARSER.parse(f"x {code(text)} y")
    assert [c.type for c in tokens[1].children] == ["text", "code_inline", "text"]
    assert "|" not in code(text)


def test_no_cause_is_an_answer(nothing):
    assert report.render(nothing).startswith("# No cause found")


def test_what_would_settle_it_says_how_why_and_from_when_to_when():
    item = ev.MissingItem(what="joins/x", why="it tells apart: this; that", how_to_collect="Send the log.", since="2026-11-03T09:12:00Z", until="2026-11-03T09:16:00Z")
    text = report.render(evidence(missing=(item,)))
    assert "Send the log" in text and "It tells apart" in text and "(2026-11-03T09:12:00Z to 2026-11-03T09:16:00Z)" in text
    assert "What would settle it" not in report.render(evidence())


def test_a_corrected_time_stands_beside_the_recorded_one_and_a_verdict_that_clocks_decided_says_so():
    base = ev.Place(artifact="a0001", kind="line", line=3)
    moved = ev.Moment(at="2026-11-03T09:14:00Z", artifact="a0001", location=base, what="x", original="2026-11-03T11:14:00+00:00", zone_assumed=True)
    text = report.render(evidence(timeline=(moved,), causes=(cause(before_clock="possible"),)))
    assert "| `2026-11-03T09:14:00Z` (recorded 2026-11-03T11:14:00+00:00, zone assumed) |" in text
    assert "decided by corrected clocks: on the times as recorded it is possible" in text


def test_a_cause_of_other_peoples_requests_is_called_so_in_the_table_and_at_its_heading():
    text = report.render(evidence(causes=(cause(), cause(id="auth/other", title="Something else", rank=2, concerns="others"))))
    assert text.count("in other requests than the customer") == 2
