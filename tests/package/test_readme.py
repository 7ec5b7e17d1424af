"""The first page says what was found, what is asked, and how to check it; nothing of an artifact is markup in it."""

from markdown_it import MarkdownIt

from triagekit.package.readme import readme


def test_it_names_the_cause_and_the_check(built):
    text = readme(built.evidence)
    assert "**confirmed**" in text and "sha256sum -c manifest-sha256.txt" in text
    assert "impact.scope" in text


def test_a_hostile_title_stays_text(hostile):
    tokens = [c.type for t in MarkdownIt("commonmark", {"html": True}).parse(readme(hostile)) for c in t.children or []]
    assert not {"link_open", "image", "html_inline"} & set(tokens)
