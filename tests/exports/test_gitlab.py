"""A GitLab description: no quick action, no reference outside code spans."""

import re

from markdown_it import MarkdownIt

from tests.handmade import everything
from triagekit.exports.gitlab import export


def test_no_line_is_a_quick_action():
    text = export.write(everything("/close\n/assign @root"))
    assert not any(row.lstrip(" >-*").startswith("/") for row in text.splitlines())


def test_references_stand_in_code_spans():
    text = export.write(everything("!12 ~bug %v1 $34 &5 group/project#4 #7"))
    said = " ".join(c.content for t in MarkdownIt("commonmark").enable("table").parse(text) for c in t.children or [] if c.type != "code_inline")
    assert not re.search(r"(?<!\w)[!~%$&#]\w", said)
