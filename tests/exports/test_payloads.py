"""Strings made to become markup, links, mentions, formulas or scripts stay text in every form that leaves."""

import csv
import io
import json
import re

import lxml.html
import msgspec
import pytest
from markdown_it import MarkdownIt

from tests.handmade import cause, everything, item
from triagekit import plugins, safetext
from triagekit.exports import _plain
from triagekit.exports.jira_wiki import plain
from triagekit.exports.timeline import cell
from triagekit.report.html import report as html
from triagekit.report.markdown import code, prose
from triagekit.report.markdown import report as markdown

OWN = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://evil.test/p.png)", "<!channel>", "<@U123|x>", "@everyone", "[~admin]",
    "{{7*7}}", "{% raw %}", "${7*7}", "=HYPERLINK(\"http://evil.test\")", "+1+cmd|' /C calc'!A0", "@SUM(1)", "http://evil.test/a_b*c*", "www.evil.test", "a@evil.test", "/close", "/assign @root", "!include x",
    "```\ncode\n```", "~~~", "---", "# h", "> q", "1. x", "- x", "| a | b |", "<details open>", "&lt;b&gt;", "&#60;b&#62;", "\\[x\\]", "[code]<b>[/code]", "{code}", "{html}<b>{html}", "h1. x", "||x||", "\u202egnp.exe",
    "\x1b[2J", "\x9b31m", "]]>", "--><script>", "style=\"x\"", "' onmouseover='x", ":smile:", "#1", "GH-1", "user/repo#1", "!1", "%1", "~x", "^[note]", "[^1]: x", "\u2028x", "a\u0000b", "\ud800", "%0d%0aX: y", "x" * 5_000,
]  # fmt: skip
GFM = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def corpus_lines(folder):
    """Every naughty string and every line of the payload lists."""
    yield from (s for s in json.loads((folder / "blns" / "blns.json").read_text()) if s)
    for path in sorted((folder / "patt").rglob("*")):
        if path.is_file() and path.stat().st_size < 400_000:
            yield from (line for line in path.read_bytes().decode("utf-8", "replace").splitlines() if line.strip())


@pytest.fixture(scope="module")
def payloads(corpus):
    return list(dict.fromkeys([*OWN, *corpus_lines(corpus / "hostile")]))


def harmless(text):
    tokens = GFM.parse(f"- see {prose(text)} now")
    inline = [c for t in tokens for c in t.children or []]
    return [t.type for t in tokens if t.type != "inline"] == BULLET and {c.type for c in inline} <= {"text", "code_inline", "text_special"}


BULLET = [t.type for t in GFM.parse("- see it now") if t.type != "inline"]


def row_of(cells):
    """The shape of a table with this in its only cell."""
    return [(t.type, [c.type for c in t.children or []]) for t in GFM.parse(f"| a |\n|---|\n| {cells} |")]


def wrong(texts):
    """Those that became something, with what they became it in."""
    for text in texts:
        if not harmless(text):
            yield "markdown", text
        if row_of(code(text)) != row_of("`x`"):
            yield "code span in a table", text
        if re.search(r"[{}\[\]|*_~!@#:/\\<>&]", re.sub(r"&#\d+;", "", plain(text))):
            yield "jira wiki", text
        if re.search(r"://|@|www\.", _plain.defanged(text)):
            yield "plain text", text
        if next(csv.reader(io.StringIO(cell(text).replace('"', "'"))), [""])[0].lstrip(" ").startswith(("=", "+", "-", "@")):
            yield "csv", text
        if safetext.block(prose(text)) != safetext.block(safetext.block(prose(text))):
            yield "print boundary", text


def test_own_payloads_stay_text_in_every_small_form():
    assert list(wrong(OWN)) == []


def test_every_known_payload_stays_text_in_every_small_form(payloads):
    assert len(payloads) > 1_000
    assert list(wrong(payloads))[:5] == []


def case_of(texts):
    """A case whose evidence is these texts, one item each."""
    rich = everything()
    lead = cause(for_=tuple(item(t) for t in texts), title="t", correlation_ids=tuple(texts[:200]))
    return msgspec.structs.replace(rich, causes=(lead,), artifacts=tuple(msgspec.structs.replace(rich.artifacts[0], name=t) for t in texts[:200]))


def page_shape(told):
    document = lxml.html.document_fromstring(html.render(told))
    return [(e.tag, sorted(e.attrib)) for e in document.iter() if isinstance(e.tag, str) and not e.xpath("ancestor-or-self::svg")]


def markdown_shape(told):
    return [t.type for t in GFM.parse(markdown.render(told)) if t.type != "inline"]


def assert_same_structure(texts):
    words = [f"word{n}" for n in range(len(texts))]
    assert page_shape(case_of(texts)) == page_shape(case_of(words))
    assert markdown_shape(case_of(texts)) == markdown_shape(case_of(words))


def test_own_payloads_change_no_structure():
    assert_same_structure(OWN)


def test_no_known_payload_changes_the_structure_of_page_or_markdown(payloads):
    for start in range(0, len(payloads), 1_500):
        assert_same_structure(payloads[start : start + 1_500])


@pytest.mark.parametrize("name", ["jira", "slack", "zendesk"])
def test_json_forms_are_json_with_all_own_payloads(name):
    export = next(e for e in plugins.find("export") if e.name == name)
    text = export.write(case_of(OWN))
    assert json.loads(text) and safetext.block(text) == text
