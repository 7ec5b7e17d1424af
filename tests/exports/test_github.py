"""A GitHub comment: nothing outside code spans that GitHub would act on, within its length."""

import re

from markdown_it import MarkdownIt

from tests.handmade import everything
from triagekit.exports.github import LIMIT, export

PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def outside(text):
    return " ".join(c.content for t in PARSER.parse(text) for c in t.children or [] if c.type != "code_inline")


def test_no_mention_reference_or_address_stands_outside_code(hostile):
    said = outside(export.write(hostile))
    assert not re.search(r"@\w|(?<!\w)#\d|://|www\.", said)


def test_it_fits_into_a_comment():
    assert len(export.write(everything("long " * 20_000))) <= LIMIT
