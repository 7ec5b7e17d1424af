"""The Markdown master shows everything and lets no artifact become markup."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

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
def test_prose_is_one_paragraph_of_plain_text(text):
    assert skeleton(f"a{prose(text)}a") == skeleton("aa")


@given(st.text(max_size=60))
def test_code_is_one_code_span_even_in_a_table(text):
    tokens = PARSER.parse(f"x {code(text)} y")
    assert [c.type for c in tokens[1].children] == ["text", "code_inline", "text"]
    assert "|" not in code(text)


def test_no_cause_is_an_answer(nothing):
    assert report.render(nothing).startswith("# No cause found")
